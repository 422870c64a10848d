import type { Chunk, DocumentId, QueryText, SourceDocument } from '../core';
import { type Database, LexicalIndex, openSqlite, openStoredSqlite } from '../search';

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
  search(query: QueryText, limit: number) {
    return this.index?.search(query, limit);
  }

  allowed(query: QueryText) {
    return this.index?.allowed(query);
  }

  /** The library has changed. */
  follow(): void {
    this.isStale = true;
    this.following ??= this.catchUp()
      .catch((error) => console.error(error))
      .finally(() => {
        this.following = undefined;
      });
  }

  private async catchUp(): Promise<void> {
    this.index ??= new LexicalIndex(await openDatabase());
    while (this.isStale) {
      this.isStale = false;
      const { index } = this;
      for (const id of index.known()) {
        if (stampOf(this.wanted.get(id)) !== index.documents.get(id)) index.remove(id);
      }
      for (const [id, document] of [...this.wanted]) {
        if (stampOf(document) !== undefined && !index.documents.has(id)) await this.addAll(id);
      }
    }
    this.onReady();
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

/** One tab keeps its full text on disk, further ones make theirs in memory. */
async function openDatabase(): Promise<Database> {
  try {
    await holdLock();
    return await openStoredSqlite(poolName);
  } catch {
    return openSqlite();
  }
}

/** Resolves when the lock is held, for as long as this worker lives. */
function holdLock(): Promise<void> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(lockTimeoutMs);
    const hold = () => new Promise<never>(() => resolve());
    navigator.locks.request(poolName, { signal }, hold).catch(reject);
  });
}
