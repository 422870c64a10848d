import {
  type Chunk,
  type DocumentId,
  displayName,
  documentOfTable,
  type InnerTable,
  innerTable,
  innerTableId,
  type Progress,
  type Reading,
  readQueryText,
  type SourceDocument,
  type TableAnswer,
  type TableId,
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
  private readonly held = new Set<TableId>();
  private readonly failed = new Set<TableId>();

  /**
   * @param wanted all documents of the library, whatever their state
   * @param chunks of a document by ordinal, `from` included, `to` not
   * @param onReady told of each table that can be asked
   */
  constructor(
    private readonly database: DerivedDatabase,
    private readonly wanted: ReadonlyMap<DocumentId, SourceDocument>,
    private readonly chunks: (id: DocumentId, from: number, to: number) => Promise<Chunk[]>,
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
    const documents = [...this.wanted.values()];
    if (documents.some((one) => isTable(one) || innerTables(one).length > 0)) await this.open();
    return [...this.wanted.values()]
      .filter((document) => isTable(document) && !this.held.has(document.id))
      .map(({ id }) => id)
      .filter((id) => !this.failed.has(id));
  }

  /** Takes in the tables within documents, whose rows are kept as chunks. */
  async importInner(): Promise<void> {
    for (const document of [...this.wanted.values()]) {
      for (const [at, table] of innerTables(document).entries()) {
        const id = innerTableId(document.id, at);
        if (this.held.has(id) || this.failed.has(id)) continue;
        const name = `${displayName(document)}: ${table.name}`;
        await this.take(id, name, table.columns, this.rowsOf(document.id, table));
      }
    }
  }

  private async *rowsOf(id: DocumentId, { ranges }: InnerTable): AsyncGenerator<string[][]> {
    for (const [from, count] of ranges) {
      const chunks = await this.chunks(id, from, from + count);
      yield chunks.map(({ cells = [] }) => cells.map(({ value }) => value));
    }
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
      if (document && header) await this.take(id, displayName(document), header, rows, onProgress);
    } finally {
      await rows.return(undefined);
    }
  }

  private async take(
    id: TableId,
    name: string,
    header: string[],
    rows: AsyncIterable<string[][]>,
    onProgress?: (progress: Progress<'import'>) => void,
  ): Promise<void> {
    try {
      const store = await this.open();
      await store.add(id, name, header, this.whileWanted(id, rows), onProgress);
      this.held.add(id);
      this.onReady();
    } catch (error) {
      if (!this.isWanted(id)) return;
      // Without it the table is still searched, by words and by meaning.
      console.error(error);
      if (!isOfDatabase(error) || !(await this.database.giveUp(error))) this.failed.add(id);
    }
  }

  private async *whileWanted(id: TableId, rows: AsyncIterable<string[][]>) {
    for await (const batch of rows) {
      if (!this.isWanted(id)) throw new Error('the document was removed');
      yield batch;
    }
    if (!this.isWanted(id)) throw new Error('the document was removed');
  }

  private isWanted(id: TableId): boolean {
    const document = this.wanted.get(documentOfTable(id));
    return document !== undefined && (isTable(document) || innerTable(document, id) !== undefined);
  }

  /** Rows as chunks, `from` included, `to` not, counted from 1; for those that are not kept as such. */
  async rows(id: DocumentId, from: number, to: number): Promise<Chunk[]> {
    if (!this.held.has(id)) return [];
    const store = await this.open();
    const columns = store.tables().find(({ tableId }) => tableId === id)?.columns ?? [];
    const numbers = Array.from({ length: to - from }, (_, i) => from + i);
    return rowChunks(columns, store.rows(id, numbers));
  }

  /** The library has changed. */
  forgetGone(opened?: TableStore): void {
    for (const id of this.held) {
      if (this.isWanted(id)) continue;
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
    const info = store.tables().find(({ tableId }) => tableId === reading.tableId);
    if (!answer || !info) return undefined;
    const rows = store.rows(reading.tableId, answer.rowNumbers.slice(0, maxShownRows));
    return { ...answer, name: info.name, allColumns: info.columns, rows };
  }

  /** Typed values of rows, in column order. */
  async typedRows(id: TableId, rowNumbers: number[]): Promise<TableAnswer['rows']> {
    return (await this.open()).rows(id, rowNumbers);
  }

  private open(): Promise<TableStore> {
    this.store ??= this.database.open().then((database) => {
      const store = new TableStore(database);
      for (const { tableId } of store.tables()) this.held.add(tableId);
      this.forgetGone(store);
      if (this.held.size > 0) this.onReady();
      return store;
    });
    return this.store;
  }
}

/** Those within a document. */
const innerTables = ({ state }: SourceDocument): readonly InnerTable[] =>
  (state.phase === 'ready' && state.tables) || [];

/** Known by its format at once; of JSON only the reader can tell. */
function isTable(document: SourceDocument | undefined): boolean {
  if (document?.state.phase === 'waiting') return document.kind === 'table';
  return document?.state.phase === 'ready' && 'Rows' in document.state.metadata;
}
