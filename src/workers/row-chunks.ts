import { type Chunk, type ColumnInfo, cellWords, type SqlValue } from '../core';

/** Rows of a SQL table as the preview shows them; see [Note: Rows of long tables]. */
export function rowChunks(
  columns: readonly ColumnInfo[],
  rows: readonly { row: number; values: SqlValue[] }[],
): Chunk[] {
  return rows.map(({ row, values }) => {
    const cells = columns.map((column, i) => {
      const value = values[i] ?? null;
      return { column: column.name, value: value === null ? '' : cellWords(value, column) };
    });
    const text = cells
      .filter(({ value }) => value !== '')
      .map(({ column, value }) => `${column}: ${value}`)
      .join('; ');
    return { ordinal: row, kind: 'row', locator: { type: 'row', row }, text, cells };
  });
}
