import type { Progress, TableId } from '../../core';
import type { Database } from '../database';
import { answer } from './answer';
import { forgetTable, keepFacts, keptTables } from './kept-tables';
import { quoted, rowColumn, schema, uniqueName } from './sql-names';
import { importRows, type RowBatches } from './table-import';
import type { Answer, Reading, SqlValue, TableInfo, TableSource } from './types';
import { knownValues, ValueIndex } from './value-index';

interface Held {
  info: TableInfo;
  values: ValueIndex;
}

/** Every table of the library as typed SQL, in a schema of its own beside the full-text index. */
export class TableStore {
  private readonly held = new Map<TableId, Held>();

  /** In lower case, also of tables still being imported. */
  private readonly names = new Set<string>();

  /** Takes up what the database has from before. */
  constructor(private readonly db: Database) {
    for (const { info, values } of keptTables(db, this.names)) {
      this.names.add(info.sqlName.toLowerCase());
      const index = new ValueIndex(db, info.sqlName, values);
      this.held.set(info.tableId, { info, values: index });
    }
  }

  /**
   * Imports a table; one the document had before is replaced.
   *
   * @param header names of the columns; empty where the file has none
   * @param rows without the header; short rows end in empty cells
   * @throws what `rows` throws; nothing of the table is left then
   */
  async add(
    tableId: TableId,
    name: string,
    header: string[],
    rows: RowBatches,
    onProgress?: (progress: Progress<'import'>) => void,
  ): Promise<TableInfo> {
    this.remove(tableId);
    const sqlName = uniqueName(name, this.names);
    try {
      const table = await importRows(this.db, sqlName, header, rows, onProgress);
      const { rowCount, columnsLeftOut } = table;
      const columns = table.columns.map((column) => column.info);
      const info = { tableId, name, sqlName, rowCount, columns, columnsLeftOut };
      const known = knownValues(table);
      this.remove(tableId);
      keepFacts(this.db, { info, values: known });
      this.held.set(tableId, { info, values: new ValueIndex(this.db, sqlName, known) });
      return info;
    } catch (error) {
      this.drop(sqlName);
      throw error;
    }
  }

  remove(tableId: TableId): void {
    const held = this.held.get(tableId);
    if (!held) return;
    this.held.delete(tableId);
    this.drop(held.info.sqlName);
  }

  tables(): TableInfo[] {
    return [...this.held.values()].map(({ info }) => info);
  }

  /** What `readQuestion` reads for; only those documents where named. */
  sources(tableIds?: ReadonlySet<TableId>): TableSource[] {
    return [...this.held.values()]
      .filter(({ info }) => !tableIds || tableIds.has(info.tableId))
      .map(({ info, values }) => ({
        info,
        findValues: (phrases) => values.find(phrases),
        nearValue: (word) => values.near(word),
      }));
  }

  /** Undefined where the table is not, or no longer, there. */
  answer(reading: Reading): Answer | undefined {
    const held = this.held.get(reading.tableId);
    return held && answer(this.db, held.info, reading.parts);
  }

  /** Typed values of rows, in column order; rows that are not there are left out. */
  rows(tableId: TableId, rowNumbers: number[]): { row: number; values: SqlValue[] }[] {
    const held = this.held.get(tableId);
    if (!held) return [];
    const select = this.db.prepare(
      `SELECT * FROM ${schema}.${quoted(held.info.sqlName)} WHERE ${quoted(rowColumn)} = ?`,
    );
    const found: { row: number; values: SqlValue[] }[] = [];
    for (const row of rowNumbers) {
      if (select.bind(1, row).step())
        found.push({ row, values: select.get([]).slice(1) as SqlValue[] });
      select.reset();
    }
    select.finalize();
    return found;
  }

  private drop(sqlName: string): void {
    forgetTable(this.db, sqlName);
    this.names.delete(sqlName.toLowerCase());
  }
}
