import type { Database } from '../database';
import { condition } from './filter-sql';
import { quoted, rowColumn, schema } from './sql-names';
import type {
  AggregateFunction,
  AggregatePart,
  Answer,
  AnswerGroup,
  ColumnInfo,
  Granularity,
  GroupPart,
  LimitPart,
  OrderPart,
  ReadingPart,
  SqlValue,
  TableInfo,
} from './types';

export const maxRowNumbers = 1000;
export const maxGroups = 1000;

const functions: Record<AggregateFunction, (column: string) => string> = {
  count: (column) => `COUNT(${column})`,
  distinct: (column) => `COUNT(DISTINCT ${column})`,
  sum: (column) => `SUM(${column})`,
  average: (column) => `AVG(${column})`,
  median: (column) => `MEDIAN(${column})`,
  min: (column) => `MIN(${column})`,
  max: (column) => `MAX(${column})`,
};

interface Sql {
  text: string;
  parameters: SqlValue[];
}

/**
 * Answers a reading exactly: filters narrow the rows, then order and limit, then the aggregate.
 * Rows with an empty group key are in no group. Every value is a bound parameter.
 *
 * @throws {Error} when a part names a column the table does not have
 */
export function answer(db: Database, table: TableInfo, parts: ReadingPart[]): Answer {
  return new Question(db, table, parts).answer();
}

class Question {
  private readonly aggregate: AggregatePart | undefined;
  private readonly group: GroupPart | undefined;
  private readonly order: OrderPart | undefined;
  private readonly limit: LimitPart | undefined;
  private readonly from: string;
  private readonly filters: Sql;

  constructor(
    private readonly db: Database,
    private readonly table: TableInfo,
    private readonly parts: ReadingPart[],
  ) {
    this.aggregate = parts.find((part) => part.type === 'aggregate');
    this.group = parts.find((part) => part.type === 'group');
    this.order = parts.find((part) => part.type === 'order');
    this.limit = parts.find((part) => part.type === 'limit');
    this.from = `FROM ${schema}.${quoted(table.sqlName)}`;
    const filters = parts
      .filter((part) => part.type === 'filter')
      .map((part) => condition(this.column(part.column), part));
    this.filters = {
      text: filters.map(({ text }) => text).join(' AND '),
      parameters: filters.flatMap(({ parameters }) => parameters),
    };
  }

  answer(): Answer {
    if (this.group) return this.grouped(this.group);
    return this.aggregate ? this.aggregated(this.aggregate) : this.listed();
  }

  private column(name: string): ColumnInfo {
    const found = this.table.columns.find((column) => column.name === name);
    if (!found) throw new Error(`The table has no column "${name}".`);
    return found;
  }

  private sqlColumn(name: string): string {
    return quoted(this.column(name).sqlName);
  }

  /** `WHERE …` of the filters and further conditions without parameters. */
  private where(...more: string[]): string {
    const all = [this.filters.text, ...more].filter((text) => text !== '');
    return all.length > 0 ? ` WHERE ${all.join(' AND ')}` : '';
  }

  /** The rows meant, by number: filtered, and cut where a limit without groups says so. */
  private rows(...more: string[]): Sql {
    const row = quoted(rowColumn);
    const { order, limit } = this;
    const { parameters } = this.filters;
    if (!order?.column || this.group) {
      const cut = limit && !this.group ? ` LIMIT ${Math.trunc(limit.count)}` : '';
      return {
        text: `SELECT ${row} ${this.from}${this.where(...more)} ORDER BY ${row}${cut}`,
        parameters,
      };
    }
    const by = this.sqlColumn(order.column);
    const isDescending = order.direction === 'descending';
    if (limit?.withTies) {
      const extreme = `(SELECT ${isDescending ? 'MAX' : 'MIN'}(${by}) ${this.from}${this.where(...more)})`;
      return {
        text: `SELECT ${row} ${this.from}${this.where(...more, `${by} = ${extreme}`)} ORDER BY ${row}`,
        parameters: [...parameters, ...parameters],
      };
    }
    const cut = limit ? ` LIMIT ${Math.trunc(limit.count)}` : '';
    const direction = isDescending ? 'DESC' : 'ASC';
    return {
      text: `SELECT ${row} ${this.from}${this.where(...more, `${by} IS NOT NULL`)} ORDER BY ${by} ${direction}, ${row}${cut}`,
      parameters,
    };
  }

  private rowNumbers({ text, parameters }: Sql): { rowNumbers: number[]; total: number } {
    const rowNumbers = this.firstRows({ text, parameters });
    if (rowNumbers.length < maxRowNumbers) return { rowNumbers, total: rowNumbers.length };
    const total = this.db.selectValue(
      `SELECT COUNT(*) FROM (${text})`,
      bound(parameters),
    ) as number;
    return { rowNumbers, total };
  }

  private firstRows({ text, parameters }: Sql): number[] {
    const capped = `SELECT * FROM (${text}) LIMIT ${maxRowNumbers}`;
    return this.db.selectValues(capped, bound(parameters)) as number[];
  }

  private listed(): Answer {
    const sql = this.rows();
    const rows = this.rowNumbers(sql);
    const order = this.order?.column;
    const asked = this.parts.filter((part) => part.type === 'show').map((part) => part.column);
    let single: string | undefined;
    if (this.limit?.withTies) single = order;
    else if (asked.length === 1 && rows.total === 1) single = asked[0];
    const value = single && rows.total > 0 ? this.cell(single, rows.rowNumbers[0]!) : undefined;
    return { ...this.facts(sql), ...rows, ...(value && { value }) };
  }

