import type { Progress } from '../../core';
import type { Database } from '../database';
import { ColumnImport, type Revision } from './column-import';
import { inferFormat } from './column-type';
import { columnNames, quoted, rowColumn, schema, uniqueName } from './sql-names';
import type { SqlValue } from './types';

/** Rows read before the columns' types are decided. */
const sampleRows = 5000;

/** SQLite's limit is 2000 columns; one is the row's number. */
export const maxColumns = 1999;

const rowsPerTransaction = 10_000;

/** Columns of more distinct values than fit in memory get an index in SQLite, so many at most. */
const maxIndexed = 6;
const maxIndexedLength = 60;

export type RowBatches = Iterable<string[][]> | AsyncIterable<string[][]>;

export interface ImportedTable {
  columns: ColumnImport[];
  /** Those with an index of their values in SQLite. */
  indexed: ReadonlySet<ColumnImport>;
  rowCount: number;
  columnsLeftOut: number;
}

/**
 * Creates the table and fills it, a transaction per batch. Types follow from the first rows and
 * are revised when later rows speak against them.
 *
 * @param table SQL name, not quoted, not yet taken
 */
export async function importRows(
  db: Database,
  table: string,
  header: readonly string[],
  batches: RowBatches,
  onProgress: (progress: Progress<'import'>) => void = () => {},
): Promise<ImportedTable> {
  let sample: string[][] | undefined = [];
  let writer: TableWriter | undefined;
  const flush = () => {
    writer = new TableWriter(db, table, header, sample!);
    writer.write(sample!);
    sample = undefined;
  };
  try {
    for await (const batch of batches) {
      if (sample) {
        for (const row of batch) sample.push(row);
        if (sample.length >= sampleRows) flush();
      } else writer!.write(batch);
      onProgress({ phase: 'import', done: writer?.rowCount ?? sample!.length, total: 0 });
    }
    if (!writer) flush();
    return writer!.end();
  } finally {
    writer?.close();
  }
}

class TableWriter {
  rowCount = 0;
  private columnsLeftOut = 0;
  private readonly columns: ColumnImport[] = [];
  private readonly indexed = new Set<ColumnImport>();
  private readonly taken = new Set([rowColumn, 'rowid', 'oid', '_rowid_']);
  private readonly target: string;
  private insert: ReturnType<Database['prepare']> | undefined;

  constructor(
    private readonly db: Database,
    private readonly table: string,
    private readonly header: readonly string[],
    sample: string[][],
  ) {
    this.target = `${schema}.${quoted(table)}`;
    this.widen(sample, Math.max(1, header.length));
  }

  /** Adds the columns that a batch has more than the table. */
  private widen(batch: string[][], least: number): void {
    const wanted = batch.reduce((width, row) => Math.max(width, row.length), least);
    const width = Math.min(wanted, maxColumns);
    this.columnsLeftOut = Math.max(this.columnsLeftOut, wanted - width);
    if (width <= this.columns.length && this.insert) return;
    const names = columnNames(this.header, width);
    for (let i = this.columns.length; i < width; i++) {
      const cells = batch.map((row) => row[i] ?? '');
      const sqlName = uniqueName(names[i]!, this.taken);
      this.columns.push(new ColumnImport(i, names[i]!, sqlName, inferFormat(names[i]!, cells)));
      if (this.insert) this.db.exec(`ALTER TABLE ${this.target} ADD COLUMN ${quoted(sqlName)}`);
    }
    if (this.insert) this.insert.finalize();
    else this.create();
    const marks = Array.from({ length: width + 1 }, () => '?').join(', ');
    this.insert = this.db.prepare(`INSERT INTO ${this.target} VALUES (${marks})`);
  }

  /** Without types, so that SQLite converts nothing: what is bound is what is stored. */
  private create(): void {
    const columns = this.columns.map(({ sqlName }) => quoted(sqlName)).join(', ');
    this.db.exec(
      `CREATE TABLE ${this.target} (${quoted(rowColumn)} INTEGER PRIMARY KEY, ${columns})`,
    );
  }

  write(batch: string[][]): void {
    for (let from = 0; from < batch.length; from += rowsPerTransaction) {
      const rows = batch.slice(from, from + rowsPerTransaction);
      this.widen(rows, 0);
      this.db.transaction(() => this.insertRows(rows));
      for (const column of this.columns) {
        this.revise(column);
        this.addIndex(column);
      }
    }
  }

  /** As soon as the column is known to need one: made at the end, it would halt everything. */
  private addIndex(column: ColumnImport): void {
    if (column.format.type !== 'text' || column.counts || this.indexed.has(column)) return;
    const isLong = column.textLength > this.rowCount * maxIndexedLength;
    if (this.indexed.size >= maxIndexed || isLong) return;
    this.indexed.add(column);
    const name = quoted(`${this.table} ${column.sqlName} values`);
    this.db.exec(
      `CREATE INDEX ${schema}.${name} ON ${quoted(this.table)} (${quoted(column.sqlName)} COLLATE NOCASE)`,
    );
  }

  private insertRows(rows: string[][]): void {
    const { columns, insert } = this;
    const values: SqlValue[] = new Array(columns.length + 1).fill(null);
    for (const cells of rows) {
      this.rowCount += 1;
      values[0] = this.rowCount;
      for (let i = 0; i < columns.length; i++) {
        values[i + 1] = columns[i]!.read(cells[i], this.rowCount);
      }
      insert!.bind(values).stepReset();
    }
  }

  private revise(column: ColumnImport): void {
    const revision = column.revise();
    if (!revision) return;
    this.db.transaction(() => {
      this.convert(column, revision);
      const set = this.db.prepare(
        `UPDATE ${this.target} SET ${quoted(column.sqlName)} = ? WHERE ${quoted(rowColumn)} = ?`,
      );
      for (const { row, value } of column.rereadMisfits()) set.bind([value, row]).stepReset();
      set.finalize();
    });
  }

  private convert(column: ColumnImport, revision: Revision): void {
    if (revision.type === 'values') return;
    const name = quoted(column.sqlName);
    const booleans = `CASE ${name} WHEN 1 THEN 'yes' ELSE 'no' END`;
    const text =
      revision.type === 'to-text' && revision.wasBoolean ? booleans : `CAST(${name} AS TEXT)`;
    const swapped = `substr(${name}, 1, 5) || substr(${name}, 9, 2) || '-' || substr(${name}, 6, 2) || substr(${name}, 11)`;
    const changed =
      revision.type === 'to-text'
        ? `${name} = ${text} WHERE ${name} IS NOT NULL`
        : `${name} = ${swapped} WHERE CAST(substr(${name}, 9, 2) AS INTEGER) <= 12`;
    this.db.exec(`UPDATE ${this.target} SET ${changed}`);
    const stored = this.db.prepare(`SELECT ${name} FROM ${this.target} WHERE ${name} IS NOT NULL`);
    while (stored.step()) column.renote(stored.get(0) as string);
    stored.finalize();
  }

  end(): ImportedTable {
    return {
      columns: this.columns,
      indexed: this.indexed,
      rowCount: this.rowCount,
      columnsLeftOut: this.columnsLeftOut,
    };
  }

  close(): void {
    this.insert?.finalize();
    this.insert = undefined;
  }
}
