import {
  type Chunk,
  type DocumentId,
  type DocumentName,
  type DocumentState,
  type Fingerprint,
  isStorageFull,
  type OcrLanguageCode,
  type SourceDocument,
  sameSpace,
  type ThumbnailKey,
} from '../core';
import {
  addEmbeddings,
  deleteBulk,
  deleteContent,
  deleteEmbeddings,
  putChunks,
  putContent,
  putThumbnails,
  type ReadyDocument,
  type Restoration,
} from './content';
import { FolderStore } from './folders';
import { findGaps, type Gaps } from './gaps';
import { LibraryDatabase } from './library-database';
import { StoreLock } from './lock/store-lock';
import { allOf, type WriteTransaction } from './records';
import { chunksPerBlock, IncompleteDatabaseError, type OpenOptions, openDatabase } from './schema';
import { type DocumentEmbeddings, type EmbeddingSegment, soundParts } from './segments';

/** What is made anew of a ready document. Its thumbnails stay. */
export interface RevisedDocument extends Pick<ReadyDocument, 'id' | 'chunks' | 'embeddings'> {
  /** What else is changed. */
  change: (document: SourceDocument) => SourceDocument;
}

/** The library on disk. Every method is one transaction: all of it happens or nothing. */
export class Store extends FolderStore {
  static async open(options: OpenOptions): Promise<Store> {
    const database = new LibraryDatabase(await openDatabase(options));
    if (!(await database.hasLostKey())) return new Store(database);
    database.close();
    throw new IncompleteDatabaseError('records are sealed, and their lock is not there');
  }

  /** Its records can be sealed with a passphrase. */
  readonly lock = new StoreLock(this.database);

  /** @param tell of a record that turns out to be damaged, see [Note: Broken seals] */
  watchDamage(tell: () => void): void {
    this.database.onBroken = tell;
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

  async hasOriginal(id: DocumentId): Promise<boolean> {
    return (await this.database.getAllKeys('originals', id)).length > 0;
  }

  /** Those that can be read, under their paths, whatever else of the library cannot. */
  async *originals(): AsyncGenerator<{ path: string; original: Blob }> {
    for (const id of await this.database.getAllKeys('originals')) {
      const original = await this.original(id).catch(() => undefined);
      const document = await this.document(id).catch(() => undefined);
      if (original) yield { path: document?.names[0]?.path ?? id, original };
    }
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
      const isNamed = known?.names.some((n) => isSameName(n, name));
      const names = [...(known?.names ?? []), ...(isNamed ? [] : [name])];
      const originals = transaction.objectStore('originals');
      const isStored = (await originals.getKey(document.id)) !== undefined;
      if (isNamed && isStored) return known!;
      // A copy that was lost comes back, and what failed without it is read.
      const keepsState = known && (isStored || known.state.phase === 'ready');
      const state = keepsState ? known.state : { phase: 'waiting' as const };
      const admitted: SourceDocument = { ...(known ?? document), names, state };
      documents.put(admitted);
      if (!isStored) originals.put(original, document.id);
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
      await deleteContent(
        transaction,
        ready.map(({ id }) => id),
      );
      for (const one of ready) {
        const known = await transaction.objectStore('documents').get(one.id);
        if (!known) continue;
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
      transaction.objectStore('chunks').delete(allOf(id));
      await deleteEmbeddings(transaction, [id]);
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
      await deleteContent(transaction, ids);
      return changeDocuments(transaction, ids, (known) => ({ ...known, state }));
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
      for (const id of ids) transaction.objectStore('ocrPages').delete(allOf(id));
      return changeDocuments(transaction, ids, (document) => ({ ...document, ocrLanguage }));
    });
  }

  /**
   * Brings a document in as it was elsewhere, with all that is given of it.
   *
   * @param merge told what is known of it here; undefined leaves that as it is
   * @throws {RangeError} on an embedding that is not of unit length
   */
  restore(
    id: DocumentId,
    merge: (known: SourceDocument | undefined, hasOriginal: boolean) => Restoration | undefined,
    fingerprint: Fingerprint,
    dims: number,
  ): Promise<Restoration | undefined> {
    return this.write(async (transaction) => {
      const known = await transaction.objectStore('documents').get(id);
      const originals = transaction.objectStore('originals');
      const restoration = merge(known, (await originals.getKey(id)) !== undefined);
      if (!restoration) return undefined;
      const { document, original, content, ocrPages = [] } = restoration;
      if (original) originals.put(original, id);
      for (const page of ocrPages) {
        transaction.objectStore('ocrPages').put(page, [id, page.page]);
      }
      if (!content) transaction.objectStore('documents').put(document);
      else {
        await deleteContent(transaction, [id]);
        putChunks(transaction, document, content.chunks);
        putThumbnails(transaction, content.thumbnails);
        const embeddings = [{ documentId: id, ...content.embeddings }];
        await addEmbeddings(transaction, embeddings, fingerprint, dims);
      }
      return restoration;
    });
  }

  async remove(ids: DocumentId[]): Promise<void> {
    try {
      await this.removeAll(ids, deleteContent);
    } catch (error) {
      if (!isStorageFull(error)) throw error;
      // To leave some vectors out of a segment it is written anew, which takes room: that can wait.
      await this.removeAll(ids, deleteBulk);
      await this.sweep(ids).catch(() => {});
    }
  }

