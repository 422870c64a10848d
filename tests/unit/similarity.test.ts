import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineSimilarity, logits, normalize, softmax } from '../../src/clip/similarity';

// Thousandths: squares of numbers near the smallest double underflow, which no embedding has.
const vector = fc.array(
  fc.integer({ min: -10_000, max: 10_000 }).map((x) => x / 1000),
  { minLength: 4, maxLength: 4 },
);

describe('cosineSimilarity', () => {
  it('gives the values worked by hand', () => {
    expect(cosineSimilarity([1, 0], [1, 0])).toBe(1);
    expect(cosineSimilarity([1, 0], [0, 1])).toBe(0);
    expect(cosineSimilarity([1, 2, 3], [4, 5, 6])).toBeCloseTo(32 / Math.sqrt(14 * 77), 12);
    expect(cosineSimilarity([0, 0], [1, 1])).toBe(0);
  });
  it('refuses different shapes', () => {
    expect(() => cosineSimilarity([1], [1, 2])).toThrow(RangeError);
  });
  it('is symmetric, bounded and blind to length', () => {
    fc.assert(
      fc.property(vector, vector, fc.double({ min: 0.1, max: 9, noNaN: true }), (a, b, k) => {
        const c = cosineSimilarity(a, b);
        expect(Math.abs(c)).toBeLessThanOrEqual(1 + 1e-9);
        expect(cosineSimilarity(b, a)).toBeCloseTo(c, 9);
        expect(
          cosineSimilarity(
            a.map((x) => x * k),
            b,
          ),
        ).toBeCloseTo(c, 6);
      }),
    );
  });
});

describe('softmax', () => {
  it('gives the values worked by hand', () => {
    const [a, b, c] = softmax([1, 2, 3]);
    expect(a).toBeCloseTo(0.09003057, 8);
    expect(b).toBeCloseTo(0.24472847, 8);
    expect(c).toBeCloseTo(0.66524096, 8);
    expect(softmax([0, Math.log(3)])[1]).toBeCloseTo(0.75, 12);
  });
  it('sharpens as the temperature falls and survives large logits', () => {
    expect(softmax([1, 2], 0.1)[1]).toBeGreaterThan(softmax([1, 2], 1)[1]!);
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
    expect(() => softmax([1], 0)).toThrow(RangeError);
  });
  it('sums to 1 and keeps the order', () => {
    fc.assert(
      fc.property(vector, (values) => {
        const p = softmax(values);
        expect(p.reduce((s, x) => s + x, 0)).toBeCloseTo(1, 9);
        for (let i = 1; i < p.length; i++) {
          if (values[i]! > values[i - 1]!) expect(p[i]).toBeGreaterThanOrEqual(p[i - 1]!);
        }
      }),
    );
  });
});

describe('logits and normalize', () => {
  it("scale by the published exp(4.6052) = 100 of CLIP's ViT-B/32", () => {
    expect(logits([0.25], 4.6052)[0]).toBeCloseTo(25, 2);
  });
  it('makes unit length and leaves zero alone', () => {
    const v = normalize(Float32Array.of(3, 4));
    expect(v[0]).toBeCloseTo(0.6, 6);
    expect(v[1]).toBeCloseTo(0.8, 6);
    expect(Array.from(normalize(new Float32Array(3)))).toEqual([0, 0, 0]);
  });
});
