import type { TableId } from './table-id';

/** What a column holds; `empty` where no cell has a value. */
export type ColumnType = 'number' | 'date' | 'boolean' | 'text' | 'empty';

/** How finely the dates of a column are written. */
export type DatePrecision = 'year' | 'month' | 'day' | 'time';

/** A value as SQLite keeps it: booleans as 1 and 0, dates as ISO 8601 text. */
export type SqlValue = string | number | null;

export interface ColumnInfo {
  /** Position in the file, counted from 0. */
  index: number;
  /** As the header has it; `Column 3` where it has none. */
  name: string;
  /** Unique within the table, also without regard to case; not quoted. */
  sqlName: string;
  type: ColumnType;
  /** Symbol of `search/tables/units.ts`, or a currency's three letters. */
  unit?: string;
  /** Numbers without a fraction. */
  isInteger: boolean;
  /** Calendar years kept as numbers. */
  isYear: boolean;
  precision?: DatePrecision;
  min: SqlValue;
  max: SqlValue;
  filled: number;
  /** Distinct values of a text column; undefined above `maxDistinct`, and for other types. */
  distinct?: number;
  /** Cells that do not read as the column's type and count as empty. */
  misfits: number;
}

export interface TableInfo {
  tableId: TableId;
  /** File name; with its caption, where the table stands within a document. */
  name: string;
  /** Not quoted; the table is in the schema `tables`. */
  sqlName: string;
  rowCount: number;
  columns: ColumnInfo[];
  /** Columns beyond what SQLite takes. */
  columnsLeftOut: number;
}

/** Offsets into the query, in UTF-16 units. */
export interface Span {
  from: number;
  to: number;
}

export type FilterOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'between'
  | 'not between'
  | 'in'
  | 'not in'
  | 'empty'
  | 'not empty';

/** A reading of the same words that may be meant instead. */
export interface FilterChoice {
  column: string;
  operator: FilterOperator;
  values: SqlValue[];
  unit?: string;
  confidence: number;
}

/**
 * A condition on one column. Values are in the column's unit. A date is an ISO prefix such as
 * `2024-03` and stands for all of its days; two digits alone (`03`) are a month of any year.
 */
export interface FilterPart extends FilterChoice {
  type: 'filter';
  id: string;
  phrase: string;
  span: Span;
  alternatives: FilterChoice[];
}

export type AggregateFunction = 'count' | 'distinct' | 'sum' | 'average' | 'median' | 'min' | 'max';

export interface AggregatePart {
  type: 'aggregate';
  id: string;
  phrase: string;
  span: Span;
  function: AggregateFunction;
  /** Absent for a count of rows. */
  column?: string;
  unit?: string;
  confidence: number;
  alternatives: { function: AggregateFunction; column?: string; confidence: number }[];
}

export type Granularity = 'year' | 'quarter' | 'month' | 'day';

export interface GroupPart {
  type: 'group';
  id: string;
  phrase: string;
  span: Span;
  column: string;
  /** For dates. */
  granularity?: Granularity;
  confidence: number;
  alternatives: { column: string; granularity?: Granularity; confidence: number }[];
}

export interface OrderPart {
  type: 'order';
  id: string;
  phrase: string;
  span: Span;
  /** Absent: by the aggregate. */
  column?: string;
  direction: 'ascending' | 'descending';
  confidence: number;
  alternatives: { column?: string; confidence: number }[];
}

export interface LimitPart {
  type: 'limit';
  id: string;
  phrase: string;
  span: Span;
  count: number;
  /** All that share the first place: what "the cheapest" means where two cost the same. */
  withTies: boolean;
  confidence: number;
}

/** A column that is asked for by name. */
export interface ShowPart {
  type: 'show';
  id: string;
  phrase: string;
  span: Span;
  column: string;
  confidence: number;
  alternatives: { column: string; confidence: number }[];
}

export type ReadingPart = FilterPart | AggregatePart | GroupPart | OrderPart | LimitPart | ShowPart;

/** Why a reading is not sure. */
export type Doubt = 'table' | 'column' | 'value' | 'left-over' | 'weak' | 'spelling';

export interface TableFit {
  tableId: TableId;
  name: string;
  /** 0 to 1: how much of the query the table explains. */
  score: number;
}

/** A query read as a question to one table. */
export interface Reading {
  text: string;
  tableId: TableId;
  parts: ReadingPart[];
  /** Of the table: what a part may be changed to. */
  columns: ColumnInfo[];
  /** Words for the ordinary search, in the query's order. */
  rest: string;
  /** Whether it may be applied without asking. */
  isSure: boolean;
  doubts: Doubt[];
  /** Tables it fits, best first; the first is the one of `tableId`. */
  tables: TableFit[];
  /** Readings for other tables that fit about as well, best first. */
  others: Reading[];
}

export interface AnswerGroup {
  key: SqlValue;
  value: SqlValue;
  rowCount: number;
}

export interface Answer {
  tableId: TableId;
  /** As it ran, with `?` for the parameters in order. */
  sql: string;
  parameters: SqlValue[];
  /** Rows behind the answer, counted from 1 without the header; at most `maxRowNumbers`. */
  rowNumbers: number[];
  /** How many rows there are behind it. */
  total: number;
  /** What an aggregate, an extreme or a single looked-up cell comes to. */
  value?: { value: SqlValue; unit?: string; function?: AggregateFunction; column?: string };
  /** At most `maxGroups`. */
  groups?: AnswerGroup[];
  groupTotal?: number;
  /** Names of the columns the reading is about, in its order. */
  columns: string[];
}

/** An answer with what is shown of it. */
export interface TableAnswer extends Answer {
  /** Of the table. */
  name: string;
  allColumns: ColumnInfo[];
  /** The first rows behind it, values in column order. */
  rows: { row: number; values: SqlValue[] }[];
}
