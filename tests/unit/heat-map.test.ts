import { describe, expect, it } from 'vitest';
import { additiveMap } from '../../src/clip/additive-map';
import { cover, coverSide, coverSquare, coverSquares } from '../../src/clip/occlusion';
import { patchParts } from '../../src/clip/patch-parts';
import { cosineSimilarity } from '../../src/clip/similarity';
import { type HeatMap, heatByCell, heatShares, sampleHeat, seenBox } from '../../src/core';
import { heatColour } from '../../src/ui/preview/heat/heat-colours';
import { heatWords } from '../../src/ui/preview/heat/heat-words';

const mapOf = (values: number[], first = 0.5 / Math.sqrt(values.length)): HeatMap => ({
  method: 'parts',
  side: Math.sqrt(values.length),
  first,
  values: Float32Array.from(values),
  cosine: 0,
  fit: 'stretch',
});

describe('patchParts', () => {
  const query = Float32Array.of(0.6, 0.8);
  it('gives the values worked by hand, which sum to the cosine', () => {
    // The sum of the patches is (4, 2), of length √20.
    const parts = patchParts(Float32Array.of(1, 0, 0, 1, 1, 1, 2, 0), query);
    const expected = [0.6, 0.8, 1.4, 1.2].map((dot) => dot / Math.sqrt(20));
    for (const [i, part] of parts.entries()) expect(part).toBeCloseTo(expected[i]!, 6);
    const sum = parts.reduce((total, part) => total + part, 0);
    expect(sum).toBeCloseTo(cosineSimilarity([4, 2], query), 6);
    expect(sum).toBeCloseTo(4 / Math.sqrt(20), 6);
  });
  it('knows parts that speak against, and patches that cancel out', () => {
    expect(patchParts(Float32Array.of(3, 0, -1, 0), query)[1]).toBeCloseTo(-0.3, 6);
    expect([...patchParts(Float32Array.of(1, 0, -1, 0), query)]).toEqual([0, 0]);
  });
  it('refuses what are no patches', () => {
    expect(() => patchParts(Float32Array.of(1, 2, 3), query)).toThrow(RangeError);
    expect(() => patchParts(new Float32Array(), query)).toThrow(RangeError);
  });
});

describe('covering', () => {
  it('lays four squares on every cell', () => {
    const counts = new Array<number>(coverSide ** 2).fill(0);
    for (const { left, top, right, bottom } of coverSquares) {
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) counts[row * coverSide + column]! += 1;
      }
    }
    expect(new Set(counts)).toEqual(new Set([4]));
  });
  it('paints cells in the mean colour and leaves the others', () => {
    const raster = {
      width: 2,
      height: 2,
      data: Uint8ClampedArray.of(0, 0, 0, 255, 100, 0, 0, 255, 100, 0, 0, 255, 200, 40, 0, 255),
    };
    const { data } = cover(raster, 2, (cell) => cell === 3);
    expect([...data.slice(0, 4)]).toEqual([0, 0, 0, 255]);
    expect([...data.slice(12)]).toEqual([100, 10, 0, 255]);
    const all = coverSquare(raster, { left: 0, top: 0, right: coverSide, bottom: coverSide });
    expect([...all.data.slice(0, 4)]).toEqual([100, 10, 0, 255]);
    expect(raster.data[12]).toBe(200);
  });
});

