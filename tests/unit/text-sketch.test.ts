import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextSketch, textCandidates, textLikeness } from '../../src/search';
import { sharedShare, shinglesOf } from '../../src/search/shingles';

const sketchOf = (...parts: string[]) => {
  const sketch = new TextSketch();
  for (const part of parts) sketch.add(part);
  return sketch.finish();
};

const text = fc.array(fc.constantFrom('ash', 'elm', 'oak', 'fir', 'yew'), { maxLength: 60 });

describe('textLikeness', () => {
  it('is the share of three-word sequences in common for texts short enough to keep whole', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        fc.pre(a.length > 0 && b.length > 0);
        const [one, other] = [a.join(' '), b.join(' ')];
        const expected = sharedShare(shinglesOf(one), shinglesOf(other));
        expect(textLikeness(sketchOf(one), sketchOf(other))).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('does not depend on where a text is cut into passages', () => {
    fc.assert(
      fc.property(text, fc.nat(60), (words, cut) => {
        const parts = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
        expect(sketchOf(...parts)).toEqual(sketchOf(words.join(' ')));
      }),
    );
  });

  it('estimates the share of long texts to a few hundredths', () => {
    const words = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => `word${from + i}`).join(' ');
    for (const common of [5000, 8000, 9000, 9900]) {
      const other = `${words(0, common)} ${words(20_000, 10_000 - common)}`;
      const estimate = textLikeness(sketchOf(words(0, 10_000)), sketchOf(other));
      // Three standard deviations of an estimate from 1024 of them.
      expect(Math.abs(estimate - common / 10_000)).toBeLessThan(0.05);
    }
  });

  it('tells Japanese words apart, which have no spaces between them', () => {
    const a = '明日は雨が降るので、傘を持って出かけてください。';
    const b = '明日は雪が降るので、帽子を持って出かけてください。';
    expect(textLikeness(sketchOf(a), sketchOf(a))).toBe(1);
    const likeness = textLikeness(sketchOf(a), sketchOf(b));
    expect(likeness).toBeGreaterThan(0);
    expect(likeness).toBeLessThan(1);
  });
});

describe('textCandidates', () => {
  it('finds every pair of 300 with 85 % in common, and few others', () => {
    const words = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => `w${from + i}`).join(' ');
    const sketches = Array.from({ length: 300 }, (_, i) => {
      const from = Math.floor(i / 2) * 1000;
      return sketchOf(`${words(from, 172)} ${words(1_000_000 + i * 1000, 28)}`);
    });
    const candidates = textCandidates(sketches);
    for (const i of sketches.keys()) expect(candidates[i]!.has(i ^ 1), `${i}`).toBe(true);
    const pairs = candidates.reduce((sum, near) => sum + near.size, 0) / 2;
    expect(pairs).toBeLessThan(2 * 150);
  });
});
