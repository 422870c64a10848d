import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockRows, Kernel } from '../../src/search/vectors/kernel';
import { VectorTable } from '../../src/search/vectors/vector-table';

/** Half a step of a 12-bit code in each of 7 dimensions; less in more dimensions. */
const tolerance = 7e-4;

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Sum of uniform numbers, near enough to a normal distribution. */
const normalOf = (random: () => number) => random() + random() + random() + random() - 2;

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

/** Unit vectors around some centres, all of them away from zero as real embeddings are. */
function clustered(count: number, dims: number, seed: number): Float32Array[] {
  const random = randomOf(seed);
  const draw = (scale: number) =>
    Float32Array.from({ length: dims }, () => scale * normalOf(random));
  const common = draw(1);
  const centres = Array.from({ length: 40 }, () => draw(0.7).map((x, i) => x + common[i]!));
  return Array.from({ length: count }, (_, n) => {
    const centre = centres[n % centres.length]!;
    return unit(draw(0.6).map((x, i) => x + centre[i]!));
  });
}

const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

function pack(vectors: Float32Array[], dims: number): Float32Array {
  const packed = new Float32Array(vectors.length * dims);
  for (const [i, vector] of vectors.entries()) packed.set(vector, i * dims);
  return packed;
}

function tableOf(vectors: Float32Array[], dims: number): VectorTable {
  const table = new VectorTable(new Kernel(dims));
  table.add(pack(vectors, dims));
  return table;
}

/** Plain scan, best first. */
function nearestOf(
  vectors: Float32Array[],
  query: Float32Array,
  k: number,
  accepts = (_: number) => true,
) {
  return vectors
    .map((vector, row) => ({ row, cosine: cosine(vector, query) }))
    .filter(({ row }) => accepts(row))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, k);
}

