import { type ColumnFormat, inferFormat, readCell } from './column-type';
import { orderOf } from './dates';
import type { ColumnInfo, DatePrecision, SqlValue } from './types';

/** Text columns with more distinct values are looked up in SQLite instead. */
export const maxDistinct = 20_000;

/** More cells than this share of the filled ones that do not fit, and the column is text. */
const maxMisfitShare = 0.05;

/** What has to be done to the rows already in the table once a column is understood better. */
export type Revision =
  | { type: 'to-text'; wasBoolean: boolean }
  | { type: 'swap-day-and-month' }
  | { type: 'values' };

interface Misfit {
  row: number;
  text: string;
}

/** One column on its way into SQLite: its format, and what its cells come to. */
export class ColumnImport {
  misfits: Misfit[] = [];
  private filled = 0;
  private min: SqlValue = null;
  private max: SqlValue = null;
  private isInteger = true;
  private finest: DatePrecision = 'year';
  private isTurned = false;
  /** Values with the number of their cells; undefined above `maxDistinct`. */
  counts: Map<string, number> | undefined = new Map();
  textLength = 0;

  constructor(
    readonly index: number,
    readonly name: string,
    readonly sqlName: string,
    public format: ColumnFormat,
  ) {}

  read(cell: string | undefined, row: number): SqlValue {
    if (cell === undefined) return null;
    const value = readCell(cell, this.format);
    if (value === undefined) {
      this.filled += 1;
      const text = cell.trim();
      if (this.format.type === 'date') this.noteOrder(text);
      this.misfits.push({ row, text });
      return null;
    }
    if (value !== null) {
      if (this.format.isOrderOpen && this.format.type === 'date') this.noteOrder(cell.trim());
      this.filled += 1;
      this.note(value);
    }
    return value;
  }

  private noteOrder(cell: string): void {
    const order = this.format.isOrderOpen ? orderOf(cell) : undefined;
    if (!order) return;
    this.isTurned = order !== this.format.order;
    this.format = { ...this.format, isOrderOpen: false };
  }

  private note(value: string | number): void {
    if (typeof value === 'number' && !Number.isInteger(value)) this.isInteger = false;
    if (this.format.type === 'text') {
      this.count(value as string);
      return;
    }
    if (this.min === null || value < this.min) this.min = value;
    if (this.max === null || value > this.max) this.max = value;
    if (this.format.type === 'date') this.finest = finer(this.finest, value as string);
  }

  private count(value: string): void {
    this.textLength += value.length;
    if (!this.counts) return;
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
    if (this.counts.size > maxDistinct) this.counts = undefined;
  }

  /** Looks at the cells that did not fit; the caller brings rows already stored up to date. */
  revise(): Revision | undefined {
    if (this.misfits.length === 0) return undefined;
    if (this.format.type === 'empty') {
      this.format = inferFormat(
        this.name,
        this.misfits.map(({ text }) => text),
      );
      return { type: 'values' };
    }
    if (this.isTurned) {
      this.isTurned = false;
      this.format = { ...this.format, order: 'day-first' };
      this.forget();
      return { type: 'swap-day-and-month' };
    }
    if (this.misfits.length <= Math.max(2, this.filled * maxMisfitShare)) return undefined;
    const wasBoolean = this.format.type === 'boolean';
    this.format = { ...this.format, type: 'text' };
    delete this.format.unit;
    this.forget();
    return { type: 'to-text', wasBoolean };
  }

  /** The misfits that can be read now, with their rows. */
  rereadMisfits(): { row: number; value: SqlValue }[] {
    const before = this.misfits;
    this.misfits = [];
    this.filled -= before.length;
    return before
      .map(({ row, text }) => ({ row, value: this.read(text, row) }))
      .filter(({ value }) => value !== null);
  }

  /** Takes in a value that was stored before the column changed. */
  renote(value: string | number): void {
    this.note(value);
  }

  private forget(): void {
    this.min = null;
    this.max = null;
    this.counts = new Map();
    this.textLength = 0;
    this.finest = 'year';
  }

  get info(): ColumnInfo {
    const { type, unit } = this.format;
    const isNumber = type === 'number';
    const info: ColumnInfo = {
      index: this.index,
      name: this.name,
      sqlName: this.sqlName,
      type,
      isInteger: isNumber && this.isInteger,
      isYear: isNumber && this.isInteger && this.isYearNamed && isYearRange(this.min, this.max),
      min: this.min,
      max: this.max,
      filled: this.filled,
      misfits: this.misfits.length,
    };
    if (unit) info.unit = unit;
    if (type === 'date') info.precision = this.finest;
    if (type === 'text' && this.counts) info.distinct = this.counts.size;
    return info;
  }

  private get isYearNamed(): boolean {
    return /year|^yr|\byr\b|born|founded|built|vintage|season/i.test(this.name);
  }
}

function isYearRange(min: SqlValue, max: SqlValue): boolean {
  return typeof min === 'number' && typeof max === 'number' && min >= 1000 && max <= 2200;
}

const steps: DatePrecision[] = ['year', 'month', 'day', 'time'];

/** Dates that all fall on the first of a month, or of a year, are months or years. */
function finer(known: DatePrecision, iso: string): DatePrecision {
  let own: DatePrecision = 'day';
  if (iso.length > 10) own = 'time';
  else if (iso.endsWith('-01-01')) own = 'year';
  else if (iso.endsWith('-01')) own = 'month';
  return steps.indexOf(own) > steps.indexOf(known) ? own : known;
}
