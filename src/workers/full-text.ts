import type { Chunk, DocumentId, QueryText, SourceDocument } from '../core';
import { LexicalIndex, type LexicalRanking } from '../search';
import type { DerivedDatabase } from './derived-database';

/** Chunks indexed at a time: a search waits for no more than these. */
const sliceSize = 128;

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
    private readonly database: DerivedDatabase,
    private readonly wanted: ReadonlyMap<DocumentId, SourceDocument>,
    private readonly read: (id: DocumentId, from: number, to: number) => Promise<Chunk[]>,
    private readonly onReady: () => void,
  ) {
    database.onLoss(() => {
      this.index = undefined;
      this.follow();
    });
  }

  /** Nothing of the library is missing. */
  get hasAllWords(): boolean {
    return this.following === undefined && this.index !== undefined;
  }

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
      .catch(async (error) => {
        await this.database.giveUp(error);
      })
      .finally(() => {
        this.following = undefined;
        if (this.isStale) this.follow();
        else this.onReady();
      });
  }

  private ask<T>(question: (index: LexicalIndex) => T): T | undefined {
    try {
      return this.index && question(this.index);
    } catch (error) {
      void this.database.giveUp(error);
      return undefined;
    }
  }

  private async catchUp(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      this.index ??= new LexicalIndex(await this.database.open());
      const { index } = this;
      if (this.wanted.size === 0 && index.known().length > 0) index.clear();
      for (const id of index.known()) {
        if (stampOf(this.wanted.get(id)) !== index.documents.get(id)) index.remove(id);
      }
      for (const [id, document] of [...this.wanted]) {
        if (stampOf(document) !== undefined && !index.documents.has(id)) await this.addAll(id);
      }
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
