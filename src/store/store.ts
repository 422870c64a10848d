import {
  type Chunk,
  type DocumentId,
  type DocumentIssue,
  type DocumentName,
  type DocumentState,
  type Fingerprint,
  type InnerTable,
  type Metadata,
  type OcrLanguageCode,
  type SourceDocument,
  sameContent,
  type ThumbnailKey,
} from '../core';
import { LibraryDatabase } from './library-database';
import { StoreLock } from './lock/store-lock';
import { allOf, quietly, StoreRecords, type WriteTransaction } from './records';
import { chunksPerBlock, type OpenOptions, openDatabase, storeNames } from './schema';
import {
  type DocumentEmbeddings,
  mergeSegments,
  packSegment,
  unpackSegment,
  withoutDocuments,
} from './segments';

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

/** What is made anew of a ready document. Its thumbnails stay. */
export interface RevisedDocument extends Pick<ReadyDocument, 'id' | 'chunks' | 'embeddings'> {
  /** What else is changed. */
  change: (document: SourceDocument) => SourceDocument;
}

/** Segments smaller than this are merged when {@link maxSmallSegments} of them have gathered. */
const smallSegmentSize = 1024;
const maxSmallSegments = 16;

/** The library on disk. Every method is one transaction: all of it happens or nothing. */
export class Store extends StoreRecords {
  static async open(options: OpenOptions): Promise<Store> {
    return new Store(new LibraryDatabase(await openDatabase(options)));
  }

  /** Its records can be sealed with a passphrase. */
  readonly lock = new StoreLock(this.database);

  close(): void {
    this.database.close();
  }

  documents(): Promise<SourceDocument[]> {
    return this.database.getAll('documents');
  }

  document(id: DocumentId): Promise<SourceDocument | undefined> {
    return this.database.get('documents', id);
  }

  original(id: DocumentId): Promise<Blob | undefined> {
    return this.database.get('originals', id);
  }

  thumbnail(key: ThumbnailKey): Promise<Blob | undefined> {
    return this.database.get('thumbnails', key);
  }

  /** Chunks with ordinals block × {@link chunksPerBlock} and on. */
  async chunkBlock(id: DocumentId, block: number): Promise<Chunk[]> {
    return (await this.database.get('chunks', [id, block])) ?? [];
  }

  /** Adds a new document with its bytes, or one more name to a known one. */
  admit(
    document: Omit<SourceDocument, 'names' | 'state'>,
    name: DocumentName,
    original: Blob,
  ): Promise<SourceDocument> {
    return this.write(async (transaction) => {
      const documents = transaction.objectStore('documents');
      const known = await documents.get(document.id);
      if (known?.names.some((n) => n.path === name.path)) return known;
      const admitted: SourceDocument = known
        ? { ...known, names: [...known.names, name] }
        : { ...document, names: [name], state: { phase: 'waiting' } };
      quietly(documents.put(admitted));
      if (!known) quietly(transaction.objectStore('originals').put(original, document.id));
      return admitted;
    });
  }

  /**
   * Makes documents ready, with everything of theirs; those removed meanwhile stay removed.
   *
   * @throws {RangeError} on an embedding that is not of unit length
   */
  commit(
    ready: ReadyDocument[],
    fingerprint: Fingerprint,
    dims: number,
  ): Promise<SourceDocument[]> {
    return this.write(async (transaction) => {
      const committed: SourceDocument[] = [];
      const embeddings: DocumentEmbeddings[] = [];
      for (const one of ready) {
        const known = await transaction.objectStore('documents').get(one.id);
        if (!known) continue;
        await deleteContent(transaction, one.id);
        committed.push(putContent(transaction, known, one));
        embeddings.push({ documentId: one.id, ...one.embeddings });
      }
      await addEmbeddings(transaction, embeddings, fingerprint, dims);
      return committed;
    });
  }

  /**
   * Replaces the chunks of a ready document and their embeddings. Undefined where it was removed
   * meanwhile, or waits again.
   */
  revise(
    { id, chunks, embeddings, change }: RevisedDocument,
    fingerprint: Fingerprint,
    dims: number,
  ): Promise<SourceDocument | undefined> {
    return this.write(async (transaction) => {
      const known = await transaction.objectStore('documents').get(id);
      if (known?.state.phase !== 'ready') return undefined;
      await deleteFindable(transaction, id);
      const state = { ...known.state, chunkCount: chunks.length, readyAt: Date.now() };
      const document = change({ ...known, state });
      putChunks(transaction, document, chunks);
      await addEmbeddings(transaction, [{ documentId: id, ...embeddings }], fingerprint, dims);
      return document;
    });
  }

  /** Sets the state of documents and drops what a former state had made findable. */
  setState(ids: DocumentId[], state: DocumentState): Promise<SourceDocument[]> {
    return this.write(async (transaction) => {
      const changed: SourceDocument[] = [];
      for (const id of ids) {
        const known = await transaction.objectStore('documents').get(id);
        if (!known) continue;
        await deleteContent(transaction, id);
        const document = { ...known, state };
        quietly(transaction.objectStore('documents').put(document));
        changed.push(document);
      }
      return changed;
    });
  }

  /** Changes what is known of documents; those removed meanwhile stay removed. */
  change(
    ids: readonly DocumentId[],
    change: (document: SourceDocument) => SourceDocument,
  ): Promise<SourceDocument[]> {
    return this.write((transaction) => changeDocuments(transaction, ids, change));
  }

