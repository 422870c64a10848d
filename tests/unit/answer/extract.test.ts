import { describe, expect, it } from 'vitest';
import { extractAnswer, minSupport, readAsk } from '../../../src/answer';
import { embedWords, sourceOf } from './sources';

const recipes = sourceOf(
  1,
  'Simmer for twenty minutes until the lentils fall apart. The lentil soup freezes well for three months. Serve it with bread.',
);
const lease = sourceOf(
  2,
  "Small animals in cages may be kept without asking. For a dog or a cat the owner's written consent is needed.",
  { name: 'lease.md' },
);
const extract = (text: string, sources = [recipes, lease]) =>
  extractAnswer(readAsk(text), sources, embedWords);

describe('the extractive answerer', () => {
  it('quotes the sentence that answers, from its very place', async () => {
    const { sentences, lead } = await extract(
      'How long does the lentil soup keep when it freezes?',
    );
    expect(sentences[0]!.text).toBe('The lentil soup freezes well for three months.');
    const [{ source, span }] = sentences[0]!.citations as [
      { source: number; span: { start: number; end: number } },
    ];
    expect(source).toBe(1);
    expect(recipes.text.slice(span.start, span.end)).toBe(sentences[0]!.text);
    expect(lead).toBe('three months');
  });

  it('every sentence it says stands in the source it cites', async () => {
    for (const question of [
      'How long do lentils simmer?',
      'May I keep a dog?',
      'Who serves bread?',
    ]) {
      const { sentences } = await extract(question);
      for (const { text, citations } of sentences) {
        const cited = [recipes, lease].filter(({ number }) =>
          citations.some((c) => c.source === number),
        );
        expect(cited.length).toBeGreaterThan(0);
        expect(cited.some((source) => source.text.includes(text))).toBe(true);
      }
    }
  });

  it('leads a yes-or-no question by what the best sentence says', async () => {
    const refused = sourceOf(1, 'Cooked food must not go on the compost heap.');
    expect((await extract('May cooked food go on the compost heap?', [refused])).lead).toBe(
      'Probably no',
    );
    const allowed = sourceOf(1, 'Raw kitchen scraps may go on the compost heap.');
    expect((await extract('May raw scraps go on the compost heap?', [allowed])).lead).toBe(
      'Probably yes',
    );
  });

  it('leads by the sentence that gives leave, and by none where none does', async () => {
    const heap = sourceOf(
      1,
      'The heap is full of cooked food and there have been rats. Only raw kitchen scraps may go on the heap.',
    );
    expect((await extract('May I put cooked food on the heap?', [heap])).lead).toBe('Probably no');
    const rats = sourceOf(1, 'The heap is full of cooked food and there have been rats.');
    expect((await extract('May I put cooked food on the heap?', [rats])).lead).toBeUndefined();
  });

  it('takes the figure that stands with what is counted', async () => {
    const flour = sourceOf(
      1,
      'Mix 300 g of plain flour, 200 g of natural yoghurt and two teaspoons of baking powder.',
    );
    expect((await extract('How much flour is there?', [flour])).lead).toBe('300 g');
    expect((await extract('How much yoghurt is there?', [flour])).lead).toBe('200 g');
  });

  it('is supported by what answers, and not by what does not', async () => {
    const asked = await extract('How long does the lentil soup keep when it freezes?');
    expect(asked.support).toBeGreaterThan(minSupport);
    const unknown = await extract('What is the capital of Mongolia?', [
      { ...recipes, score: { calibrated: 1 } },
    ]);
    expect(unknown.support).toBeLessThan(minSupport);
  });

  it('has nothing to say to no sources, nor to titles alone', async () => {
    expect(await extract('Anything?', [])).toMatchObject({ sentences: [], support: 0 });
    expect((await extract('Dahlias?', [sourceOf(1, 'Caring for dahlias')])).sentences).toEqual([]);
  });
});
