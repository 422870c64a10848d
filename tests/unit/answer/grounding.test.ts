import { describe, expect, it } from 'vitest';
import { checkGrounding, missingIn } from '../../../src/answer';
import type { AnswerSentence } from '../../../src/core';
import { embedWords, sourceOf } from './sources';

const sources = [
  sourceOf(
    1,
    'The rent is 1,240.50 euros. It is paid to Ms Ottilie Brandvold on the third working day.',
  ),
  sourceOf(2, 'The meeting closed with tea.'),
];
const said = (text: string, ...numbers: number[]): AnswerSentence => ({
  text,
  citations: numbers.map((source) => ({ source })),
  support: { phase: 'supported' },
});
const check = async (sentence: AnswerSentence) =>
  (await checkGrounding([sentence], sources, embedWords))[0]!.support;

describe('grounding', () => {
  it('lets stand what the cited source says, in other words as well', async () => {
    expect(await check(said('The rent is 1240.5 euros.', 1))).toEqual({ phase: 'supported' });
    expect(await check(said('Rent is paid on the third working day to Brandvold.', 1))).toEqual({
      phase: 'supported',
    });
  });

  it('flags a figure that stands in no source', async () => {
    expect(await check(said('The rent is 1,420.50 euros.', 1))).toEqual({
      phase: 'unsupported',
      missing: ['1,420.50'],
    });
  });

  it('flags a name that stands in no source', async () => {
    expect(await check(said('The rent is paid to Ms Harriet Oduya.', 1))).toMatchObject({
      phase: 'unsupported',
      missing: expect.arrayContaining(['Harriet', 'Oduya']),
    });
  });

  it('flags what only another source than the cited one says, and what cites none', async () => {
    expect(await check(said('The rent is 1,240.50 euros.', 2))).toMatchObject({
      phase: 'unsupported',
    });
    expect(await check(said('The rent is 1,240.50 euros.'))).toMatchObject({
      phase: 'unsupported',
    });
  });

  it('flags what its source does not speak of at all', async () => {
    expect(await check(said('Penguins swim faster than seals.', 2))).toEqual({
      phase: 'unsupported',
      missing: [],
    });
  });

  it('does not believe a sentence that only calls itself a quotation', async () => {
    const forged: AnswerSentence = {
      ...said('The rent is 9 euros.', 1),
      support: { phase: 'quoted' },
    };
    expect(await check(forged)).toMatchObject({ phase: 'unsupported', missing: ['9'] });
    const real: AnswerSentence = {
      ...said('The rent is 1,240.50 euros.', 1),
      support: { phase: 'quoted' },
    };
    expect(await check(real)).toEqual({ phase: 'quoted' });
  });

  it('reads figures with and without commas as one', () => {
    expect(missingIn('It was 12,500 and 3.5.', [{ name: 'a', text: '12500 or 3.50' }])).toEqual([]);
  });
});
