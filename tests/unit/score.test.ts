import { describe, expect, it } from 'vitest';
import { readQueries, type ScoredQuery, score } from '../../src/app/score';
import type { Chunk, Hit, Match, SearchResult, SourceDocument } from '../../src/core';

const document = (path: string): SourceDocument => ({
  id: path,
  names: [{ name: path, path: `pile/${path}`, addedAt: 0 }],
  format: 'plain',
  kind: 'text',
  byteSize: 1,
  addedAt: 0,
  state: { phase: 'waiting' },
});

function hit(path: string, page: number, calibrated: number, copies: string[] = []): Hit {
  const chunk: Chunk = { ordinal: 0, kind: 'passage', locator: { type: 'page', page }, text: '' };
  return {
    documentId: path,
    chunk,
    score: { calibrated },
    evidence: { isExact: false, fused: 0 },
    copies: copies.map((documentId) => ({ documentId, ordinal: 0 })),
  };
}

const match = (...hits: Hit[]): Match => {
  return { document: document(hits[0]!.documentId), hits, moreHits: 0 };
};

const answers: Record<string, Pick<SearchResult, 'matches' | 'noiseFrom'>> = {
  first: { matches: [match(hit('a.txt', 1, 80)), match(hit('b.txt', 1, 40))], noiseFrom: 2 },
  'second page': {
    matches: [match(hit('a.txt', 1, 80), hit('a.txt', 2, 70)), match(hit('b.txt', 1, 9))],
    noiseFrom: 1,
  },
  folded: { matches: [match(hit('a.txt', 1, 60, ['copy.txt']))], noiseFrom: 1 },
  absent: { matches: [match(hit('b.txt', 1, 4))], noiseFrom: 0 },
};

function measure(queries: ScoredQuery[]) {
  return score({
    queries,
    weights: { meaning: 1, words: 1 },
    find: async (query) => ({ ...answers[query]!, isFarFromAll: false, searched: 0, rankMs: 0 }),
    document,
    onProgress: () => {},
    signal: new AbortController().signal,
  });
}

describe('score', () => {
  it('counts where the right answers stand, by file, by place and among copies', async () => {
    const first = await measure([{ query: 'first', relevant: [{ file: 'b.txt' }] }]);
    expect([first.r1.mean, first.r5.mean, first.mrr.mean]).toEqual([0, 1, 0.5]);
    const file = await measure([{ query: 'second page', relevant: [{ file: 'b.txt' }] }]);
    // A document counts once, however many of its pages stand before.
    expect(file.mrr.mean).toBe(1 / 2);
    const place = { file: 'a.txt', place: 'page 2' };
    const paged = await measure([{ query: 'second page', relevant: [place] }]);
    expect(paged.mrr.mean).toBe(1 / 2);
    const copy = await measure([{ query: 'folded', relevant: [{ file: 'copy.txt' }] }]);
    expect(copy.mrr.mean).toBe(1 / 2);
  });

  it('tells queries with an answer from those without', async () => {
    const report = await measure([
      { query: 'first', relevant: [{ file: 'a.txt' }] },
      { query: 'absent', relevant: [] },
      { query: 'folded', relevant: [] },
    ]);
    expect(report.auc).toBe(1);
    expect(report.declinedRight).toBe(1 / 2);
    expect(report.results.map(({ declined }) => declined)).toEqual([false, true, false]);
    // Those without an answer count nothing in recall.
    expect(report.r1.mean).toBe(1);
  });
});

describe('readQueries', () => {
  it('reads captions by tab or comma, equal ones as one query', () => {
    expect(readQueries('file\tcaption\na.jpg\ta dog\nb.jpg\ta dog\nc.jpg\ta cat\n')).toEqual([
      { query: 'a dog', relevant: [{ file: 'a.jpg' }, { file: 'b.jpg' }] },
      { query: 'a cat', relevant: [{ file: 'c.jpg' }] },
    ]);
    expect(readQueries('a.jpg,"two dogs, one ball ""red"""')).toEqual([
      { query: 'two dogs, one ball "red"', relevant: [{ file: 'a.jpg' }] },
    ]);
  });

  it('reads JSON lines, also such as nothing answers', () => {
    const line = { query: 'a dog', relevant: [{ file: 'a.pdf', place: 'page 3' }] };
    const nothing = { query: 'a yeti', relevant: [] };
    const text = [line, nothing].map((one) => JSON.stringify(one)).join('\n');
    expect(readQueries(text)).toEqual([line, nothing]);
  });

  it('says which line it cannot read', () => {
    expect(() => readQueries('{"query": "a", "relevant": []}\n{"query": 3}')).toThrow('Line 2');
    expect(() => readQueries('a.jpg,a dog\nno separator')).toThrow('Line 2');
    expect(() => readQueries(' \n')).toThrow('nothing');
  });
});