  private cell(name: string, row: number): NonNullable<Answer['value']> {
    const { sqlName, unit } = this.column(name);
    const text = `SELECT ${quoted(sqlName)} ${this.from} WHERE ${quoted(rowColumn)} = ?`;
    const value = this.db.selectValue(text, [row]) as SqlValue;
    return { value, column: name, ...(unit && { unit }) };
  }

  private expression(): { text: string; notNull: string[]; unit: string | undefined } {
    const { function: name, column } = this.aggregate ?? { function: 'count' as const };
    if (!column) return { text: 'COUNT(*)', notNull: [], unit: undefined };
    const sqlName = this.sqlColumn(column);
    const keepsUnit = name !== 'count' && name !== 'distinct';
    return {
      text: functions[name](sqlName),
      notNull: [`${sqlName} IS NOT NULL`],
      unit: keepsUnit ? this.column(column).unit : undefined,
    };
  }

  private aggregated(part: AggregatePart): Answer {
    const { text, notNull, unit } = this.expression();
    const isCut = this.limit !== undefined;
    const rows = this.rows();
    const sql: Sql = isCut
      ? {
          text: `SELECT ${text} ${this.from} WHERE ${quoted(rowColumn)} IN (${rows.text})`,
          parameters: rows.parameters,
        }
      : { text: `SELECT ${text} ${this.from}${this.where()}`, parameters: this.filters.parameters };
    const value = this.db.selectValue(sql.text, bound(sql.parameters)) as SqlValue;
    const { function: name, column } = part;
    return {
      ...this.facts(sql),
      ...this.rowNumbers(isCut ? rows : this.rows(...notNull)),
      value: { value, function: name, ...(column && { column }), ...(unit && { unit }) },
    };
  }

  private grouped(part: GroupPart): Answer {
    const { text: value, notNull } = this.expression();
    const counted = this.aggregate?.column ? this.sqlColumn(this.aggregate.column) : '*';
    const key = groupKey(this.sqlColumn(part.column), part.granularity);
    const { order, limit } = this;
    const where = this.where(`${key} IS NOT NULL`);
    const { parameters } = this.filters;
    const direction = order?.direction === 'ascending' ? 'ASC' : 'DESC';
    // The best of nothing is nothing: groups without a value have no place.
    const having = order ? ` HAVING ${value} IS NOT NULL` : '';
    const by = order ? `${value} ${direction}, ${key}` : key;
    const inner = `${this.from}${where} GROUP BY ${key}${having}`;
    const cut = Math.min(limit && !limit.withTies ? Math.trunc(limit.count) : maxGroups, maxGroups);
    const columns = `${key} AS "key", ${value} AS "value", COUNT(${counted}) AS "rows"`;
    const text = limit?.withTies
      ? `SELECT "key", "value", "rows" FROM (SELECT ${columns}, RANK() OVER (ORDER BY ${value} ${direction}) AS "place" ${inner}) WHERE "place" = 1 ORDER BY "key" LIMIT ${maxGroups}`
      : `SELECT ${columns} ${inner} ORDER BY ${by} LIMIT ${cut}`;
    const groups = this.db
      .selectArrays(text, bound(parameters))
      .map(([key, value, rowCount]) => ({ key, value, rowCount }) as AnswerGroup);
    const isAll = limit !== undefined || groups.length < maxGroups;
    const behind = limit
      ? this.rowsOfGroups(key, groups, notNull)
      : this.rows(...notNull, `${key} IS NOT NULL`);
    // A second pass over all rows only where not every group is at hand.
    const rows = isAll
      ? {
          rowNumbers: this.firstRows(behind),
          total: groups.reduce((sum, { rowCount }) => sum + rowCount, 0),
        }
      : this.rowNumbers(behind);
    const all = `SELECT COUNT(*) FROM (SELECT 1 ${inner})`;
    const groupTotal = isAll
      ? groups.length
      : (this.db.selectValue(all, bound(parameters)) as number);
    return { ...this.facts({ text, parameters }), ...rows, groups, groupTotal };
  }

  private rowsOfGroups(key: string, groups: AnswerGroup[], notNull: string[]): Sql {
    const keys = groups.map((group) => group.key);
    const isKey = `${key} IN (${keys.map(() => '?').join(', ')})`;
    const { text, parameters } = this.rows(...notNull, isKey);
    return { text, parameters: [...parameters, ...keys] };
  }

  private facts({ text, parameters }: Sql) {
    const named = this.parts.flatMap((part) => ('column' in part && part.column) || []);
    return {
      tableId: this.table.tableId,
      sql: text,
      parameters,
      columns: [...new Set(named)],
    };
  }
}

/** SQLite's wrapper refuses an empty list. */
function bound(parameters: SqlValue[]): SqlValue[] | undefined {
  return parameters.length > 0 ? parameters : undefined;
}

/** Years and months as ISO prefixes, quarters as `2024-Q1`. */
function groupKey(column: string, granularity: Granularity | undefined): string {
  switch (granularity) {
    case 'year':
      return `substr(${column}, 1, 4)`;
    case 'month':
      return `substr(${column}, 1, 7)`;
    case 'day':
      return `substr(${column}, 1, 10)`;
    case 'quarter':
      return `substr(${column}, 1, 4) || '-Q' || ((CAST(substr(${column}, 6, 2) AS INTEGER) + 2) / 3)`;
    default:
      return column;
  }
}
