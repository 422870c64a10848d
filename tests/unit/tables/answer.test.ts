import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../../src/search/database';
import {
  type AggregateFunction,
  type Answer,
  type FilterOperator,
  type Reading,
  type ReadingPart,
  type SqlValue,
  TableStore,
} from '../../../src/search/tables';

// What the engine answers, against a plain scan of the same rows in JavaScript.

interface Row {
  amount: number | null;
  size: number | null;
  day: string | null;
  city: string | null;
  paid: boolean | null;
}

const header = ['Amount', 'Size', 'Day', 'City', 'Paid'];
const cities = ['Berlin', 'Köln', 'New York', "O'Brien"];
const days = Array.from({ length: 900 }, (_, i) =>
  new Date(Date.UTC(2022, 5, 1) + i * 864e5).toISOString().slice(0, 10),
);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 });
const amount = fc.integer({ min: -4000, max: 4000 }).map((n) => n / 8);

const row = fc.record<Row>({
  amount: orNull(amount),
  size: orNull(fc.integer({ min: -3, max: 9 })),
  day: orNull(fc.constantFrom(...days)),
  city: orNull(fc.constantFrom(...cities)),
  paid: orNull(fc.boolean()),
});
// The first rows settle the types.
const settled: Row[] = [
  { amount: 0.5, size: 1, day: '2022-12-31', city: 'Berlin', paid: true },
  { amount: -2, size: 2, day: '2023-01-02', city: 'Köln', paid: false },
];
const rows = fc.array(row, { maxLength: 60 }).map((more) => [...settled, ...more]);

const cells = (of: Row) => [
  of.amount === null ? '' : String(of.amount),
  of.size === null ? '' : String(of.size),
  of.day ?? '',
  of.city ?? '',
  of.paid === null ? '' : of.paid ? 'yes' : 'no',
];

type Filter = { column: string; operator: FilterOperator; values: SqlValue[] };

const comparing: FilterOperator[] = ['=', '!=', '<', '<=', '>', '>='];
const ranging: FilterOperator[] = ['between', 'not between'];
const listing: FilterOperator[] = ['in', 'not in'];
const emptiness: FilterOperator[] = ['empty', 'not empty'];

const filterOn = (column: string, value: fc.Arbitrary<SqlValue>, operators: FilterOperator[]) =>
  fc.constantFrom(...operators).chain((operator) => {
    const count = ranging.includes(operator) ? 2 : listing.includes(operator) ? 3 : 1;
    const size = emptiness.includes(operator) ? 0 : count;
    return fc
      .array(value, { minLength: size, maxLength: size })
      .map((values): Filter => ({ column, operator, values }));
  });

const prefix = fc
  .constantFrom(...days)
  .chain((day) => fc.constantFrom(day, day.slice(0, 7), day.slice(0, 4)));
const all = [...comparing, ...ranging, ...listing, ...emptiness];
const filter = fc.oneof(
  filterOn('Amount', amount, all),
  filterOn('Size', fc.integer({ min: -3, max: 9 }), all),
  filterOn('Day', prefix, all),
  filterOn('City', fc.constantFrom(...cities, 'berlin', 'Paris'), [
    '=',
    '!=',
    ...listing,
    ...emptiness,
  ]),
  filterOn('Paid', fc.constantFrom(0, 1), ['=', '!=', ...emptiness]),
);
const filters = fc.array(filter, { maxLength: 3 });

const keyOf: Record<string, keyof Row> = {
  Amount: 'amount',
  Size: 'size',
  Day: 'day',
  City: 'city',
  Paid: 'paid',
};

function cellOf(of: Row, column: string): SqlValue {
  const value = of[keyOf[column]!];
  return typeof value === 'boolean' ? Number(value) : value;
}

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** -1, 0 or 1; a date within the prefix is equal to it. */
function compare(value: string | number, to: SqlValue, column: string): number {
  if (typeof value === 'number') return Math.sign(value - Number(to));
  const text = String(to);
  const own = column === 'Day' ? value.slice(0, text.length) : lower(value);
  const other = column === 'Day' ? text : lower(text);
  return own < other ? -1 : Number(own > other);
}

