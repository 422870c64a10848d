import {
  type Cell,
  type DocumentIssue,
  issue,
  type Metadata,
  ordinalOfRow,
  type ParsedChunk,
  type ParseStep,
} from '../core';
import { batchesOf } from './batches';
import { ColumnSummary, columnNames, isHeader } from './columns';
import { openTable, readRows } from './table-rows';

/** Rows of one table that get an embedding, spread evenly over the whole of it. */
export const maxEmbeddedRows = 2000;

/** Rows of one table that are kept as chunks; see [Note: Rows of long tables]. */
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
  const facts = newFacts(source);
  for await (const rowCount of survey(source, facts)) {
    yield { phase: 'batch', chunks: [], done: 0, total: rowCount };
  }
  const { columns, rowCount } = facts;
  if (columns.length === 0) {
    const reason = issue('no-content', 'There is no row in this table.', 'Check the original.');
    return yield { phase: 'failed', issue: reason };
  }
  const names = columns.map((column) => column.name);
  const kept = Math.min(rowCount, maxKeptRows);
  const embedStep = Math.max(1, rowCount / maxEmbeddedRows);
  let row = 0;
  for await (const piece of source.rows()) {
    const chunks: ParsedChunk[] = [];
    for (const cells of piece) {
      const isEmbedded = Math.floor(row / embedStep) !== Math.floor((row - 1) / embedStep);
      row += 1;
      if (row <= kept || isEmbedded) {
        const ordinal = ordinalOfRow({ count: rowCount, kept }, row);
        chunks.push(rowChunk(names, cells, { row, ordinal, isEmbedded }));
      }
    }
    const rowOf = ({ chunk: { locator, ordinal } }: ParsedChunk) =>
      locator.type === 'row' ? locator.row : ordinal;
    yield* batchesOf(chunks, rowOf, rowCount);
  }
  const text = describeTable(name, facts);
  const locator = { type: 'table' as const };
  const chunk = { ordinal: kept, kind: 'table' as const, locator, text };
  yield { phase: 'batch', chunks: [{ chunk, embedText: text }], done: rowCount, total: rowCount };
  const shape: Metadata = { Rows: rowCount, Columns: columns.length };
  yield {
    phase: 'end',
    summary: { metadata: { ...shape, ...source.metadata }, warnings: warningsOf(facts, kept) },
  };
}

function newFacts({ header }: RowSource): TableFacts {
  const columns = columnNames(header, header?.length ?? 0).map((name) => new ColumnSummary(name));
  return { columns, rowCount: 0, raggedCount: 0, firstRagged: 0 };
}

/** Fills in the facts; gives the number of rows so far, a piece of the file at a time. */
async function* survey({ header, rows }: RowSource, facts: TableFacts): AsyncGenerator<number> {
  let width = header?.length ?? 0;
  for await (const piece of rows()) {
    for (const cells of piece) {
      facts.rowCount += 1;
      if (width === 0) width = cells.length;
      if (cells.length !== width) {
        facts.raggedCount += 1;
        facts.firstRagged ||= facts.rowCount;
      }
      if (cells.length > facts.columns.length) {
        const names = columnNames(header, cells.length);
        const added = names.slice(facts.columns.length);
        facts.columns.push(...added.map((name) => new ColumnSummary(name)));
      }
      for (const [i, cell] of cells.entries()) facts.columns[i]!.add(cell);
    }
    yield facts.rowCount;
  }
}

function rowChunk(
  names: string[],
  values: string[],
  { row, ordinal, isEmbedded }: { row: number; ordinal: number; isEmbedded: boolean },
): ParsedChunk {
  const cells: Cell[] = names.map((column, i) => ({ column, value: values[i]?.trim() ?? '' }));
  const text = cells
    .filter(({ value }) => value !== '')
    .map(({ column, value }) => `${column}: ${value}`)
    .join('; ');
  return {
    chunk: { ordinal, kind: 'row', locator: { type: 'row', row }, text, cells },
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
  if (rowCount > maxEmbeddedRows) warnings.push(issue('cut-short', coverage(rowCount, kept)));
  return warnings;
}

/** What can be found of a long table, and how. */
function coverage(rowCount: number, kept: number): string {
  const [all, words, meaning] = [rowCount, kept, maxEmbeddedRows].map((n) =>
    n.toLocaleString('en'),
  );
  const byWords = kept < rowCount ? `; search by words covers the first ${words}` : '';
  const questions = `Questions see all ${all} rows${byWords}`;
  return `${questions}; search by meaning covers ${meaning}, spread evenly.`;
}