  /** Has all pages of documents read by OCR, those that were read before as well. */
  askForOcr(ids: DocumentId[], ocrLanguage: OcrLanguageCode): Promise<SourceDocument[]> {
    return this.write((transaction) => {
      for (const id of ids) quietly(transaction.objectStore('ocrPages').delete(allOf(id)));
      return changeDocuments(transaction, ids, (document) => ({ ...document, ocrLanguage }));
    });
  }

  remove(ids: DocumentId[]): Promise<void> {
    return this.write(async (transaction) => {
      for (const id of ids) {
        await deleteContent(transaction, id);
        quietly(transaction.objectStore('documents').delete(id));
        quietly(transaction.objectStore('originals').delete(id));
        quietly(transaction.objectStore('marks').delete(allOf(id)));
        quietly(transaction.objectStore('ocrPages').delete(allOf(id)));
      }
    });
  }

  /** All embeddings, a segment at a time, with what they were made with. */
  async *embeddings(): AsyncGenerator<{ fingerprint: Fingerprint; parts: DocumentEmbeddings[] }> {
    for (const key of await this.database.getAllKeys('embeddings')) {
      const segment = await this.database.get('embeddings', key);
      if (segment) yield { fingerprint: segment.fingerprint, parts: unpackSegment(segment) };
    }
  }

  async embeddingsOf(ids: ReadonlySet<DocumentId>): Promise<DocumentEmbeddings[]> {
    const keys = new Set<number>();
    for (const id of ids) {
      for (const key of await this.database.getAllKeysFromIndex('embeddings', 'documents', id)) {
        keys.add(key);
      }
    }
    const segments = await Promise.all(
      [...keys].map((key) => this.database.get('embeddings', key)),
    );
    return segments
      .flatMap((segment) => (segment ? unpackSegment(segment) : []))
      .filter((part) => ids.has(part.documentId));
  }

  /**
   * Puts documents back to waiting whose embeddings were made by another model or from
   * another parser's chunks.
   */
  async retireOtherThan(fingerprint: Fingerprint): Promise<SourceDocument[]> {
    const stale = new Set<DocumentId>();
    for await (const segment of this.embeddings()) {
      if (sameContent(segment.fingerprint, fingerprint)) continue;
      for (const part of segment.parts) stale.add(part.documentId);
    }
    return stale.size === 0 ? [] : this.setState([...stale], { phase: 'waiting' });
  }

  erase(): Promise<void> {
    return this.write(async (transaction) => {
      for (const name of storeNames) quietly(transaction.objectStore(name).clear());
    });
  }
}

async function changeDocuments(
  transaction: WriteTransaction,
  ids: readonly DocumentId[],
  change: (document: SourceDocument) => SourceDocument,
): Promise<SourceDocument[]> {
  const changed: SourceDocument[] = [];
  for (const id of ids) {
    const known = await transaction.objectStore('documents').get(id);
    if (!known) continue;
    const document = change(known);
    quietly(transaction.objectStore('documents').put(document));
    changed.push(document);
  }
  return changed;
}

function putContent(
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
  for (const [key, thumbnail] of thumbnails) {
    quietly(transaction.objectStore('thumbnails').put(thumbnail, key));
  }
  return document;
}

/** Writes a document with its chunks. */
function putChunks(
  transaction: WriteTransaction,
  document: SourceDocument,
  chunks: readonly Chunk[],
): void {
  quietly(transaction.objectStore('documents').put(document));
  for (let from = 0; from < chunks.length; from += chunksPerBlock) {
    const block = chunks.slice(from, from + chunksPerBlock);
    quietly(transaction.objectStore('chunks').put(block, [document.id, from / chunksPerBlock]));
  }
}

async function addEmbeddings(
  transaction: WriteTransaction,
  embeddings: DocumentEmbeddings[],
  fingerprint: Fingerprint,
  dims: number,
): Promise<void> {
  const segment = packSegment(embeddings, fingerprint, dims);
  if (segment.count > 0) quietly(transaction.objectStore('embeddings').add(segment));
  await mergeSmallSegments(transaction);
}

/** Deletes chunks, thumbnails and embeddings of a document. */
async function deleteContent(transaction: WriteTransaction, id: DocumentId): Promise<void> {
  quietly(
    transaction
      .objectStore('thumbnails')
      .delete(IDBKeyRange.bound(`${id}/`, `${id}0`, false, true)),
  );
  await deleteFindable(transaction, id);
}

/** Deletes chunks and embeddings. */
async function deleteFindable(transaction: WriteTransaction, id: DocumentId): Promise<void> {
  quietly(transaction.objectStore('chunks').delete(allOf(id)));
  const segments = transaction.objectStore('embeddings');
  for (const key of await segments.index('documents').getAllKeys(id)) {
    const segment = await segments.get(key);
    const rest = segment && withoutDocuments(segment, new Set([id]));
    if (rest) quietly(segments.put(rest, key));
    else quietly(segments.delete(key));
  }
}

async function mergeSmallSegments(transaction: WriteTransaction): Promise<void> {
  const segments = transaction.objectStore('embeddings');
  const small = IDBKeyRange.upperBound(smallSegmentSize, true);
  const keys = await segments.index('count').getAllKeys(small);
  if (keys.length < maxSmallSegments) return;
  const merged = mergeSegments(await segments.index('count').getAll(small));
  for (const key of keys) quietly(segments.delete(key));
  for (const segment of merged) quietly(segments.add(segment));
}
