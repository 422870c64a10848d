import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/clip/similarity';
import type { Hit, Match, QueryPart } from '../../src/core';
import { foldTexts, rank, VectorIndex } from '../../src/search';
import { fusedScore } from '../../src/search/fusion';
import { calibrateParts, judgeParts } from '../../src/search/query-parts';
import { plainCalibration } from './plain-calibration';

const calibration = plainCalibration();

const words = (rank: number, coverage: number) => ({
  rank,
  coverage,
  bm25: 1,
  matched: [],
  spans: [],
});

describe('fusedScore', () => {
  const even = { meaning: 1, words: 1 };

  it('is the sum of reciprocal ranks, by hand', () => {
    const both = { meaningRank: 2, words: words(1, 1), isExact: false };
    expect(fusedScore(both, even)).toBeCloseTo(1 / 62 + 1 / 61, 10);
    expect(fusedScore({ meaningRank: 1, isExact: false }, even)).toBeCloseTo(1 / 61, 10);
    expect(fusedScore(both, { meaning: 0, words: 1 })).toBeCloseTo(1 / 61, 10);
    expect(fusedScore({ isExact: true }, even)).toBe(0);
  });

  it('is not moved by a word shared by chance', () => {
    const chance = { meaningRank: 2, words: words(1, 0.3), isExact: false };
    expect(fusedScore(chance, even)).toBeCloseTo(1 / 62, 10);
  });
});

describe('rank by words and meaning', () => {
  const at = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle));
  const index = new VectorIndex(2);
  index.add('near', [0], ['passage'], at(0));
  index.add('far', [0, 1], ['passage', 'passage'], Float32Array.of(...at(1.5), ...at(1.4)));
  const part: QueryPart = { embedding: at(0), modality: 'text', weight: 1 };
  const hit = (documentId: string, ordinal: number, coverage: number) => ({
    documentId,
    ordinal,
    coverage,
    bm25: 3,
    matched: ['x'],
  });

  it('puts what is there letter for letter first', () => {
    const { matches, noiseFrom } = rank(index, {
      calibration,
      parts: [part],
      words: { hits: [hit('far', 1, 1)], exact: [{ documentId: 'far', ordinal: 1 }] },
    });
    expect(matches[0]).toMatchObject({ documentId: 'far', hits: [{ ordinal: 1 }] });
    expect(matches[0]!.hits[0]!.score.calibrated).toBeGreaterThanOrEqual(95);
    expect(noiseFrom).toBe(2);
  });

  it('finds by words what has no embedding, and without any query vector', () => {
    const lexical = { hits: [hit('unembedded', 7, 1)], exact: [] };
    const { matches } = rank(index, { calibration, parts: [], words: lexical });
    expect(matches).toHaveLength(1);
    expect(matches[0]!.hits[0]).toMatchObject({ documentId: 'unembedded', ordinal: 7 });
    expect(matches[0]!.hits[0]!.score.cosine).toBeUndefined();
  });

  it('tells the rank in each list', () => {
    const lexical = { hits: [hit('far', 0, 0.7), hit('near', 0, 0.6)], exact: [] };
    const { matches } = rank(index, { calibration, parts: [part], words: lexical });
    const near = matches.find(({ documentId }) => documentId === 'near')!.hits[0]!;
    expect(near.evidence).toMatchObject({ meaningRank: 1, words: { rank: 2, coverage: 0.6 } });
    expect(near.evidence.fused).toBeCloseTo(1 / 61 + 0.6 / 62, 10);
  });

  it('lets no crowded document hide the others', () => {
    const crowded = new VectorIndex(2);
    const many = Array.from({ length: 2000 }, (_, i) => at(i * 1e-5));
    crowded.add(
      'table',
      many.map((_, i) => i),
      many.map(() => 'row' as const),
      Float32Array.from(many.flatMap((v) => [...v])),
    );
    for (let i = 0; i < 20; i++) crowded.add(`note-${i}`, [0], ['passage'], at(0.3 + i / 100));
    const { matches } = rank(crowded, { calibration, parts: [part] });
    expect(matches).toHaveLength(21);
  });
});

describe('judgeParts', () => {
  const vector = fc
    .array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 })
    .filter((v) => v.some((x) => x !== 0))
    .map((v) => normalize(Float32Array.from(v)));
  const judge = (weights: number[], cosines: number[]) => {
    const parts = weights.map((weight): QueryPart => {
      return { weight, modality: 'text', embedding: Float32Array.of(1, 0, 0) };
    });
    const calibrated = calibrateParts(parts, calibration);
    return judgeParts(calibrated, 'passage', (part) => cosines[calibrated.indexOf(part)]!);
  };

  it('of one part is that part', () => {
    expect(judge([1], [0.5]).calibrated).toBeCloseTo(judge([0.3], [0.5]).calibrated, 6);
  });

  it('of two asks for both', () => {
    const both = judge([1, 1], [0.5, 0.5]).calibrated;
    expect(both).toBeGreaterThan(judge([1, 1], [0.7, 0.05]).calibrated);
    expect(both).toBeCloseTo(judge([1], [0.5]).calibrated, 6);
  });

  it('falls with what is not wanted, and never rises by it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (wanted, unwanted) => {
          const alone = judge([1], [wanted]).calibrated;
          expect(judge([1, -0.5], [wanted, unwanted]).calibrated).toBeLessThanOrEqual(alone + 0.2);
        },
      ),
    );
    expect(judge([1, -1], [0.6, 0.6]).calibrated).toBeLessThan(judge([1], [0.6]).calibrated / 2);
  });

  it('takes any vector', () => {
    fc.assert(
      fc.property(vector, vector, (a, b) => {
        const cosine = a.reduce((sum, x, i) => sum + x * b[i]!, 0);
        const { calibrated } = judge([1, 0.5, -1], [cosine, -cosine, cosine]);
        expect(calibrated).toBeGreaterThanOrEqual(0);
        expect(calibrated).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('foldTexts', () => {
  const hit = (documentId: string, text: string, fused: number): Hit => ({
    documentId,
    chunk: { ordinal: 0, kind: 'passage', locator: { type: 'whole' }, text },
    score: { calibrated: 80 },
    evidence: { isExact: false, fused },
    copies: [],
  });
  const match = (id: string, ...hits: Hit[]): Match => ({
    document: { id } as Match['document'],
    hits,
    moreHits: 0,
  });

  it('keeps the best of near-identical passages and counts the others', () => {
    const text = 'The quick brown fox jumps over the lazy dog and runs far away into the woods.';
    const folded = foldTexts([
      match('a', hit('a', text, 0.03)),
      match(
        'b',
        hit('b', text.toUpperCase(), 0.02),
        hit('b', 'Something else entirely here', 0.01),
      ),
      match('c', hit('c', 'A third text that shares nothing with it', 0.015)),
    ]);
    expect(folded.map(({ document }) => document.id)).toEqual(['a', 'c', 'b']);
    expect(folded[0]!.hits[0]!.copies).toEqual([{ documentId: 'b', ordinal: 0 }]);
  });

  it('keeps rows that differ in one number', () => {
    const row = (year: number) => `Year: ${year}; Sales: 120; Region: North; Agent: Miller`;
    const folded = foldTexts([
      match('a', hit('a', row(2023), 0.03)),
      match('b', hit('b', row(2024), 0.02)),
    ]);
    expect(folded).toHaveLength(2);
  });
});
