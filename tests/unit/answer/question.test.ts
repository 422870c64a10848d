import { describe, expect, it } from 'vitest';
import { expectedIn, readAsk } from '../../../src/answer/question';
import { isTitle, sentencesOf } from '../../../src/answer/sentences';

describe('a question', () => {
  it.each([
    ['May I keep a dog?', 'yes-no'],
    ['Is it red or blue?', 'what'],
    ['How many eggs are in the loaf?', 'count'],
    ['How much flour does it take?', 'amount'],
    ['How long is the loaf baked?', 'duration'],
    ['When is the fair?', 'when'],
    ['What year was it built?', 'when'],
    ['Who is the landlord?', 'who'],
    ['Where is the museum?', 'where'],
    ['Which fuse is for the radio?', 'which'],
    ['Why was the lock replaced?', 'why'],
    ['How can earwigs be trapped?', 'how'],
    ['What is patina?', 'what'],
  ])('"%s" asks for %s', (text, kind) => {
    expect(readAsk(text).kind).toBe(kind);
  });

  it('is about its content words', () => {
    expect(readAsk('How many eggs are in the lemon loaf?').words).toEqual([
      'eggs',
      'lemon',
      'loaf',
    ]);
    expect(readAsk('What is it?').words.length).toBeGreaterThan(0);
  });

  it.each([
    ['Bake for 45 minutes at 170 degrees.', 'duration', ['45 minutes']],
    ['Rest for half an hour.', 'duration', ['half an hour']],
    ['Held on the second Saturday in July.', 'when', ['Saturday', 'July']],
    ['Born on 12 March 1961 in Ulm.', 'when', ['12 March 1961']],
    ['Eleven new children joined.', 'count', ['Eleven']],
    ['Handled by Mr Quentin Marlowe.', 'who', ['Mr Quentin Marlowe']],
    ['Nothing of the sort.', 'count', []],
  ] as const)('finds in "%s" what %s asks for', (sentence, kind, found) => {
    expect(expectedIn(sentence, kind)).toEqual(found);
  });
});

describe('sentences', () => {
  const split = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

  it('end at stops, not at abbreviations and list numbers', () => {
    expect(split('Ask Mr. Adeyemi. He knows record no. P-88213-K by heart.')).toEqual([
      'Ask Mr. Adeyemi.',
      'He knows record no. P-88213-K by heart.',
    ]);
    expect(split('1. Heat the oven.\n2. Beat the eggs.')).toEqual([
      '1. Heat the oven.',
      '2. Beat the eggs.',
    ]);
    expect(split('It cost 1.2 million. Then more.')).toHaveLength(2);
  });

  it('cover scripts without spaces, and leave out what has no letter', () => {
    expect(split('今日は雨です。明日は晴れです。')).toHaveLength(2);
    expect(split('***\n\nText.')).toEqual(['Text.']);
    expect(split('')).toEqual([]);
  });

  it('are no titles', () => {
    expect(isTitle('Caring for dahlias')).toBe(true);
    expect(isTitle('5. Summer fair')).toBe(true);
    expect(isTitle('2. Beat the eggs.')).toBe(false);
    expect(isTitle('It freezes well for three months.')).toBe(false);
    expect(isTitle('Fitting, 6 hours: 330.00')).toBe(false);
  });
});
