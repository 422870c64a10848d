import {
  type DocumentId,
  displayName,
  type Reading,
  readQueryText,
  type SourceDocument,
  type TableAnswer,
} from '../core';
import { type ColumnSimilarity, readQuestion, TableStore } from '../search';
import type { DerivedDatabase } from './derived-database';
import { receiveRows } from './row-port';

/** Rows of an answer that are shown. */
const maxShownRows = 50;

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
  missing(): DocumentId[] {
    return [...this.wanted.values()]
      .filter((document) => isTable(document) && !this.held.has(document.id))
      .map(({ id }) => id)
      .filter((id) => !this.failed.has(id));
  }

  /** @param port gives the names of the columns as its first row, then the rows */
  async import(id: DocumentId, port: MessagePort): Promise<void> {
    const rows = receiveRows(port);
    try {
      const document = this.wanted.get(id);
      const header = (await rows.next()).value?.[0];
      if (!document || !header) return;
      const store = await this.open();
      await store.add(id, displayName(document), header, rows);
      this.held.add(id);
      if (!isTable(this.wanted.get(id))) this.forgetGone();
      this.onReady();
    } catch (error) {
      // Without it the table is still searched, by words and by meaning.
      console.error(error);
      this.failed.add(id);
    } finally {
      await rows.return(undefined);
    }
  }

  /** The library has changed. */
  forgetGone(): void {
    for (const id of this.held) {
      if (isTable(this.wanted.get(id))) continue;
      this.held.delete(id);
      void this.store?.then((store) => store.remove(id));
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

  private open(): Promise<TableStore> {
    this.store ??= this.database.open().then((database) => new TableStore(database));
    return this.store;
  }
}

function isTable(document: SourceDocument | undefined): boolean {
  return document?.state.phase === 'ready' && 'Rows' in document.state.metadata;
}
