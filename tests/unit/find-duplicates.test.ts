import { describe, expect, it } from 'vitest';
import type { Chunk, DocumentId, DuplicateProgress, SourceDocument } from '../../src/core';
import { type Compared, findDuplicates } from '../../src/workers/find-duplicates';

const textDocument = (id: DocumentId, addedAt: number, byteSize: number): SourceDocument => ({
  id,
  names: [{ name: `${id}.txt`, path: `${id}.txt`, addedAt }],
  format: 'plain',
  kind: 'text',
  byteSize,
  addedAt,
  state: { phase: 'ready', chunkCount: 1, warnings: [], metadata: {}, readyAt: addedAt },
});

/** A library of texts, read as slowly as a store answers. */
function libraryOf(texts: Record<DocumentId, string>): Compared {
  const documents = Object.entries(texts).map(([id, text], i) => textDocument(id, i, text.length));
  return {
    documents: new Map(documents.map((document) => [document.id, document])),
    index: undefined,
    thumbnail: async () => undefined,
    chunks: async (id): Promise<Chunk[]> => [
      { ordinal: 0, kind: 'passage', locator: { type: 'whole' }, text: texts[id]! },
    ],
  };
}

const words = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `word${from + i}`).join(' ');

const never = new AbortController().signal;

describe('findDuplicates', () => {
  it('groups texts that share 85 % of their three-word sequences, and no others', async () => {
    const library = libraryOf({
      whole: words(0, 1000),
      // 930 of its 998 sequences are in common, then 500 of 998.
      most: `${words(0, 932)} ${words(5000, 68)}`,
      half: `${words(0, 502)} ${words(6000, 498)}`,
      other: words(9000, 1000),
      short: 'two words',
      sameShort: 'Two words!',
    });
    const groups = await findDuplicates(library, () => {}, never);
    expect(groups.map(({ ids }) => ids.toSorted())).toEqual([
      ['most', 'whole'],
      ['sameShort', 'short'],
    ]);
    expect(groups[0]!.likeness[1]).toBeCloseTo(930 / 998, 2);
    expect(groups[1]!.likeness).toEqual([1, 1]);
  });

  it('suggests the longest text, then the larger file, then the older one', async () => {
    const groups = await findDuplicates(
      libraryOf({
        longer: words(0, 1100),
        shorter: words(0, 1000),
        small: words(3000, 100),
        large: `${words(3000, 100)}     `,
        older: words(7000, 50),
        newer: words(7000, 50),
      }),
      () => {},
      never,
    );
    expect(groups.map(({ ids, reason }) => [ids, reason])).toEqual([
      [['longer', 'shorter'], 'most-text'],
      [['large', 'small'], 'largest'],
      [['older', 'newer'], 'oldest'],
    ]);
  });

  it('puts into a group only what is like the one to keep', async () => {
    // Each is like the next, but the first and the last are not.
    const steps = [0, 1, 2].map((i) => words(i * 100, 1000));
    const groups = await findDuplicates(
      libraryOf({ a: steps[0]!, b: steps[1]!, c: steps[2]! }),
      () => {},
      never,
    );
    expect(groups).toHaveLength(1);
    expect(groups[0]!.ids).toHaveLength(2);
  });

  it('lets other work in between, tells how far it is, and ends when told to', async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`d${i}`, words(i * 2000, 2000)]),
    );
    const controller = new AbortController();
    const told: DuplicateProgress[] = [];
    let otherWork = 0;
    const timer = setInterval(() => {
      otherWork += 1;
      if (otherWork === 3) controller.abort();
    });
    const search = findDuplicates(
      libraryOf(texts),
      (progress) => told.push(progress),
      controller.signal,
    );
    await expect(search).rejects.toMatchObject({ name: 'AbortError' });
    clearInterval(timer);
    expect(otherWork).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeGreaterThan(0);
    for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
    expect(told.at(-1)!.done).toBeLessThan(400);
  });
});
