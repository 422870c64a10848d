import type { DocumentId, LibraryDamage, SourceDocument } from '../core';
import type { Store } from '../store';

/**
 * Looks for documents that are told ready and yet cannot be found in full: chunks are missing, or
 * embeddings are missing or are not of unit length.
 *
 * @param hasVectors whether the index, filled, has some of a document
 */
export async function findDamage(
  store: Store,
  documents: ReadonlyMap<DocumentId, SourceDocument>,
  hasVectors: (id: DocumentId) => boolean,
): Promise<LibraryDamage> {
  const before = [...documents.values()];
  const { withoutChunks, withoutOriginal } = await store.gaps(before);
  const damage: LibraryDamage = { rebuildable: [], lost: [], withoutOriginal: [] };
  for (const document of before) {
    const { id, state } = document;
    if (state.phase !== 'ready') continue;
    const isWhole = !withoutChunks.has(id) && (state.chunkCount === 0 || hasVectors(id));
    const isComplete = isWhole && !withoutOriginal.has(id);
    // It may have been changed, here or in another tab, while all of this was looked at.
    if (isComplete || !(await isAsBefore(store, document))) continue;
    if (isWhole) damage.withoutOriginal.push(id);
    else if (withoutOriginal.has(id)) damage.lost.push(id);
    else damage.rebuildable.push(id);
  }
  return damage;
}

async function isAsBefore(store: Store, { id, state }: SourceDocument): Promise<boolean> {
  const now = (await store.document(id))?.state;
  return state.phase === 'ready' && now?.phase === 'ready' && now.readyAt === state.readyAt;
}
