import type { Chunk, Fingerprint, SourceDocument } from '../core';
import type { DocumentEmbeddings, Store } from '../store';

/** A chunk, whatever its ordinal, with its embedding, shape [dims], where it has one. */
export interface Piece {
  chunk: Chunk;
  embedding?: Float32Array | undefined;
}

export interface Revision {
  document: SourceDocument;
  /** All of the document's chunks. */
  chunks: readonly Chunk[];
  /** Those whose place is taken. */
  isReplaced: (chunk: Chunk) => boolean;
  pieces: readonly Piece[];
  /** What else is changed of the document. */
  change: (document: SourceDocument) => SourceDocument;
}

/**
 * Replaces some chunks of a ready document. The others stay as they were made: first those of the
 * parser, then what OCR read, the caption last.
 *
 * @returns undefined where it was removed meanwhile; `unread` where this encoder has not read it yet,
 * or not all of its chunks are there: what is kept would be found no more then
 */
export async function revise(
  store: Store,
  { document: { id, state }, chunks, isReplaced, pieces, change }: Revision,
  { fingerprint, dims }: { fingerprint: Fingerprint; dims: number },
): Promise<{ document: SourceDocument; embeddings: DocumentEmbeddings } | 'unread' | undefined> {
  const [stored] = await store.embeddingsOf(new Set([id]), fingerprint);
  if (!stored && chunks.some((chunk) => !isReplaced(chunk))) return 'unread';
  // Some could not be read: what is written now would make the loss final, and unseen.
  if (state.phase === 'ready' && chunks.length < state.chunkCount) return 'unread';
  const embeddingOf = byOrdinal(stored, dims);
  const kept = chunks
    .filter((chunk) => !isReplaced(chunk))
    .map((chunk): Piece => ({ chunk, embedding: embeddingOf.get(chunk.ordinal) }));
  const all = [...kept, ...pieces]
    .sort((a, b) => placeOf(a.chunk) - placeOf(b.chunk))
    .map(({ chunk, embedding }, ordinal) => ({ chunk: { ...chunk, ordinal }, embedding }));
  const embedded = all.filter(({ embedding }) => embedding !== undefined);
  const vectors = new Float32Array(embedded.length * dims);
  for (const [i, { embedding }] of embedded.entries()) vectors.set(embedding!, i * dims);
  const embeddings = {
    ordinals: embedded.map(({ chunk }) => chunk.ordinal),
    kinds: embedded.map(({ chunk }) => chunk.kind),
    vectors,
  };
  const revised = { id, chunks: all.map(({ chunk }) => chunk), embeddings, change };
  const document = await store.revise(revised, fingerprint, dims);
  return document && { document, embeddings: { documentId: id, ...embeddings } };
}

/** Of a whole picture; those of figures in a document are the parser's. */
export const isCaption = ({ kind, locator }: Chunk): boolean =>
  kind === 'caption' && locator.type === 'whole';

export const isOcr = ({ ocrConfidence }: Chunk): boolean => ocrConfidence !== undefined;

function placeOf(chunk: Chunk): number {
  if (isCaption(chunk)) return 2;
  return isOcr(chunk) ? 1 : 0;
}

function byOrdinal(stored: DocumentEmbeddings | undefined, dims: number) {
  const { ordinals = [], vectors = new Float32Array() } = stored ?? {};
  return new Map(
    ordinals.map((ordinal, i) => [ordinal, vectors.slice(i * dims, (i + 1) * dims)] as const),
  );
}
