import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diversify, fillBudget, tokensOf } from '../../../src/answer';

describe('maximal marginal relevance', () => {
  const vector = (...numbers: number[]) => Float32Array.from(numbers);

  it('passes over a copy for what is new', () => {
    const first = { name: 'first', relevance: 0.9, vector: vector(1, 0), group: 'a' };
    const copy = { name: 'copy', relevance: 0.88, vector: vector(1, 0), group: 'b' };
    const other = { name: 'other', relevance: 0.6, vector: vector(0, 1), group: 'c' };
    expect(diversify([first, copy, other], 2).map(({ name }) => name)).toEqual(['first', 'other']);
  });

  it('follows relevance where nothing is alike, worked by hand', () => {
    // 0.7 * 0.5 = 0.35 beside 0.7 * 0.8 - 0.3 * 0.6 = 0.38: the nearer one still comes first.
    const first = { name: 'first', relevance: 1, vector: vector(1, 0), group: 'a' };
    const near = { name: 'near', relevance: 0.8, vector: vector(0.6, 0.8), group: 'b' };
    const far = { name: 'far', relevance: 0.5, vector: vector(0, 1), group: 'c' };
    expect(diversify([far, near, first], 3).map(({ name }) => name)).toEqual([
      'first',
      'near',
      'far',
    ]);
  });

  it('takes each once, and no more than there are', () => {
    const one = fc.record({
      relevance: fc.double({ min: 0, max: 1, noNaN: true }),
      group: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.nat(15), (all, count) => {
        const taken = diversify(all, count);
        expect(taken.length).toBe(Math.min(count, all.length));
        expect(new Set(taken).size).toBe(taken.length);
      }),
    );
  });
});

describe('the budget', () => {
  it('is never passed, cuts nothing, and says what it left out', () => {
    const texts = fc.array(
      fc.string({ maxLength: 200 }).map((text) => ({ text })),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(texts, fc.nat(300), (all, budget) => {
        const { kept, leftOut } = fillBudget(all, budget);
        expect(kept.reduce((sum, { text }) => sum + tokensOf(text), 0)).toBeLessThanOrEqual(budget);
        expect(kept.every((one) => all.includes(one))).toBe(true);
        expect(kept.length + leftOut).toBe(all.length);
      }),
    );
  });

  it('takes a smaller one behind one that does not fit', () => {
    const all = [{ text: 'a'.repeat(40) }, { text: 'b'.repeat(400) }, { text: 'c'.repeat(40) }];
    expect(fillBudget(all, 20)).toEqual({ kept: [all[0], all[2]], leftOut: 1 });
  });
});
