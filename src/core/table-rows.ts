import type { SourceDocument } from './document';
import type { ColumnInfo, SqlValue } from './table-reading';

/**
 * [Note: Rows of long tables] The first rows of a table are kept as chunks, ordinals from 0, and
 * after them stands one chunk on the whole table. Further rows are only in SQL; they take the
 * ordinals after that chunk, so that every row has an address.
 */
export interface TableRows {
  /** Of the whole table. */
  count: number;
  /** Rows that are chunks. */
  kept: number;
}

/** Undefined where the document is no table, or not ready. */
export function tableRows({ state }: SourceDocument): TableRows | undefined {
  if (state.phase !== 'ready' || typeof state.metadata.Rows !== 'number') return undefined;
  return { count: state.metadata.Rows, kept: Math.max(0, state.chunkCount - 1) };
}

/** @param row counted from 1 */
export function ordinalOfRow({ kept }: TableRows, row: number): number {
  return row <= kept ? row - 1 : row;
}

/** A value of a column, as a person writes it: a year has no comma, true is yes. */
export function cellWords(value: SqlValue, { type, unit, isYear }: ColumnInfo): string {
  if (type === 'boolean' && value !== null) return value === 1 ? 'yes' : 'no';
  return isYear && value !== null ? String(value) : valueWords(value, unit);
}

/** A value with its unit. */
export function valueWords(value: SqlValue, unit?: string, maximumFractionDigits = 6): string {
  if (value === null) return '–';
  if (typeof value !== 'number') return value;
  const options: Intl.NumberFormatOptions = { maximumFractionDigits };
  if (unit && /^[A-Z]{3}$/.test(unit)) {
    return value.toLocaleString('en', { ...options, style: 'currency', currency: unit });
  }
  const number = value.toLocaleString('en', options);
  if (unit === '%') return `${number} %`;
  return unit ? `${number} ${unit}` : number;
}
