import type { TableInfo } from '../../core';

export type {
  AggregateFunction,
  AggregatePart,
  Answer,
  AnswerGroup,
  ColumnInfo,
  ColumnType,
  DatePrecision,
  Doubt,
  FilterChoice,
  FilterOperator,
  FilterPart,
  Granularity,
  GroupPart,
  LimitPart,
  OrderPart,
  Reading,
  ReadingPart,
  ShowPart,
  Span,
  SqlValue,
  TableFit,
  TableInfo,
} from '../../core';

/** Values of a text column that a phrase of the query names. */
export interface ValueMatch {
  phrase: string;
  /** Index of the column. */
  column: number;
  /** As written in cells; several where they differ in case, accents or plural alone. */
  values: string[];
  /** The phrase is a part of the values only. */
  isPartial: boolean;
}

/** A table as the reader of questions sees it. */
export interface TableSource {
  info: TableInfo;
  /** @param phrases folded words (`text.ts`), divided by single spaces */
  findValues(phrases: string[]): ValueMatch[];
  /** A value, or a word of one, that a misspelt word may be. */
  nearValue?(word: string): string | undefined;
}