describe('VectorTable', () => {
  it('finds at least 99 of 100 nearest, among more rows than it multiplies', () => {
    const dims = 384;
    const all = clustered(12_050, dims, 3);
    const queries = all.splice(12_000);
    const table = tableOf(all, dims);
    let found = 0;
    for (const query of queries) {
      const expected = new Set(nearestOf(all, query, 10).map(({ row }) => row));
      for (const row of table.nearest(query, 10).rows) if (expected.has(row)) found += 1;
    }
    expect(found / (10 * queries.length)).toBeGreaterThanOrEqual(0.99);
  }, 30_000);

  it.each([7, 100, 512, 768, 1152])(
    'tells cosines of %i dimensions and gives vectors back',
    (dims) => {
      const all = clustered(300, dims, dims);
      const table = tableOf(all, dims);
      const query = clustered(7, dims, 1)[6]!;
      const { rows, cosines } = table.nearest(query, 300);
      expect(Array.from(rows).sort((a, b) => a - b)).toEqual(Array.from(all.keys()));
      expect(cosines).toEqual(cosines.toSorted((a, b) => b - a));
      for (const [i, row] of rows.entries()) {
        expect(Math.abs(cosines[i]! - cosine(all[row]!, query))).toBeLessThan(tolerance);
      }
      for (const row of [0, 1, 299]) {
        expect(Math.abs(1 - cosine(table.vectorAt(row), all[row]!))).toBeLessThan(tolerance);
        expect(table.cosineOf(row, query)).toBe(cosines[rows.indexOf(row)]);
      }
    },
  );

  it('holds the query that is hardest on its whole numbers', () => {
    const dims = 1152;
    const even = new Float32Array(dims).fill(1 / Math.sqrt(dims));
    const one = new Float32Array(dims);
    one[5] = 1;
    const table = tableOf([even, one, even.map((x) => -x)], dims);
    expect(table.cosineOf(0, even)).toBeCloseTo(1, 3);
    expect(table.cosineOf(2, even)).toBeCloseTo(-1, 3);
    expect(table.cosineOf(1, one)).toBeCloseTo(1, 3);
    expect(table.cosineOf(0, one)).toBeCloseTo(1 / Math.sqrt(dims), 3);
  });

  it('gives of exact duplicates the lower rows, and all that are asked for', () => {
    const dims = 128;
    const [a, b] = clustered(2, dims, 5);
    const table = tableOf(
      Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? a! : b!)),
      dims,
    );
    const { rows } = table.nearest(a!, 1002);
    expect(Array.from(rows.slice(0, 1000))).toEqual(Array.from({ length: 1000 }, (_, i) => 3 * i));
    expect(Array.from(rows.slice(1000))).toEqual([1, 2]);
  });

  it('finds every accepted row, however few, over several blocks', () => {
    const dims = 384;
    const all = clustered(6 * blockRows + 10, dims, 11);
    const table = tableOf(all, dims);
    const query = clustered(9, dims, 2)[8]!;
    for (const step of [2, 97, 5000]) {
      const accepts = (row: number) => row % step === 1;
      const { rows } = table.nearest(query, 20, accepts);
      const expected = nearestOf(all, query, 20, accepts);
      expect(rows.length).toBe(expected.length);
      for (const [i, row] of rows.entries()) {
        expect(accepts(row)).toBe(true);
        expect(cosine(all[row]!, query)).toBeGreaterThan(expected[i]!.cosine - tolerance);
      }
    }
    expect(table.nearest(query, 5, () => false).rows.length).toBe(0);
    expect(table.nearest(query, 0).rows.length).toBe(0);
  });

  it('is what a plain list is, in any order of adding and removing', () => {
    const dims = 64;
    const pool = clustered(3000, dims, 21);
    const step = fc.oneof(
      fc.record({ add: fc.integer({ min: 1, max: 1400 }) }),
      fc.record({ remove: fc.array(fc.nat(), { minLength: 1, maxLength: 400 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const table = new VectorTable(new Kernel(dims));
        const list: Float32Array[] = [];
        for (const one of steps) {
          if ('add' in one) {
            const added = pool.slice(0, one.add);
            table.add(pack(added, dims));
            list.push(...added);
          } else {
            for (const n of one.remove) {
              if (list.length === 0) break;
              const row = n % list.length;
              table.remove(row);
              const last = list.pop()!;
              if (row < list.length) list[row] = last;
            }
          }
        }
        expect(table.size).toBe(list.length);
        const query = pool[2999]!;
        const { rows, cosines } = table.nearest(query, 10);
        const expected = nearestOf(list, query, 10);
        expect(rows.length).toBe(expected.length);
        for (const [i, row] of rows.entries()) {
          expect(Math.abs(cosines[i]! - cosine(list[row]!, query))).toBeLessThan(tolerance);
          expect(cosines[i]).toBeGreaterThan(expected[i]!.cosine - tolerance);
        }
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it('refuses what is no unit vector and keeps what it had', () => {
    const dims = 16;
    const table = tableOf(clustered(3, dims, 1), dims);
    const good = clustered(1, dims, 2)[0]!;
    const wrong = [new Float32Array(dims), good.map((x) => 2 * x), good.map(() => Number.NaN)];
    for (const bad of wrong) {
      expect(() => table.add(pack([good, bad], dims))).toThrow(RangeError);
    }
    expect(() => table.add(new Float32Array(dims + 1))).toThrow(RangeError);
    expect(() => table.nearest(wrong[2]!, 1)).toThrow(RangeError);
    expect(() => table.nearest(new Float32Array(3), 1)).toThrow(RangeError);
    for (const row of [-1, 3]) {
      expect(() => table.vectorAt(row)).toThrow(RangeError);
      expect(() => table.remove(row)).toThrow(RangeError);
    }
    expect(table.size).toBe(3);
    expect(table.nearest(new Float32Array(dims), 3).cosines).toEqual(new Float32Array(3));
  });
});
