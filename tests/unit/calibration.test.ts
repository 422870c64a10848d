import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalibration } from '../../src/clip/calibration';
import { normalize } from '../../src/clip/similarity';
import type { Calibration } from '../../src/core';
import { calibrateQuery } from '../../src/search';
import { withWords } from '../../src/search/calibration';
import { plainCalibration } from './plain-calibration';

const modelFolder = 'public/models/compact-clip';
const shipped = readCalibration(
  JSON.parse(readFileSync(`${modelFolder}/calibration.json`, 'utf8')),
  new Int8Array(readFileSync(`${modelFolder}/background.bin`)),
  384,
);
const toProbability = (odds: number) => 100 / (1 + Math.exp(-odds));
const query = (...numbers: number[]) => ({
  embedding: Float32Array.from(numbers),
  modality: 'text' as const,
});

describe('calibrateQuery', () => {
  const calibration: Calibration = {
    ...plainCalibration(),
    background: {
      // Cosines with (1, 0): .6, 0 and -1.
      picture: Float32Array.of(0.6, 0.8, 0, 1, -1, 0),
      passage: Float32Array.of(0.8, 0.6),
      row: new Float32Array(0),
    },
    odds: {
      ...plainCalibration().odds,
      text: {
        picture: { intercept: -2, cosine: 3, excess: 4 },
        passage: { intercept: -3, cosine: 5, excess: 7 },
        row: { intercept: 0, cosine: 1, excess: 1 },
      },
    },
  };

  it('is the line in cosine and excess, worked out by hand', () => {
    const scoreOf = calibrateQuery(query(1, 0), calibration);
    // The two highest of the background are .6 and 0, their mean .3.
    const picture = toProbability(-2 + 3 * 0.5 + 4 * (0.5 - 0.3));
    expect(scoreOf(0.5, 'image')).toBeCloseTo(picture, 4);
    expect(scoreOf(0.5, 'figure')).toBeCloseTo(picture, 4);
    expect(scoreOf(0.5, 'passage')).toBeCloseTo(toProbability(-3 + 5 * 0.5 + 7 * (0.5 - 0.8)), 4);
    // No background: nothing to exceed.
    expect(scoreOf(0.5, 'row')).toBeCloseTo(toProbability(1), 4);
  });

  it('takes a cosine for less where the query is near to everything', () => {
    const far = calibrateQuery(query(0, -1), calibration);
    const near = calibrateQuery(query(0.6, 0.8), calibration);
    expect(near(0.5, 'image')).toBeLessThan(far(0.5, 'image'));
  });

  it('rises with the cosine for every kind, with the calibration that ships', () => {
    const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 384, maxLength: 384 });
    const modality = fc.constantFrom('text' as const, 'image' as const);
    const kind = fc.constantFrom('image' as const, 'passage' as const, 'row' as const);
    const cosine = fc.double({ min: -1, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(numbers, modality, kind, cosine, (values, from, to, at) => {
        fc.pre(values.some((x) => x !== 0));
        const embedding = normalize(Float32Array.from(values));
        const scoreOf = calibrateQuery({ embedding, modality: from }, shipped);
        expect(scoreOf(at + 0.01, to)).toBeGreaterThan(scoreOf(at, to));
        expect(scoreOf(-1, to)).toBeGreaterThanOrEqual(0);
        expect(scoreOf(1, to)).toBeLessThanOrEqual(100);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the background that ships', () => {
  it('has unit vectors of every class', () => {
    for (const vectors of Object.values(shipped.background)) {
      expect(vectors.length / 384).toBeGreaterThanOrEqual(200);
      for (let at = 0; at < vectors.length; at += 384) {
        expect(Math.hypot(...vectors.subarray(at, at + 384))).toBeCloseTo(1, 1);
      }
    }
  });

  it('is refused where it is cut off', () => {
    const background = { scale: 1, counts: { picture: 2, passage: 0, row: 0 } };
    const file = { background, top: 2, odds: shipped.odds };
    expect(() => readCalibration(file, new Int8Array(7), 4)).toThrow(RangeError);
  });
});

describe('withWords', () => {
  const text = { isText: true, isExact: false };

  it('raises the odds by the share of the words, and lowers those of a text without any', () => {
    const odds = Math.log(20 / 80);
    expect(withWords(20, 1, text)).toBeCloseTo(toProbability(odds + 6 - 1.5), 4);
    expect(withWords(20, 0, text)).toBeCloseTo(toProbability(odds - 1.5), 4);
  });

  it('holds nothing against pictures, nor where words were not looked for', () => {
    expect(withWords(20, 0, { isText: false, isExact: false })).toBeCloseTo(20, 4);
    expect(withWords(20, undefined, text)).toBeCloseTo(20, 4);
  });

  it('takes an exact hit for what was asked for', () => {
    expect(withWords(1, 0.2, { isText: true, isExact: true })).toBe(95);
  });
});
