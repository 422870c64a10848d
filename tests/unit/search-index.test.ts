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
        const cosines = index.cosines(query);
        expect(cosines.length).toBe([...left.values()].flat().length);
        for (const [row, cosine] of cosines.entries()) {
          const { documentId, ordinal } = index.chunkAt(row);
          const expected = cosineSimilarity(left.get(documentId)![ordinal]!, query);
          expect(cosine).toBeCloseTo(expected, 5);
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
    const cosines = index.cosines(Float32Array.of(1, 0));
    expect(cosines[0]).toBeCloseTo(1);
    expect(cosines[2500]).toBeCloseTo(0);
    expect(index.vectorOf('2500', 0)?.modality).toBe('image');
  });

  it('refuses vectors and queries of another length', () => {
    const index = new VectorIndex(2);
    expect(() => index.add('a', [0], ['image'], Float32Array.of(1, 0, 0))).toThrow(RangeError);
    expect(() => index.cosines(Float32Array.of(1))).toThrow(RangeError);
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
          expect(match.hits[0]!.score.cosine).toBeCloseTo(highest, 5);
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
