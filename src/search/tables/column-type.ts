import { type DateOrder, orderOf, parseDateCell } from './dates';
import { type DecimalMark, parseNumberCell } from './numbers';
import type { ColumnType, SqlValue } from './types';
import { convert, isCurrency, splitUnit, unitOf } from './units';

/** A column takes a type when at least this share of its filled cells reads as it. */
const minShare = 0.95;

/** What people write for nothing, in columns that are not text. */
const nothing = /^(n\/?a|na|null|none|nan|nil|unknown|-+|–|—|\?|\.)$/i;

const truths: Record<string, number> = { true: 1, false: 0, yes: 1, no: 0, y: 1, n: 0 };

/** How the cells of one column are read. */
export interface ColumnFormat {
  type: ColumnType;
  mark: DecimalMark;
  order: DateOrder;
  /** No cell has told yet whether the day or the month comes first. */
  isOrderOpen: boolean;
  unit?: string;
}

const plain: ColumnFormat = {
  type: 'text',
  mark: 'point',
  order: 'month-first',
  isOrderOpen: true,
};

/** The format of a column by a sample of its cells. */
export function inferFormat(name: string, cells: readonly string[]): ColumnFormat {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const known = filled.filter((cell) => !nothing.test(cell));
  if (known.length === 0) return { ...plain, type: filled.length === 0 ? 'empty' : 'text' };
  const enough = known.length * minShare;
  if (known.every((cell) => Object.hasOwn(truths, cell.toLowerCase()))) {
    return { ...plain, type: 'boolean' };
  }
  return numberFormat(name, known, enough) ?? dateFormat(known, enough) ?? { ...plain };
}

function numberFormat(name: string, cells: string[], enough: number): ColumnFormat | undefined {
  const read = (mark: DecimalMark) =>
    cells.map((cell) => parseNumberCell(cell, mark)).filter((number) => number !== undefined);
  const [points, commas] = [read('point'), read('comma')];
  const [mark, numbers] =
    commas.length > points.length ? (['comma', commas] as const) : (['point', points] as const);
  if (numbers.length < enough) return undefined;
  const written = numbers.map(({ unit }) => unit).filter((unit) => unit !== undefined);
  const named = splitUnit(name).unit;
  if (written.length === 0)
    return { ...plain, type: 'number', mark, ...(named && { unit: named }) };
  const counts = new Map<string | undefined, number>();
  for (const spelling of written) {
    const unit = unitOf(spelling);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  const [unit, count] = [...counts].sort(([, a], [, b]) => b - a)[0]!;
  const alike = [...counts].filter(([other]) => other === unit || isConvertible(other, unit));
  const fitting = alike.reduce((sum, [, n]) => sum + n, 0) + numbers.length - written.length;
  // Codes such as "12 A" have no unit, and two currencies in one column cannot be compared.
  if (!unit || count === 0 || fitting < enough) return undefined;
  if (isCurrency(unit) && counts.size > 1) return undefined;
  return { ...plain, type: 'number', mark, unit };
}

function isConvertible(from: string | undefined, to: string | undefined): boolean {
  return from !== undefined && to !== undefined && convert(1, from, to) !== undefined;
}

function dateFormat(cells: string[], enough: number): ColumnFormat | undefined {
  const told = cells.map(orderOf).filter((order) => order !== undefined);
  const dayFirst = told.filter((order) => order === 'day-first').length;
  const order = dayFirst * 2 > told.length ? 'day-first' : 'month-first';
  const dates = cells.map((cell) => parseDateCell(cell, order)).filter((d) => d !== undefined);
  if (dates.length < enough) return undefined;
  return { ...plain, type: 'date', order, isOrderOpen: told.length === 0 };
}

/** @returns the cell's value, null where it is empty, undefined where it is not of the type */
export function readCell(cell: string, format: ColumnFormat): SqlValue | undefined {
  const text = cell.trim();
  if (text === '') return null;
  switch (format.type) {
    case 'text':
      return text;
    case 'empty':
      return undefined;
    case 'number': {
      const number = parseNumberCell(text, format.mark);
      const value = number && inUnit(number.value, number.unit, format.unit);
      return value ?? missing(text);
    }
    case 'date':
      return parseDateCell(text, format.order) ?? missing(text);
    case 'boolean': {
      const lower = text.toLowerCase();
      return Object.hasOwn(truths, lower) ? truths[lower] : missing(text);
    }
  }
}

function inUnit(value: number, spelling: string | undefined, unit: string | undefined) {
  if (spelling === undefined) return value;
  const own = unitOf(spelling);
  return own && unit ? convert(value, own, unit) : undefined;
}

function missing(text: string): null | undefined {
  return nothing.test(text) ? null : undefined;
}
