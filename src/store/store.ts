import type { IDBPTransaction } from 'idb';
import {
  type AskThread,
  type Chunk,
  type DocumentId,
  type DocumentIssue,
  type DocumentName,
  type DocumentState,
  type Fingerprint,
  type HitMark,
  type Metadata,
  type SourceDocument,
  type StoredAdapter,
  type StoredLanguageModel,
  sameContent,
  type ThumbnailKey,
} from '../core';
import {
  chunksPerBlock,
  type MarkKey,
  type OpenOptions,
  openDatabase,
  type RummageDatabase,
  type RummageSchema,
  type StoreName,
  storeNames,
} from './schema';
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
  /** Takes the place of what was written before, '' takes it away; absent: what was there stays. */
  caption?: string;
}

type WriteTransaction = IDBPTransaction<RummageSchema, StoreName[], 'readwrite'>;

/** Segments smaller than this are merged when {@link maxSmallSegments} of them have gathered. */
const smallSegmentSize = 1024;
const maxSmallSegments = 16;

/** The library on disk. Every method is one transaction: all of it happens or nothing. */
export class Store {
  private constructor(private readonly database: RummageDatabase) {}

  static async open(options: OpenOptions): Promise<Store> {
    return new Store(await openDatabase(options));
  }

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

  threads(): Promise<AskThread[]> {
    return this.database.getAll('threads');
  }

  async saveThread(thread: AskThread): Promise<void> {
    await this.database.put('threads', thread);
  }

  async removeThread(id: string): Promise<void> {
    await this.database.delete('threads', id);
  }

  languageModels(): Promise<StoredLanguageModel[]> {
    return this.database.getAll('languageModels');
  }

  /** All of its files or none; one of the same name is replaced. */
  async keepLanguageModel(model: StoredLanguageModel): Promise<void> {
    await this.database.put('languageModels', model);
  }

  async removeLanguageModel(name: string): Promise<void> {
    await this.database.delete('languageModels', name);
  }

  adapters(): Promise<StoredAdapter[]> {
    return this.database.getAll('adapters');
  }

  /** Puts adapters in the place of what was there under `former`, all or none. */
  changeAdapters(former: readonly string[], adapters: readonly StoredAdapter[]): Promise<void> {
    return this.write(async (transaction) => {
      const kept = transaction.objectStore('adapters');
      for (const name of former) quietly(kept.delete(name));
      for (const adapter of adapters) quietly(kept.put(adapter));
    });
  }

  marks(): Promise<HitMark[]> {
    return this.database.getAll('marks');
  }

  async saveMark(mark: HitMark): Promise<void> {
    await this.database.put('marks', mark, keyOfMark(mark));
  }

  async removeMark(mark: HitMark): Promise<void> {
    await this.database.delete('marks', keyOfMark(mark));
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
      const segment = packSegment(embeddings, fingerprint, dims);
      if (segment.count > 0) quietly(transaction.objectStore('embeddings').add(segment));
      await mergeSmallSegments(transaction);
      return committed;
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

  /** Writes what a picture shows; '' takes it away. Undefined where there is no such document. */
  setCaption(id: DocumentId, caption: string): Promise<SourceDocument | undefined> {
    return this.write(async (transaction) => {
      const known = await transaction.objectStore('documents').get(id);
      if (!known) return undefined;
      const { caption: _, ...rest } = known;
      const document: SourceDocument = caption === '' ? rest : { ...rest, caption };
      quietly(transaction.objectStore('documents').put(document));
      return document;
    });
  }

  remove(ids: DocumentId[]): Promise<void> {
    return this.write(async (transaction) => {
      for (const id of ids) {
        await deleteContent(transaction, id);
        quietly(transaction.objectStore('documents').delete(id));
        quietly(transaction.objectStore('originals').delete(id));
        quietly(transaction.objectStore('marks').delete(IDBKeyRange.bound([id], [id, []])));
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

  /** Runs one transaction over all stores. Whatever fails inside it undoes all of it. */
  private async write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    const transaction = this.database.transaction(storeNames, 'readwrite');
    try {
      const result = await work(transaction);
      await transaction.done;
      return result;
    } catch (error) {
      // A failed request aborts by itself, a thrown error does not.
      transaction.done.catch(() => {});
      if (transaction.error === null) transaction.abort();
      throw transaction.error ?? error;
    }
  }
}

function putContent(
  transaction: WriteTransaction,
  known: SourceDocument,
  { id, chunks, thumbnails, metadata, warnings, caption = known.caption }: ReadyDocument,
): SourceDocument {
  const { caption: _, ...rest } = known;
  const document: SourceDocument = {
    ...rest,
    ...(caption && { caption }),
    state: {
      phase: 'ready',
      chunkCount: chunks.length,
      warnings,
      metadata,
      readyAt: Date.now(),
    },
  };
  quietly(transaction.objectStore('documents').put(document));
  for (let from = 0; from < chunks.length; from += chunksPerBlock) {
    const block = chunks.slice(from, from + chunksPerBlock);
    quietly(transaction.objectStore('chunks').put(block, [id, from / chunksPerBlock]));
  }
  for (const [key, thumbnail] of thumbnails) {
    quietly(transaction.objectStore('thumbnails').put(thumbnail, key));
  }
  return document;
}

const keyOfMark = ({ documentId, ordinal, query }: HitMark): MarkKey => [
  documentId,
  ordinal,
  query,
];

/** For a write whose failure ends the transaction, which then tells why. */
function quietly(request: Promise<unknown>): void {
  request.catch(() => {});
}

/** Deletes chunks, thumbnails and embeddings of a document. */
async function deleteContent(transaction: WriteTransaction, id: DocumentId): Promise<void> {
  quietly(transaction.objectStore('chunks').delete(IDBKeyRange.bound([id], [id, []])));
  quietly(
    transaction
      .objectStore('thumbnails')
      .delete(IDBKeyRange.bound(`${id}/`, `${id}0`, false, true)),
  );
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
