import type { DocumentId, SourceDocument } from '../core';
import type { LibraryDatabase } from './library-database';
import { chunksPerBlock } from './schema';

export interface Gaps {
  /** Documents told ready whose chunks are not all there. */
  withoutChunks: Set<DocumentId>;
  /** Documents told ready whose original is not there. */
  withoutOriginal: Set<DocumentId>;
}

/** Looks for what is missing by keys alone, which is quick. */
export async function findGaps(
  database: LibraryDatabase,
  documents: Iterable<SourceDocument>,
): Promise<Gaps> {
  const [chunkKeys, originalKeys] = await Promise.all([
    database.getAllKeys('chunks'),
    database.getAllKeys('originals'),
  ]);
  const blocks = new Map<DocumentId, number>();
  for (const [id] of chunkKeys) blocks.set(id, (blocks.get(id) ?? 0) + 1);
  const originals = new Set(originalKeys);
  const gaps: Gaps = { withoutChunks: new Set(), withoutOriginal: new Set() };
  for (const { id, state } of documents) {
    if (state.phase !== 'ready') continue;
    const wanted = Math.ceil(state.chunkCount / chunksPerBlock);
    if ((blocks.get(id) ?? 0) !== wanted) gaps.withoutChunks.add(id);
    if (!originals.has(id)) gaps.withoutOriginal.add(id);
  }
  return gaps;
}