describe('additiveMap', () => {
  /** What covering takes where each cell is worth what `worth` says. */
  const fallsOf = (worth: (row: number, column: number) => number) =>
    coverSquares.map(({ left, top, right, bottom }) => {
      let fall = 0;
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) fall += worth(row, column);
      }
      return fall;
    });
  const cellsOf = (worth: (row: number, column: number) => number) =>
    Float32Array.from({ length: coverSide ** 2 }, (_, cell) =>
      worth(Math.floor(cell / coverSide), cell % coverSide),
    );
  const hottest = (map: Float32Array) => map.indexOf(Math.max(...map));
  /** A smooth hill about the cell in row 6, column 2. */
  const hill = (row: number, column: number) =>
    0.02 * Math.exp(-((row - 6) ** 2 + (column - 2) ** 2) / 8);

  it('finds what the falls come from', () => {
    const map = additiveMap(fallsOf(hill));
    expect(hottest(map)).toBe(62);
    const sum = map.reduce((total, value) => total + value, 0);
    const truth = cellsOf(hill).reduce((total, value) => total + value, 0);
    expect(sum / truth).toBeGreaterThan(0.9);
    expect(sum / truth).toBeLessThan(1.1);
  });
  it('agrees with falls and parts where they agree, whatever the parts are measured in', () => {
    const falls = fallsOf(() => 0.01);
    const map = additiveMap(
      falls,
      cellsOf(() => 7),
    );
    for (const value of map) expect(value).toBeCloseTo(0.01, 6);
  });
  it('is drawn towards the parts where squares alone cannot tell', () => {
    const at = (row: number, column: number) => (row === 6 && column === 3 ? 0.04 : 0);
    const [without, withParts] = [additiveMap(fallsOf(at)), additiveMap(fallsOf(at), cellsOf(at))];
    expect(withParts[63]! - withParts[62]!).toBeGreaterThan(2 * (without[63]! - without[62]!));
    expect(hottest(withParts)).toBe(63);
  });
  it('does not turn parts that contradict the falls upside down', () => {
    const against = additiveMap(
      fallsOf(hill),
      cellsOf((row, column) => -hill(row, column)),
    );
    expect([...against]).toEqual([...additiveMap(fallsOf(hill))]);
  });
  it('is nothing where nothing falls', () => {
    const map = additiveMap(
      fallsOf(() => 0),
      cellsOf(hill),
    );
    expect(Math.max(...map.map(Math.abs))).toBe(0);
  });
});

describe('a heat map', () => {
  it('is bilinear between the centres of its cells and level beyond', () => {
    const values = [0, 1, 0, 1];
    expect([...sampleHeat(mapOf(values), 4, 1)]).toEqual([0, 0.25, 0.75, 1]);
    expect([...sampleHeat(mapOf(values), 1, 1)]).toEqual([0.5]);
  });
  it('may reach the rim with the centres of its outer cells', () => {
    expect([...sampleHeat(mapOf([0, 1, 0, 1], 0), 2, 1)]).toEqual([0.25, 0.75]);
  });
  it('has means by the cells of another grid', () => {
    const means = heatByCell(mapOf([0, 4, 0, 4]), 1);
    expect(means[0]).toBeCloseTo(2, 5);
    expect([...heatByCell(mapOf([1, 2, 3, 4]), 2)]).toEqual([1, 2, 3, 4]);
  });
  it('tells shares of what is warmer than the mean', () => {
    const shares = heatShares(mapOf([-3, 9, -3, -3]), 2);
    expect(shares[1]).toBeGreaterThan(0.6);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(heatShares(mapOf([2, 2, 2, 2]), 3).every((share) => share === 0)).toBe(true);
  });
  it('lies over the whole picture, or over its middle', () => {
    expect(seenBox('stretch', 2)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    expect(seenBox('cover', 2)).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 });
    expect(seenBox('cover', 0.5)).toEqual({ x: 0, y: 0.25, width: 1, height: 0.5 });
  });
  it('is said in words', () => {
    const corner = [9, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(heatWords(mapOf(corner))).toMatch(/^The match lies most in the upper left \(\d+ %\)/);
    expect(heatWords(mapOf([1, 1, 1, 1]), 'page')).toBe('No place of the page stands out.');
  });
  it('grows lighter from cold to hot', () => {
    const onGrey = Array.from({ length: 11 }, (_, i) => {
      const [red, green, blue, alpha] = heatColour(i / 10);
      return alpha * (0.2 * red + 0.7 * green + 0.1 * blue) + (1 - alpha) * 128;
    });
    expect(onGrey.toSorted((a, b) => a - b)).toEqual(onGrey);
  });
});
