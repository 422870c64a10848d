import {
  type Cell,
  type DocumentIssue,
  issue,
  type Metadata,
  type ParsedChunk,
  type ParseStep,
} from '../core';
import { batchesOf } from './batches';
import { ColumnSummary, columnNames, isHeader } from './columns';
import { openTable, readRows } from './table-rows';

/** Rows of one table that get an embedding, spread evenly over it. All rows are kept. */
export const maxEmbeddedRows = 2000;

/** Rows of one table that are kept. */
export const maxKeptRows = 200_000;

/** A table that can be read as often as needed, without holding all of it. */
export interface RowSource {
  /** Undefined where the columns have no names. */
  header: string[] | undefined;
  rows: () => AsyncGenerator<string[][]>;
  metadata: Metadata;
}

export async function* parseCsv(file: Blob, name: string): AsyncGenerator<ParseStep> {
  const source = await openCsv(file);
  if (source) return yield* tableSteps(source, name);
  const reason = issue('corrupt', 'This file is not a readable table.', 'Check the original.');
  yield { phase: 'failed', issue: reason };
}

/** Undefined where the file is no text. */
export async function openCsv(file: Blob): Promise<RowSource | undefined> {
  const table = await openTable(file);
  if (!table) return undefined;
  const firstRows: string[][] = [];
  for await (const rows of readRows(file, table)) {
    firstRows.push(...rows.slice(0, 2));
    if (firstRows.length > 1) break;
  }
  const [first, second] = firstRows;
  const header = first && isHeader(first, second) ? first : undefined;
  const rows = async function* () {
    let skip = header ? 1 : 0;
    for await (const piece of readRows(file, table)) {
      yield piece.slice(skip);
      if (piece.length > 0) skip = 0;
    }
  };
  const delimiter = table.delimiter === '\t' ? 'tab' : table.delimiter;
  return { header, rows, metadata: { Delimiter: delimiter, Encoding: table.encoding } };
}

interface TableFacts {
  columns: ColumnSummary[];
  rowCount: number;
  raggedCount: number;
  firstRagged: number;
}

/** Reads the table once for its facts and once for its rows; the chunk on the whole comes last. */
export async function* tableSteps(source: RowSource, name: string): AsyncGenerator<ParseStep> {
  const facts = await survey(source);
  const { columns, rowCount } = facts;
  if (columns.length === 0) {
    const reason = issue('no-content', 'There is no row in this table.', 'Check the original.');
    return yield { phase: 'failed', issue: reason };
  }
  const names = columns.map((column) => column.name);
  const kept = Math.min(rowCount, maxKeptRows);
  const embedStep = Math.max(1, kept / maxEmbeddedRows);
  let row = 0;
  for await (const piece of source.rows()) {
    const chunks = piece.slice(0, Math.max(0, kept - row)).map((cells) => {
      const isEmbedded = Math.floor(row / embedStep) !== Math.floor((row - 1) / embedStep);
      row += 1;
      return rowChunk(names, cells, row, isEmbedded);
    });
    yield* batchesOf(chunks, ({ chunk }) => chunk.ordinal + 1, kept);
  }
  const text = describeTable(name, facts);
  const chunk = { ordinal: row, kind: 'table' as const, locator: { type: 'table' as const }, text };
  yield { phase: 'batch', chunks: [{ chunk, embedText: text }], done: kept, total: kept };
  const shape: Metadata = { Rows: rowCount, Columns: columns.length };
  yield {
    phase: 'end',
    summary: { metadata: { ...shape, ...source.metadata }, warnings: warningsOf(facts, kept) },
  };
}

async function survey({ header, rows }: RowSource): Promise<TableFacts> {
  const facts: TableFacts = { columns: [], rowCount: 0, raggedCount: 0, firstRagged: 0 };
  let width = header?.length ?? 0;
  let names = columnNames(header, width);
  facts.columns = names.map((name) => new ColumnSummary(name));
  for await (const piece of rows()) {
    for (const cells of piece) {
      facts.rowCount += 1;
      if (width === 0) width = cells.length;
      if (cells.length !== width) {
        facts.raggedCount += 1;
        facts.firstRagged ||= facts.rowCount;
      }
      if (cells.length > facts.columns.length) {
        names = columnNames(header, cells.length);
        const added = names.slice(facts.columns.length);
        facts.columns.push(...added.map((name) => new ColumnSummary(name)));
      }
      for (const [i, cell] of cells.entries()) facts.columns[i]!.add(cell);
    }
  }
  return facts;
}

function rowChunk(
  names: string[],
  values: string[],
  row: number,
  isEmbedded: boolean,
): ParsedChunk {
  const cells: Cell[] = names.map((column, i) => ({ column, value: values[i]?.trim() ?? '' }));
  const text = cells
    .filter(({ value }) => value !== '')
    .map(({ column, value }) => `${column}: ${value}`)
    .join('; ');
  return {
    chunk: { ordinal: row - 1, kind: 'row', locator: { type: 'row', row }, text, cells },
    ...(isEmbedded && { embedText: text.slice(0, 1500) }),
  };
}

function describeTable(name: string, { columns, rowCount }: TableFacts): string {
  const title = name.replace(/\.\w+$/, '').replace(/[-_]+/g, ' ');
  const parts = columns.slice(0, 40).map((column) => column.describe());
  return `Table ${title}, ${rowCount} rows. Columns: ${parts.join('; ')}`;
}

function warningsOf(facts: TableFacts, kept: number): DocumentIssue[] {
  const { rowCount, raggedCount, firstRagged } = facts;
  const warnings: DocumentIssue[] = [];
  if (rowCount === 0) {
    warnings.push(issue('no-content', 'This table has column names but no rows.'));
  }
  if (raggedCount > 0) {
    const rows = raggedCount === 1 ? '1 row has' : `${raggedCount} rows have`;
    warnings.push(
      issue(
        'ragged-rows',
        `${rows} more or fewer cells than the others, first row ${firstRagged}.`,
        'Missing cells count as empty; further ones are kept in columns of their own.',
      ),
    );
  }
  if (kept < rowCount) {
    const message = `Only the first ${kept.toLocaleString('en')} of ${rowCount.toLocaleString('en')} rows are kept.`;
    warnings.push(issue('cut-short', message, 'Split the table to have all of it.'));
  }
  if (kept > maxEmbeddedRows) {
    const message = `Search by meaning covers ${maxEmbeddedRows.toLocaleString('en')} rows, spread evenly over the table.`;
    warnings.push(issue('cut-short', message));
  }
  return warnings;
}
