import type { Chunk, DocumentId, QueryText, SourceDocument } from '../core';
import {
  type Database,
  LexicalIndex,
  type LexicalRanking,
  openSqlite,
  openStoredSqlite,
  type StoredDatabase,
} from '../search';

/** Chunks indexed at a time: a search waits for no more than these. */
const sliceSize = 128;

/** A reloaded page waits this long for the worker before it to let go of the files. */
const lockTimeoutMs = 2000;

const poolName = 'rummage-full-text';

/**
 * Keeps full text in step with the library, in the background: whatever is missing is read
 * from the store, whatever is too much is dropped.
 */
export class FullText {
  private index: LexicalIndex | undefined;
  private following: Promise<void> | undefined;
  private isStale = false;
  private stored: StoredDatabase | undefined;
  private canStore = true;

  /**
   * @param wanted all documents of the library, whatever their state
   * @param read chunks of a document by ordinal, `from` included, `to` not
   * @param onReady told when nothing is missing any more
   */
  constructor(
    private readonly wanted: ReadonlyMap<DocumentId, SourceDocument>,
    private readonly read: (id: DocumentId, from: number, to: number) => Promise<Chunk[]>,
    private readonly onReady: () => void,
  ) {}

  /** Undefined while it is being opened. */
  search(query: QueryText, limit: number): LexicalRanking | undefined {
    return this.ask((index) => index.search(query, limit));
  }

  /** See {@link LexicalIndex.allowed}. */
  allowed(query: QueryText) {
    return this.ask((index) => index.allowed(query));
  }

  /** The library has changed. */
  follow(): void {
    this.isStale = true;
    this.following ??= this.catchUp()
      .catch((error) => this.recover(error))
      .finally(() => {
        this.following = undefined;
        if (this.isStale) this.follow();
      });
  }

  private ask<T>(question: (index: LexicalIndex) => T): T | undefined {
    try {
      return this.index && question(this.index);
    } catch (error) {
      void this.recover(error).then(() => this.follow());
      return undefined;
    }
  }

  /** What is stored is damaged, or the disk is full: it is made anew, in memory. */
  private async recover(error: unknown): Promise<void> {
    console.error(error);
    this.index = undefined;
    // Memory fails too: without words there is still meaning.
    this.isStale = this.canStore;
    this.canStore = false;
    await this.stored?.destroy().catch(console.error);
    this.stored = undefined;
  }

  private async catchUp(): Promise<void> {
    this.index ??= new LexicalIndex(await this.open());
    while (this.isStale) {
      this.isStale = false;
      const { index } = this;
      if (this.wanted.size === 0 && index.known().length > 0) index.clear();
      for (const id of index.known()) {
        if (stampOf(this.wanted.get(id)) !== index.documents.get(id)) index.remove(id);
      }
      for (const [id, document] of [...this.wanted]) {
        if (stampOf(document) !== undefined && !index.documents.has(id)) await this.addAll(id);
      }
    }
    this.onReady();
  }

  /** One tab keeps its full text on disk, further ones make theirs in memory. */
  private async open(): Promise<Database> {
    if (!this.canStore) return openSqlite();
    try {
      await holdLock();
      this.stored = await openStoredSqlite(poolName);
      return this.stored.database;
    } catch {
      this.canStore = false;
      return openSqlite();
    }
  }

  private async addAll(id: DocumentId): Promise<void> {
    const document = this.wanted.get(id);
    const stamp = stampOf(document);
    if (!document || stamp === undefined) return;
    const { names, state } = document;
    const words = [...new Set(names.flatMap(({ name, path }) => [name, path]))].join(' ');
    const count = state.phase === 'ready' ? state.chunkCount : 0;
    for (let from = 0; from < count; from += sliceSize) {
      const chunks = await this.read(id, from, from + sliceSize);
      // Changed while it was read: it is stale, and taken up again.
      if (stampOf(this.wanted.get(id)) !== stamp) return this.index?.remove(id);
      this.index?.add(id, words, chunks);
      await new Promise((resolve) => setTimeout(resolve));
    }
    this.index?.finish(id, stamp);
  }
}

/** What was indexed of a document; undefined where there is nothing to index. */
function stampOf(document: SourceDocument | undefined): string | undefined {
  if (document?.state.phase !== 'ready') return undefined;
  return [document.state.readyAt, ...document.names.map(({ path }) => path)].join('\n');
}

/** Resolves when the lock is held, for as long as this worker lives. */
function holdLock(): Promise<void> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(lockTimeoutMs);
    const hold = () => new Promise<never>(() => resolve());
    navigator.locks.request(poolName, { signal }, hold).catch(reject);
  });
}
