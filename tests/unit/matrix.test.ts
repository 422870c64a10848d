import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timesTransposed, transpose } from '../../src/clip/matrix';

describe('products of matrices', () => {
  it('are the sums of products, whatever the shapes', () => {
    const size = fc.integer({ min: 1, max: 13 });
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 1, max: 1e6 }), (m, n, k, seed) => {
        const number = (i: number) => Math.sin(seed + 12.9898 * i);
        const a = Float32Array.from({ length: m * k }, (_, i) => number(i));
        const b = Float32Array.from({ length: n * k }, (_, i) => number(i + 0.5));
        const product = timesTransposed(a, b, k);
        expect(product).toHaveLength(m * n);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let p = 0; p < k; p++) sum += a[i * k + p]! * b[j * k + p]!;
            expect(product[i * n + j]).toBeCloseTo(sum, 5);
          }
        }
      }),
    );
  });

  it('of no rows are empty, and rows that do not fit are refused', () => {
    expect(timesTransposed(new Float32Array(0), new Float32Array(8), 4)).toHaveLength(0);
    expect(() => timesTransposed(new Float32Array(5), new Float32Array(8), 4)).toThrow(RangeError);
  });

  it('memory grows with them, and rows and columns change places', () => {
    const a = new Float32Array(700 * 384).fill(0.5);
    expect(timesTransposed(a, a, 384).at(-1)).toBe(96);
    expect([...transpose(Float32Array.of(1, 2, 3, 4, 5, 6), 3)]).toEqual([1, 4, 2, 5, 3, 6]);
  });
});