function meets(of: Row, { column, operator, values }: Filter): boolean {
  const value = cellOf(of, column);
  if (operator === 'empty') return value === null;
  if (value === null) return false;
  const order = (i: number) => compare(value, values[i]!, column);
  switch (operator) {
    case 'not empty':
      return true;
    case '=':
      return order(0) === 0;
    case '!=':
      return order(0) !== 0;
    case '<':
      return order(0) < 0;
    case '<=':
      return order(0) <= 0;
    case '>':
      return order(0) > 0;
    case '>=':
      return order(0) >= 0;
    case 'between':
      return order(0) >= 0 && order(1) <= 0;
    case 'not between':
      return order(0) < 0 || order(1) > 0;
    case 'in':
      return values.some((_, i) => order(i) === 0);
    case 'not in':
      return values.every((_, i) => order(i) !== 0);
  }
}

const common = { phrase: '', span: { from: 0, to: 0 }, confidence: 1, alternatives: [] };

function filterParts(of: Filter[]): ReadingPart[] {
  return of.map((each, i) => ({ ...common, ...each, type: 'filter' as const, id: `f${i}` }));
}

const db = await openSqlite();
const store = new TableStore(db);

async function ask(of: Row[], parts: ReadingPart[]): Promise<Answer> {
  await store.add('doc', 'random.csv', header, [of.map(cells)]);
  const reading: Reading = {
    text: '',
    tableId: 'doc',
    parts,
    rest: '',
    isSure: true,
    doubts: [],
    tables: [],
    columns: [],
    others: [],
  };
  return store.answer(reading)!;
}

const numbersOf = (of: Row[], chosen: (row: Row) => boolean) =>
  of.flatMap((each, i) => (chosen(each) ? [i + 1] : []));

