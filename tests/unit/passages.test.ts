import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutPassages, maxPassageChars, type TextBlock } from '../../src/parse/passages';
import { paragraphs } from '../../src/parse/plain';

const word = fc.stringMatching(/^[a-z]{1,14}[.,!?]?$/);
const block = fc
  .record({
    words: fc.array(word, { minLength: 1, maxLength: 200 }),
    isHeading: fc.boolean(),
  })
  // Headings are in capitals, so that they are told apart below.
  .map(({ words, isHeading }) => ({
    text: isHeading ? words.join(' ').toUpperCase() : words.join(' '),
    isHeading,
  }));

function place(blocks: { text: string; isHeading: boolean }[]): TextBlock<number>[] {
  return blocks.map(({ text, isHeading }, i) => ({
    text,
    isHeading,
    spans: [{ start: 0, end: text.length, place: i }],
  }));
}

const wordsOf = (text: string) => text.split(/\s+/).filter((w) => w !== '');

describe('cutPassages', () => {
  it('keeps every word of the body, in order, within the limit', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const passages = cutPassages(place(blocks));
        const body = blocks.filter((b) => !b.isHeading);
        const ofBody = passages.filter(({ text }) => /[a-z]/.test(text));
        expect(ofBody.flatMap((p) => wordsOf(p.text))).toEqual(
          body.flatMap((b) => wordsOf(b.text)),
        );
        for (const { text } of ofBody) expect(text.length).toBeLessThanOrEqual(maxPassageChars);
        for (const passage of passages) expect(passage.places.length).toBeGreaterThan(0);
      }),
    );
  });

  it('ends passages with sentences and carries the heading above', () => {
    const sentence = 'A sentence of about fifty characters stands right here. ';
    const [first, second] = cutPassages(
      place([
        { text: 'On sentences', isHeading: true },
        { text: sentence.repeat(20), isHeading: false },
      ]),
    );
    expect(first!.text).toMatch(/here\.$/);
    expect(second!.text).toMatch(/^A sentence/);
    expect(first!.heading).toBe('On sentences');
    expect(second!.heading).toBe('On sentences');
  });

  it('keeps a heading that stands alone', () => {
    const passages = cutPassages(
      place([
        { text: 'A title', isHeading: true },
        { text: 'A chapter', isHeading: true },
        { text: 'Text.', isHeading: false },
      ]),
    );
    expect(passages.map(({ text, heading }) => [text, heading])).toEqual([
      ['A title', undefined],
      ['Text.', 'A chapter'],
    ]);
  });

  it('cuts what has no spaces, but no surrogate pair', () => {
    const passages = cutPassages(place([{ text: '😀'.repeat(1000), isHeading: false }]));
    expect(passages.length).toBeGreaterThan(2);
    for (const { text } of passages) expect(text.isWellFormed()).toBe(true);
    expect(passages.map((p) => p.text).join('')).toBe('😀'.repeat(1000));
  });

  it('finds sentences where no spaces stand between them', () => {
    const passages = cutPassages(
      place([{ text: '東京は日本の首都です。人口は多いです。'.repeat(60), isHeading: false }]),
    );
    for (const { text } of passages) expect(text).toMatch(/。$/);
  });
});

describe('paragraphs', () => {
  it('joins wrapped lines, keeps short ones apart, and knows the numbers', () => {
    const wrapped = 'a line that was wrapped by hand at about sixty characters or';
    const blocks = paragraphs(['Minutes', wrapped, 'so goes on here.', '', '- one', '- two']);
    expect(blocks.map((b) => b.text)).toEqual([
      `Minutes\n${wrapped} so goes on here.`,
      '- one\n- two',
    ]);
    expect(blocks[1]!.spans.map((s) => s.place)).toEqual([5, 6]);
  });
});
