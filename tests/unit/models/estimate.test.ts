import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import bundled from '../../../src/clip/measure/bundled.json';
import { estimateOdds } from '../../../src/clip/measure/estimate';
import { type Spread, type Spreads, spreadOf } from '../../../src/clip/measure/spread';
import { checkGolden } from '../../../src/clip/self-test';
import type { Calibration } from '../../../src/core';

const reference = bundled.spreads as Spreads;

/** A model whose cosines are those of the bundled one, squeezed and shifted. */
const squeezed = (scale: number, shift: number): Spreads => {
  const one = ({ mean, deviation, right, base }: Spread): Spread => ({
    mean: scale * mean + shift,
    deviation: scale * deviation,
    right: scale * right + shift,
    base: scale * base + shift,
  });
  const side = (spreads: Spreads['text']) => ({
    picture: one(spreads.picture),
    passage: one(spreads.passage),
    row: one(spreads.row),
  });
  return { text: side(reference.text), image: side(reference.image) };
};

const oddsOf = (
  { intercept, cosine, excess }: Calibration['odds']['text']['row'],
  c: number,
  base: number,
) => intercept + cosine * c + excess * (c - base);

describe('odds of a model that was brought', () => {
  it('are the same for a model whose cosines are squeezed and shifted', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1.5, noNaN: true }),
        fc.double({ min: -0.2, max: 0.7, noNaN: true }),
        fc.double({ min: -0.1, max: 0.8, noNaN: true }),
        (scale, shift, c) => {
          const odds = estimateOdds(squeezed(scale, shift));
          const plain = estimateOdds(reference);
          for (const name of ['picture', 'passage', 'row'] as const) {
            const { base } = reference.text[name];
            const there = oddsOf(odds.text[name], scale * c + shift, scale * base + shift);
            expect(there).toBeCloseTo(oddsOf(plain.text[name], c, base), 6);
          }
        },
      ),
    );
  });

  it('do not believe a model more that cannot tell right from wrong', () => {
    const blind = squeezed(1, 0);
    blind.text.picture = { mean: 0.02, deviation: 0.07, right: 0.021, base: 0.12 };
    const { cosine } = estimateOdds(blind).text.picture;
    const least = (reference.text.picture.right - reference.text.picture.mean) / (2 * 0.07);
    expect(cosine).toBeCloseTo(bundled.odds.text.picture.cosine * least, 6);
  });
});

describe('the spread of cosines', () => {
  it('leaves out what answers a query where the background holds it', () => {
    const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    const pairs = { queries: [x, y], chunks: [x, y], isInBackground: true };
    expect(spreadOf(pairs, [x, y], 1)).toEqual({ mean: 0, deviation: 0, right: 1, base: 0 });
    expect(spreadOf({ ...pairs, isInBackground: false }, [x, y], 1).base).toBe(1);
  });
});

describe('the self-test', () => {
  const golden = [{ reference: [1, 0, 0] }, { reference: [0.95, 0.3122, 0] }];
  const pack = (...rows: number[][]) => Float32Array.from(rows.flat());

  it('holds each precision to what it can keep', () => {
    // A cosine of .97 with the most exact weights.
    const near = pack([0.97, -0.2431, 0], [0.95, 0.3122, 0]);
    expect(() => checkGolden('text', golden, 'q8', near)).not.toThrow();
    expect(() => checkGolden('text', golden, 'fp16', near)).toThrow(/cosine 0.970/);
  });

  it('wants each input to be nearest to its own', () => {
    // In a narrow cone another input's embedding would pass by its cosine alone.
    const swapped = pack([0.95, 0.3122, 0], [0.95, 0.3122, 0]);
    expect(() => checkGolden('text', golden, 'q8', swapped)).toThrow(/golden input 0/);
  });

  it('refuses numbers that are none', () => {
    const broken = pack([Number.NaN, 0, 0], [0.95, 0.3122, 0]);
    expect(() => checkGolden('text', golden, 'q8', broken)).toThrow(/wrong numbers/);
  });
});