function reduce(name: AggregateFunction, values: number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = values.reduce((a, b) => a + b, 0);
  if (name === 'count') return values.length;
  if (name === 'distinct') return new Set(values).size;
  if (values.length === 0) return null;
  if (name === 'sum') return sum;
  if (name === 'average') return sum / values.length;
  if (name === 'min') return sorted[0]!;
  if (name === 'max') return sorted.at(-1)!;
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

const functionName = fc.constantFrom<AggregateFunction>(
  'count',
  'distinct',
  'sum',
  'average',
  'median',
  'min',
  'max',
);
const measure = fc.constantFrom('Amount', 'Size');
const settings = { numRuns: 300 };

function expectNear(value: SqlValue | undefined, expected: number | null) {
  if (expected === null) expect(value).toBeNull();
  else expect(value).toBeCloseTo(expected, 9);
}

const aggregatePart = (name: AggregateFunction, column: string): ReadingPart => ({
  ...common,
  type: 'aggregate',
  id: 'a',
  function: name,
  column,
  alternatives: [],
});

describe('answers against a plain scan', () => {
  test('filters keep exactly the rows that meet them', async () => {
    await fc.assert(
      fc.asyncProperty(rows, filters, async (of, by) => {
        const answer = await ask(of, filterParts(by));
        const expected = numbersOf(of, (each) => by.every((one) => meets(each, one)));
        expect(answer.rowNumbers).toEqual(expected);
        expect(answer.total).toBe(expected.length);
      }),
      settings,
    );
  });

  test('aggregates are those of the rows that are left', async () => {
    await fc.assert(
      fc.asyncProperty(rows, filters, functionName, measure, async (of, by, name, column) => {
        const answer = await ask(of, [...filterParts(by), aggregatePart(name, column)]);
        const left = of.filter((each) => by.every((one) => meets(each, one)));
        const values = left.map((each) => cellOf(each, column)).filter((v) => v !== null);
        expectNear(answer.value!.value, reduce(name, values as number[]));
        expect(answer.total).toBe(values.length);
      }),
      settings,
    );
  });

  const group = fc.constantFrom(
    { column: 'City' },
    { column: 'Size' },
    { column: 'Paid' },
    { column: 'Day', granularity: 'year' as const },
    { column: 'Day', granularity: 'quarter' as const },
    { column: 'Day', granularity: 'month' as const },
    { column: 'Day', granularity: 'day' as const },
  );

  const keyIn = (of: Row, { column, granularity }: { column: string; granularity?: string }) => {
    const value = cellOf(of, column);
    if (value === null || granularity === undefined || granularity === 'day') return value;
    const text = String(value);
    if (granularity === 'quarter')
      return `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`;
    return text.slice(0, granularity === 'year' ? 4 : 7);
  };

  test('groups have the keys and values of a scan, those with an empty key left out', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        filters,
        functionName,
        measure,
        group,
        async (of, by, name, column, key) => {
          const groupPart: ReadingPart = {
            ...common,
            type: 'group',
            id: 'g',
            ...key,
            alternatives: [],
          };
          const answer = await ask(of, [
            ...filterParts(by),
            aggregatePart(name, column),
            groupPart,
          ]);
          const left = of.filter((each) => by.every((one) => meets(each, one)));
          const expected = new Map<SqlValue, number[]>();
          for (const each of left) {
            const at = keyIn(each, key);
            if (at === null) continue;
            const value = cellOf(each, column);
            const known = expected.get(at) ?? [];
            expected.set(at, value === null ? known : [...known, value as number]);
          }
          expect(answer.groups!.map((one) => one.key).sort()).toEqual([...expected.keys()].sort());
          for (const { key: at, value, rowCount } of answer.groups!) {
            expectNear(value, reduce(name, expected.get(at)!));
            expect(rowCount).toBe(expected.get(at)!.length);
          }
        },
      ),
      settings,
    );
  });

  test('order and limit give the first rows of a stable sort; ties share the first place', async () => {
    const direction = fc.constantFrom('ascending' as const, 'descending' as const);
    const by = fc.constantFrom('Amount', 'Size', 'Day');
    const count = fc.integer({ min: 1, max: 12 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        filters,
        by,
        direction,
        count,
        fc.boolean(),
        async (of, where, column, way, size, withTies) => {
          const order: ReadingPart = {
            ...common,
            type: 'order',
            id: 'o',
            column,
            direction: way,
            alternatives: [],
          };
          const limit: ReadingPart = {
            ...common,
            type: 'limit',
            id: 'l',
            count: withTies ? 1 : size,
            withTies,
          };
          const answer = await ask(of, [...filterParts(where), order, limit]);
          const known = of
            .map((each, i) => ({ number: i + 1, each, value: cellOf(each, column) }))
            .filter(({ each, value }) => value !== null && where.every((one) => meets(each, one)));
          const sign = way === 'ascending' ? 1 : -1;
          known.sort(
            (a, b) =>
              sign * (a.value! < b.value! ? -1 : Number(a.value! > b.value!)) ||
              a.number - b.number,
          );
          const first = known[0]?.value;
          const expected = withTies
            ? known.filter(({ value }) => value === first)
            : known.slice(0, size);
          expect(answer.rowNumbers).toEqual(expected.map(({ number }) => number));
          if (withTies && expected.length > 0) expect(answer.value!.value).toBe(first);
        },
      ),
      settings,
    );
  });
});

describe('what is shown', () => {
  test('every value is a bound parameter', async () => {
    const hostile = `x'; DROP TABLE "random.csv"; --`;
    const answer = await ask(
      settled,
      filterParts([{ column: 'City', operator: '=', values: [hostile] }]),
    );
    expect(answer.sql).not.toContain('DROP');
    expect(answer.parameters).toEqual([hostile]);
    expect(answer.sql.match(/\?/g)).toHaveLength(1);
    expect(store.tables()).toHaveLength(1);
  });
});
