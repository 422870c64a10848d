import { describe, expect, it } from 'vitest';
import {
  bootstrap,
  ndcgAt,
  recallAt,
  reciprocalRank,
  rocAuc,
  shareOf,
} from '../../src/app/score/metrics';

describe('measures of a ranking, by hand', () => {
  const second = { positions: [2, 5], relevantCount: 3 };
  const none = { positions: [], relevantCount: 1 };

  it('recall at k asks for one right answer among the first k', () => {
    expect([1, 2, 10].map((k) => recallAt(k, second))).toEqual([0, 1, 1]);
    expect(recallAt(10, none)).toBe(0);
  });

  it('the reciprocal rank is that of the first', () => {
    expect(reciprocalRank(second)).toBe(1 / 2);
    expect(reciprocalRank(none)).toBe(0);
  });

  it('nDCG discounts by the logarithm of the position', () => {
    const gained = 1 / Math.log2(3) + 1 / Math.log2(6);
    const best = 1 + 1 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcgAt(10, second)).toBeCloseTo(gained / best, 10);
    // Only one of them is among the first two, of which two could be.
    expect(ndcgAt(2, second)).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 10);
    expect(ndcgAt(10, { positions: [1, 2, 3], relevantCount: 3 })).toBeCloseTo(1, 10);
  });

  it('the area under the curve is the share of pairs in the right order', () => {
    expect(rocAuc([3, 1], [2, 0])).toBe(3 / 4);
    expect(rocAuc([1], [1])).toBe(1 / 2);
    expect(rocAuc([], [1])).toBeUndefined();
  });

  it('the interval of the bootstrap holds the mean, is the same again, and narrows', () => {
    const values = (n: number) => Array.from({ length: n }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const few = bootstrap(values(40));
    expect(few.mean).toBe(0.25);
    expect(few).toEqual(bootstrap(values(40)));
    expect(few.low).toBeLessThan(0.25);
    expect(few.high).toBeGreaterThan(0.25);
    const many = bootstrap(values(4000));
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 5);
    // Of a share p over n values the interval is about 2 × 1.96 √(p (1 - p) / n) wide.
    expect(many.high - many.low).toBeCloseTo(2 * 1.96 * Math.sqrt((0.25 * 0.75) / 4000), 2);
  });

  it('a share has the interval of Wilson, which holds at its ends too', () => {
    // 8 of 10 by hand: (0.8 + 0.19207) / 1.38415 ± 1.96 · √(0.016 + 0.0096036) / 1.38415.
    const eight = shareOf(Array.from({ length: 10 }, (_, i) => i < 8));
    expect(eight.mean).toBeCloseTo(0.8, 10);
    expect(eight.low).toBeCloseTo(0.4902, 3);
    expect(eight.high).toBeCloseTo(0.9433, 3);
    const all = shareOf([true, true, true]);
    expect(all.high).toBe(1);
    expect(all.low).toBeCloseTo(0.4385, 3);
    expect(shareOf([]).mean).toBeNaN();
  });
});
