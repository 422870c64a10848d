import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineSimilarity, normalize } from '../../src/clip/similarity';
import { noiseScore, rank, VectorIndex } from '../../src/search';
import { plainCalibration } from './plain-calibration';

const dims = 7;
const calibration = plainCalibration();

const vector = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: dims, maxLength: dims })
  .filter((values) => values.some((value) => value !== 0))
  .map((values) => normalize(Float32Array.from(values)));

const documents = fc
  .dictionary(fc.stringMatching(/^[a-h]{1,2}$/), fc.array(vector, { minLength: 1, maxLength: 4 }), {
    minKeys: 1,
    maxKeys: 12,
  })
  .map((dictionary) => Object.entries(dictionary));

function pack(vectors: Float32Array[]): Float32Array {
  return Float32Array.from(vectors.flatMap((v) => [...v]));
}

function indexOf(entries: [string, Float32Array[]][]): VectorIndex {
  const index = new VectorIndex(dims);
  for (const [id, vectors] of entries) {
    const ordinals = vectors.map((_, i) => i);
    index.add(
      id,
      ordinals,
      ordinals.map(() => 'passage' as const),
      pack(vectors),
    );
  }
  return index;
}

describe('VectorIndex', () => {
  it('gives the cosines a plain computation gives, in any order of adding and removing', () => {
    fc.assert(
      fc.property(documents, vector, fc.array(fc.nat()), (entries, query, removals) => {
        const index = indexOf(entries);
        const left = new Map(entries);
        for (const removal of removals) {
          const id = [...left.keys()][removal % Math.max(1, left.size)];
          if (id === undefined) break;
          index.remove(id);
          left.delete(id);
        }
        const { rows, cosines } = index.nearest(query, index.size);
        expect(new Set(rows).size).toBe([...left.values()].flat().length);
        for (const [i, row] of rows.entries()) {
          const { documentId, ordinal } = index.chunkAt(row);
          const expected = cosineSimilarity(left.get(documentId)![ordinal]!, query);
          expect(Math.abs(cosines[i]! - expected)).toBeLessThan(7e-4);
          expect(index.cosineOf(row, query)).toBe(cosines[i]);
          expect(index.rowOf(documentId, ordinal)).toBe(row);
        }
      }),
    );
  });

  it('grows beyond its first size and keeps what it had', () => {
    const index = new VectorIndex(2);
    for (let i = 0; i < 5000; i++) {
      const angle = (i / 5000) * Math.PI;
      index.add(`${i}`, [0], ['image'], Float32Array.of(Math.cos(angle), Math.sin(angle)));
    }
    const cosineOf = (id: string) => index.cosineOf(index.rowOf(id, 0)!, Float32Array.of(1, 0));
    expect(cosineOf('0')).toBeCloseTo(1, 3);
    expect(cosineOf('2500')).toBeCloseTo(0, 3);
    expect(index.vectorOf('2500', 0)?.modality).toBe('image');
  });

  it('refuses vectors and queries of another length', () => {
    const index = new VectorIndex(2);
    expect(() => index.add('a', [0], ['image'], Float32Array.of(1, 0, 0))).toThrow(RangeError);
    expect(() => index.nearest(Float32Array.of(1), 1)).toThrow(RangeError);
  });
});

describe('a search by modality', () => {
  it('finds rows of that modality only, and without one those of both', () => {
    const index = new VectorIndex(2);
    const east = Float32Array.of(1, 0);
    const north = Float32Array.of(0, 1);
    index.add('photo', [0], ['image'], north);
    index.add('note', [0, 1], ['passage', 'row'], Float32Array.of(...east, ...north));
    index.add('page', [0, 1], ['page', 'passage'], Float32Array.of(...east, ...east));
    const found = (options?: Parameters<VectorIndex['nearest']>[2]) =>
      Array.from(index.nearest(east, 3, options).rows, (row) => {
        const { documentId, kind } = index.chunkAt(row);
        return `${documentId} ${kind}`;
      });
    expect(found({ modality: 'image' })).toEqual(['page page', 'photo image']);
    expect(found({ modality: 'text' })).toEqual(['note passage', 'page passage', 'note row']);
    expect(found().toSorted()).toEqual(['note passage', 'page page', 'page passage']);
    const accepts = (row: number) => index.documentAt(row) === 'photo';
    expect(found({ accepts })).toEqual(['photo image']);
  });
});

describe('rank', () => {
  it('puts documents in the order of their best chunk and never one twice', () => {
    fc.assert(
      fc.property(documents, vector, (entries, query) => {
        const { matches, noiseFrom } = rank(indexOf(entries), {
          calibration,
          parts: [{ embedding: query, modality: 'text', weight: 1 }],
        });
        expect(matches.map((m) => m.documentId).sort()).toEqual(entries.map(([id]) => id).sort());
        const best = matches.map((m) => m.hits[0]!.score.cosine!);
        expect(best).toEqual(best.toSorted((a, b) => b - a));
        for (const [position, match] of matches.entries()) {
          const vectors = entries.find(([id]) => id === match.documentId)![1];
          const highest = Math.max(...vectors.map((v) => cosineSimilarity(v, query)));
          expect(match.hits[0]!.score.cosine).toBeCloseTo(highest, 3);
          expect(match.hits[0]!.score.calibrated >= noiseScore).toBe(position < noiseFrom);
        }
      }),
    );
  });

  it('leaves out what the filter leaves out', () => {
    const east = Float32Array.of(1, 0, 0, 0, 0, 0, 0);
    const index = indexOf([
      ['a', [east, east]],
      ['b', [east]],
    ]);
    const part = { embedding: east, modality: 'text' as const, weight: 1 };
    const options = { calibration, parts: [part] };
    const filtered = rank(index, { ...options, allows: (id) => id === 'b' });
    expect(filtered.matches.map((m) => m.documentId)).toEqual(['b']);
    const other = rank(index, { ...options, allows: (id, ordinal) => id !== 'a' || ordinal > 0 });
    const a = other.matches.find((m) => m.documentId === 'a')!;
    expect(a.hits.map((hit) => hit.ordinal)).toEqual([1]);
  });
});
