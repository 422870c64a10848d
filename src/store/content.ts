import {
  type Chunk,
  type DocumentId,
  type DocumentIssue,
  type Fingerprint,
  type InnerTable,
  type Metadata,
  type OcrPage,
  type SourceDocument,
  sameSpace,
  type ThumbnailKey,
} from '../core';
import { allOf, type WriteTransaction } from './records';
import { chunksPerBlock } from './schema';
import { type DocumentEmbeddings, mergeSegments, packSegment, withoutDocuments } from './segments';

/** A document with all that makes it findable. */
export interface ReadyDocument {
  id: DocumentId;
  /** All chunks by ordinal, without gaps. */
  chunks: Chunk[];
  thumbnails: Map<ThumbnailKey, Blob>;
  embeddings: Omit<DocumentEmbeddings, 'documentId'>;
  metadata: Metadata;
  warnings: DocumentIssue[];
  /** See {@link OcrState.pages}. */
  ocrPages?: number[] | undefined;
  /** Those within it. */
  tables?: InnerTable[] | undefined;
}

/** What becomes of a document that is brought in from elsewhere. */
export interface Restoration {
  document: SourceDocument;
  /** Absent: what is here stays. */
  original?: Blob | undefined;
  /** In the place of what it has here; absent: that stays. */
  content?: RestoredContent | undefined;
  /** As `content`. */
  ocrPages?: readonly OcrPage[] | undefined;
}

export type RestoredContent = Pick<ReadyDocument, 'chunks' | 'thumbnails' | 'embeddings'>;

/** Segments smaller than this are merged when {@link maxSmallSegments} of them have gathered. */
const smallSegmentSize = 1024;
const maxSmallSegments = 16;

export function putContent(
  transaction: WriteTransaction,
  known: SourceDocument,
  { chunks, thumbnails, metadata, warnings, ocrPages, tables }: ReadyDocument,
): SourceDocument {
  const document: SourceDocument = {
    ...known,
    state: {
      phase: 'ready',
      chunkCount: chunks.length,
      warnings,
      metadata,
      ...(ocrPages && { ocr: { pages: ocrPages } }),
      ...(tables && tables.length > 0 && { tables }),
      readyAt: Date.now(),
    },
  };
  putChunks(transaction, document, chunks);
  putThumbnails(transaction, thumbnails);
  return document;
}

export function putThumbnails(
  transaction: WriteTransaction,
  thumbnails: ReadonlyMap<ThumbnailKey, Blob>,
): void {
  for (const [key, thumbnail] of thumbnails) {
    transaction.objectStore('thumbnails').put(thumbnail, key);
  }
}

/** Writes a document with its chunks. */
export function putChunks(
  transaction: WriteTransaction,
  document: SourceDocument,
  chunks: readonly Chunk[],
): void {
  transaction.objectStore('documents').put(document);
  for (let from = 0; from < chunks.length; from += chunksPerBlock) {
    const block = chunks.slice(from, from + chunksPerBlock);
    transaction.objectStore('chunks').put(block, [document.id, from / chunksPerBlock]);
  }
}

export async function addEmbeddings(
  transaction: WriteTransaction,
  embeddings: DocumentEmbeddings[],
  fingerprint: Fingerprint,
  dims: number,
): Promise<void> {
  const segment = packSegment(embeddings, fingerprint, dims);
  if (segment.count > 0) transaction.objectStore('embeddings').add(segment);
  await mergeSmallSegments(transaction);
}

/** Deletes chunks, thumbnails and embeddings of documents. */
export async function deleteContent(
  transaction: WriteTransaction,
  ids: readonly DocumentId[],
): Promise<void> {
  await deleteBulk(transaction, ids);
  await deleteEmbeddings(transaction, ids);
}

/** Deletes what is deleted without writing anything: chunks and thumbnails. */
export async function deleteBulk(
  transaction: WriteTransaction,
  ids: readonly DocumentId[],
): Promise<void> {
  for (const id of ids) {
    const keys = IDBKeyRange.bound(`${id}/`, `${id}0`, false, true);
    transaction.objectStore('thumbnails').delete(keys);
    transaction.objectStore('chunks').delete(allOf(id));
  }
}

/**
 * Writes each segment anew but once, whatever number of documents leaves it.
 *
 * @param space absent: in all of them
 */
export async function deleteEmbeddings(
  transaction: WriteTransaction,
  ids: readonly DocumentId[],
  space?: Fingerprint,
): Promise<void> {
  const segments = transaction.objectStore('embeddings');
  const keys = new Set<number>();
  for (const id of ids) {
    for (const key of await segments.index('documents').getAllKeys(id)) keys.add(key);
  }
  const gone = new Set(ids);
  for (const key of keys) {
    const segment = await segments.get(key);
    if (space && segment && !sameSpace(segment.fingerprint, space)) continue;
    const rest = segment && withoutDocuments(segment, gone);
    if (rest) segments.put(rest, key);
    else segments.delete(key);
  }
}

async function mergeSmallSegments(transaction: WriteTransaction): Promise<void> {
  const segments = transaction.objectStore('embeddings');
  const small = IDBKeyRange.upperBound(smallSegmentSize, true);
  const keys = await segments.index('count').getAllKeys(small);
  if (keys.length < maxSmallSegments) return;
  const merged = mergeSegments(await segments.index('count').getAll(small));
  for (const key of keys) segments.delete(key);
  for (const segment of merged) segments.add(segment);
}