  private removeAll(ids: DocumentId[], deleteMade: typeof deleteContent): Promise<void> {
    return this.write((transaction) => this.removeWithin(transaction, ids, deleteMade));
  }

  /** Drops embeddings that were left of documents which are gone. */
  sweep(ids: readonly DocumentId[]): Promise<void> {
    return this.write(async (transaction) => {
      const gone: DocumentId[] = [];
      for (const id of ids) {
        const known = await transaction.objectStore('documents').getKey(id);
        if (known === undefined) gone.push(id);
      }
      await deleteContent(transaction, gone);
    });
  }

  protected override async removeWithin(
    transaction: WriteTransaction,
    ids: readonly DocumentId[],
    deleteMade = deleteContent,
  ): Promise<void> {
    await deleteMade(transaction, ids);
    for (const id of ids) {
      transaction.objectStore('documents').delete(id);
      transaction.objectStore('originals').delete(id);
      transaction.objectStore('marks').delete(allOf(id));
      transaction.objectStore('ocrPages').delete(allOf(id));
    }
  }

  /** See {@link findGaps}. */
  gaps(documents: Iterable<SourceDocument>): Promise<Gaps> {
    return findGaps(this.database, documents);
  }

  /**
   * All embeddings, a segment at a time, with what they were made with. Segments that are merged
   * meanwhile come again under another key: a document may be told twice, none is left out.
   */
  async *embeddings(): AsyncGenerator<{ fingerprint: Fingerprint; parts: DocumentEmbeddings[] }> {
    const seen = new Set<number>();
    for (;;) {
      const keys = await this.database.getAllKeys('embeddings');
      const fresh = keys.filter((key) => !seen.has(key));
      if (fresh.length === 0) return;
      for (const key of fresh) {
        seen.add(key);
        const segment = await this.database.get('embeddings', key);
        if (segment) yield { fingerprint: segment.fingerprint, parts: soundParts(segment) };
      }
    }
  }

  /** Of documents, in one space. */
  async embeddingsOf(
    ids: ReadonlySet<DocumentId>,
    space: Fingerprint,
  ): Promise<DocumentEmbeddings[]> {
    const keys = new Set<number>();
    for (const id of ids) {
      for (const key of await this.database.getAllKeysFromIndex('embeddings', 'documents', id)) {
        keys.add(key);
      }
    }
    const found: EmbeddingSegment[] = [];
    for (const key of keys) {
      const segment = await this.database.get('embeddings', key);
      if (segment) found.push(segment);
      // Merged with others meanwhile.
      else if (!this.database.isBroken(['embeddings', key])) return this.embeddingsOf(ids, space);
    }
    return found
      .filter((segment) => sameSpace(segment.fingerprint, space))
      .flatMap((segment) => soundParts(segment))
      .filter((part) => ids.has(part.documentId));
  }

  /**
   * Adds embeddings of a ready document in one more space; those it had there are replaced.
   *
   * @param readyAt of the document when its chunks were read
   * @returns false where its chunks have changed since, or it is gone
   */
  addToSpace(
    embeddings: DocumentEmbeddings,
    readyAt: number,
    fingerprint: Fingerprint,
    dims: number,
  ): Promise<boolean> {
    return this.write(async (transaction) => {
      const { documentId } = embeddings;
      const known = await transaction.objectStore('documents').get(documentId);
      if (known?.state.phase !== 'ready' || known.state.readyAt !== readyAt) return false;
      await deleteEmbeddings(transaction, [documentId], fingerprint);
      await addEmbeddings(transaction, [embeddings], fingerprint, dims);
      return true;
    });
  }

  /** Deletes the embeddings of all other spaces, as far as their documents have some in one of these. */
  keepSpaces(kept: readonly Fingerprint[]): Promise<void> {
    return this.write(async (transaction) => {
      const segments = transaction.objectStore('embeddings');
      const covered = new Set<DocumentId>();
      const others = new Map<number, DocumentId[]>();
      for (const key of await this.database.getAllKeys('embeddings')) {
        const segment = await segments.get(key);
        const isKept = segment && kept.some((one) => sameSpace(one, segment.fingerprint));
        if (!isKept) others.set(key, segment?.documents ?? []);
        else for (const id of segment.documents) covered.add(id);
      }
      for (const [key, documents] of others) {
        if (documents.every((id) => covered.has(id))) segments.delete(key);
      }
    });
  }

  /** Puts documents back to waiting whose chunks another parser made. */
  async retireOtherParsers(parser: number): Promise<SourceDocument[]> {
    const stale = new Set<DocumentId>();
    for await (const { fingerprint, parts } of this.embeddings()) {
      if (fingerprint.parser === parser) continue;
      for (const part of parts) stale.add(part.documentId);
    }
    return stale.size === 0 ? [] : this.setState([...stale], { phase: 'waiting' });
  }
}

const isSameName = (a: DocumentName, b: DocumentName): boolean =>
  a.path === b.path && a.folder === b.folder;

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
    transaction.objectStore('documents').put(document);
    changed.push(document);
  }
  return changed;
}
