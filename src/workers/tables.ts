import {
  type Chunk,
  type DocumentId,
  displayName,
  type Progress,
  type Reading,
  readQueryText,
  type SourceDocument,
  type TableAnswer,
} from '../core';
import { type ColumnSimilarity, readQuestion, TableStore } from '../search';
import type { DerivedDatabase } from './derived-database';
import { rowChunks } from './row-chunks';
import { receiveRows } from './row-port';

/** Rows of an answer that are shown. */
const maxShownRows = 50;

/** Where it goes wrong with the database itself: full, damaged, or gone. */
const isOfDatabase = (error: unknown) => error instanceof Error && error.name === 'SQLite3Error';

/** Tables of the library as SQL, so that questions about numbers have exact answers. */
export class Tables {
  private store: Promise<TableStore> | undefined;
  private readonly held = new Set<DocumentId>();
  private readonly failed = new Set<DocumentId>();

  /**
   * @param wanted all documents of the library, whatever their state
   * @param onReady told of each table that can be asked
   */
  constructor(
    private readonly database: DerivedDatabase,
    private readonly wanted: ReadonlyMap<DocumentId, SourceDocument>,
    private readonly onReady: () => void,
  ) {
    database.onLoss(() => {
      this.store = undefined;
      this.held.clear();
      this.onReady();
    });
  }

  get count(): number {
    return this.held.size;
  }

  /** Tables that are in the library and not here yet. */
  async missing(): Promise<DocumentId[]> {
    // A library without tables needs no database for them.
    if ([...this.wanted.values()].some(isTable)) await this.open();
    return [...this.wanted.values()]
      .filter((document) => isTable(document) && !this.held.has(document.id))
      .map(({ id }) => id)
      .filter((id) => !this.failed.has(id));
  }

  /**
   * Ends early, with nothing kept, where the document is removed meanwhile.
   *
   * @param port gives the names of the columns as its first row, then the rows
   */
  async import(
    id: DocumentId,
    port: MessagePort,
    onProgress: (progress: Progress<'import'>) => void,
  ): Promise<void> {
    const rows = receiveRows(port);
    try {
      const document = this.wanted.get(id);
      const header = (await rows.next()).value?.[0];
      if (!document || !header) return;
      const store = await this.open();
      await store.add(id, displayName(document), header, this.whileWanted(id, rows), onProgress);
      this.held.add(id);
      this.onReady();
    } catch (error) {
      if (!isTable(this.wanted.get(id))) return;
      // Without it the table is still searched, by words and by meaning.
      console.error(error);
      if (!isOfDatabase(error) || !(await this.database.giveUp(error))) this.failed.add(id);
    } finally {
      await rows.return(undefined);
    }
  }

  private async *whileWanted(id: DocumentId, rows: AsyncIterable<string[][]>) {
    for await (const batch of rows) {
      if (!isTable(this.wanted.get(id))) throw new Error('the document was removed');
      yield batch;
    }
    if (!isTable(this.wanted.get(id))) throw new Error('the document was removed');
  }

  /** Rows as chunks, `from` included, `to` not, counted from 1; for those that are not kept as such. */
  async rows(id: DocumentId, from: number, to: number): Promise<Chunk[]> {
    if (!this.held.has(id)) return [];
    const store = await this.open();
    const columns = store.tables().find(({ documentId }) => documentId === id)?.columns ?? [];
    const numbers = Array.from({ length: to - from }, (_, i) => from + i);
    return rowChunks(columns, store.rows(id, numbers));
  }

  /** The library has changed. */
  forgetGone(opened?: TableStore): void {
    for (const id of this.held) {
      if (isTable(this.wanted.get(id))) continue;
      this.held.delete(id);
      if (opened) opened.remove(id);
      else void this.store?.then((store) => store.remove(id));
    }
  }

  /** A query as a question to a table; undefined where it is none. */
  async read(text: string, similarity: ColumnSimilarity): Promise<Reading | undefined> {
    if (this.held.size === 0) return undefined;
    const store = await this.open();
    return readQuestion(readQueryText(text).meaning, store.sources(), similarity);
  }

  async answer(reading: Reading): Promise<TableAnswer | undefined> {
    const store = await this.open();
    const answer = store.answer(reading);
    const info = store.tables().find(({ documentId }) => documentId === reading.documentId);
    if (!answer || !info) return undefined;
    const rows = store.rows(reading.documentId, answer.rowNumbers.slice(0, maxShownRows));
    return { ...answer, name: info.name, allColumns: info.columns, rows };
  }

  /** Typed values of rows, in column order. */
  async typedRows(id: DocumentId, rowNumbers: number[]): Promise<TableAnswer['rows']> {
    return (await this.open()).rows(id, rowNumbers);
  }

  private open(): Promise<TableStore> {
    this.store ??= this.database.open().then((database) => {
      const store = new TableStore(database);
      for (const { documentId } of store.tables()) this.held.add(documentId);
      this.forgetGone(store);
      if (this.held.size > 0) this.onReady();
      return store;
    });
    return this.store;
  }
}

/** Known by its format at once; of JSON only the reader can tell. */
function isTable(document: SourceDocument | undefined): boolean {
  if (document?.state.phase === 'waiting') return document.kind === 'table';
  return document?.state.phase === 'ready' && 'Rows' in document.state.metadata;
}
