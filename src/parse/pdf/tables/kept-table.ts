import type { InnerTable, ParsedChunk } from '../../../core';
import { columnNames } from '../../columns';
import { type FoundRow, type FoundTable, named } from '.';

/** A table that ends above this fraction of the page's height does not go on with the next page. */
const footFrom = 0.75;

/** One that begins below it does not go on from the page before. */
const headTo = 0.25;

/** Columns of the same table differ by no more than this fraction of the page's width. */
const shift = 0.03;

type TableOnPage = FoundTable & { caption: { text: string } | undefined };

/** The tables of a PDF, page by page; one that goes on over a page's end stays one. */
export class KeptTables {
  readonly all: InnerTable[] = [];
  private last: { found: TableOnPage; page: number; isAtFoot: boolean } | undefined;

  /** Chunks of a table: one on the whole of it, where it begins, and one for each row. */
  chunksOf(found: TableOnPage, page: number, ordinal: number, isFirst: boolean): ParsedChunk[] {
    const going = isFirst ? this.goesOn(found, page) : undefined;
    this.last = { found, page, isAtFoot: found.box.y + found.box.height > footFrom };
    const { header, body } = named(found);
    if (going) {
      const rows = header && isSame(header, going.columns) ? body : found.rows;
      going.ranges.push([ordinal, rows.length]);
      return rows.map((row, i) => rowChunk(going, row, page, ordinal + i));
    }
    const columns = columnNames(header, found.columns.length);
    const name = found.caption?.text ?? `Table on page ${page}`;
    const table: InnerTable = { name, columns, ranges: [[ordinal + 1, body.length]] };
    this.all.push(table);
    const text = `${name} Columns: ${columns.join('; ')}`;
    const locator = { type: 'page' as const, page, box: found.box };
    return [
      { chunk: { ordinal, kind: 'table', locator, text }, embedText: text },
      ...body.map((row, i) => rowChunk(table, row, page, ordinal + 1 + i)),
    ];
  }

  /** The table of the page before, where this one is the rest of it. */
  private goesOn({ columns, caption, box }: TableOnPage, page: number): InnerTable | undefined {
    const { last } = this;
    if (!last?.isAtFoot || last.page !== page - 1 || caption || box.y > headTo) return undefined;
    const isAlike =
      columns.length === last.found.columns.length &&
      columns.every(([left], i) => Math.abs(left - last.found.columns[i]![0]) < shift);
    return isAlike ? this.all.at(-1) : undefined;
  }
}

const isSame = (header: readonly string[], columns: readonly string[]): boolean =>
  columnNames(header, columns.length).join('\n') === columns.join('\n');

function rowChunk(
  { name, columns }: InnerTable,
  { cells: values, box }: FoundRow,
  page: number,
  ordinal: number,
): ParsedChunk {
  const cells = columns.map((column, i) => ({ column, value: values[i] ?? '' }));
  const text = cells
    .filter(({ value }) => value !== '')
    .map(({ column, value }) => `${column}: ${value}`)
    .join('; ');
  const locator = { type: 'page' as const, page, box };
  return { chunk: { ordinal, kind: 'row', locator, text, heading: name, cells }, embedText: text };
}
