import { typeOfCell } from '../../columns';
import type { FoundRow, FoundTable } from './found-table';

/** Rows that a header may have. */
const maxHeaderRows = 3;

/** Splits a table into the names of its columns, a heading over several with each of them, and its rows. */
export function named({ rows, columns, rowsAboveRule }: FoundTable): {
  header: string[] | undefined;
  body: FoundRow[];
} {
  const count = headerRows(rows, rowsAboveRule);
  if (count === 0) return { header: undefined, body: rows };
  const head = rows.slice(0, count);
  const header = columns.map((_, i) =>
    head
      .map((row) => over(row, i, columns.length))
      .filter((name, at, names) => name !== '' && names.indexOf(name) === at)
      .join(' '),
  );
  return { header, body: rows.slice(count) };
}

/** The cell above a column, also one that begins further to the left; not a title of all of them. */
function over({ cells, spans }: FoundRow, column: number, count: number): string {
  if (spans.some(([from, to]) => from === 0 && to === count - 1)) return '';
  const span = spans.find(([from, to]) => from <= column && column <= to);
  return cells[span ? span[0] : column] ?? '';
}

function headerRows(rows: readonly FoundRow[], aboveRule: number | undefined): number {
  const most = Math.min(maxHeaderRows, rows.length - 1);
  if (most < 1) return 0;
  if (aboveRule !== undefined && aboveRule <= most) return aboveRule;
  let count = 0;
  // A heading over several columns has the names of these below it.
  while (count < most && rows[count]!.spans.length > 0) count += 1;
  return count < most && isHeading(rows, count) ? count + 1 : count;
}

/** Set in a font of its own, or all words. */
function isHeading(rows: readonly FoundRow[], at: number): boolean {
  const row = rows[at]!;
  const below = new Set(rows.slice(at + 1).flatMap(({ fonts }) => [...fonts]));
  const isOwnFont = row.fonts.size > 0 && [...row.fonts].every((font) => !below.has(font));
  const isValue = (cell: string) => !['text', 'empty'].includes(typeOfCell(cell));
  return isOwnFont || !row.cells.some(isValue);
}
