import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../../src/search/database';
import { readQuestion, type SqlValue, TableStore } from '../../../src/search/tables';

const open = async () => new TableStore(await openSqlite());

async function columnOf(
  cells: string[],
  name = 'Value',
): Promise<{ store: TableStore; values: SqlValue[] }> {
  const store = await open();
  await store.add('doc', 'one.csv', [name], [cells.map((cell) => [cell])]);
  const rows = store.rows(
    'doc',
    cells.map((_, i) => i + 1),
  );
  return { store, values: rows.map(({ values }) => values[0]!) };
}

const infoOf = (store: TableStore, index = 0) => store.tables()[0]!.columns[index]!;

describe('types of columns', () => {
  const kinds: [string, string[], string, SqlValue[], string?][] = [
    ['whole numbers', ['1', '-20', '', '300'], 'number', [1, -20, null, 300]],
    ['thousands with commas', ['1,234', '12', '1,234,567.5'], 'number', [1234, 12, 1234567.5]],
    ['decimal commas', ['1.234,50', '12,5', '3'], 'number', [1234.5, 12.5, 3]],
    ['thousands with spaces', ['1 234', '12 345 678', '5'], 'number', [1234, 12345678, 5]],
    ['currency before', ['€1,200.50', '€3', '-€4'], 'number', [1200.5, 3, -4], 'EUR'],
    ['currency after', ['1.200,50 EUR', '3,00 EUR', '4 EUR'], 'number', [1200.5, 3, 4], 'EUR'],
    ['negatives in brackets', ['$5', '($1,000.25)', '(3)'], 'number', [5, -1000.25, -3], 'USD'],
    ['millions', ['€1.2m', '€300k', '€2bn'], 'number', [1200000, 300000, 2000000000], 'EUR'],
    ['percent', ['12%', '7.5 %', '100%'], 'number', [12, 7.5, 100], '%'],
    [
      'units converted to the usual one',
      ['2 kg', '500 g', '3.5 kg'],
      'number',
      [2, 0.5, 3.5],
      'kg',
    ],
    ['exponents', ['1e3', '2.5E-2'], 'number', [1000, 0.025]],
    ['gaps written out', ['1', 'n/a', '-', 'unknown', '5'], 'number', [1, null, null, null, 5]],
    ['codes with leading zeros', ['00501', '00502'], 'text', ['00501', '00502']],
    ['two currencies', ['€5', '$5', '€7'], 'text', ['€5', '$5', '€7']],
    ['yes and no', ['yes', 'No', '', 'YES'], 'boolean', [1, 0, null, 1]],
    ['ISO dates', ['2024-03-05', '2023-12-31'], 'date', ['2024-03-05', '2023-12-31']],
    ['months', ['2024-03', '2023-12'], 'date', ['2024-03-01', '2023-12-01']],
    ['month names', ['Mar 2024', 'December 2023'], 'date', ['2024-03-01', '2023-12-01']],
    [
      'day and month names',
      ['5 March 2024', 'Mar 5, 2024', '05-Mar-24'],
      'date',
      ['2024-03-05', '2024-03-05', '2024-03-05'],
    ],
    ['month first', ['12/31/2024', '01/02/2024'], 'date', ['2024-12-31', '2024-01-02']],
    ['day first', ['31/12/2024', '01/02/2024'], 'date', ['2024-12-31', '2024-02-01']],
    ['points', ['31.12.2024', '01.02.24'], 'date', ['2024-12-31', '2024-02-01']],
    [
      'times',
      ['2024-03-05 14:30', '3/5/2024 2:30 PM'],
      'date',
      ['2024-03-05T14:30:00', '2024-03-05T14:30:00'],
    ],
    ['days that are none', ['2024-02-30', '31/31/2024'], 'text', ['2024-02-30', '31/31/2024']],
    ['words', ['one', '2', 'three'], 'text', ['one', '2', 'three']],
  ];
  for (const [what, cells, type, expected, unit] of kinds) {
    test(what, async () => {
      const { store, values } = await columnOf(cells);
      expect(infoOf(store).type).toBe(type);
      expect(values).toEqual(expected);
      expect(infoOf(store).unit).toBe(unit);
    });
  }

  test('units stand in the names of columns', async () => {
    const names = [
      'Body Mass (g)',
      'Weight_in_lbs',
      'temp_min',
      'Running Time min',
      'price_eur',
      'Miles_per_Gallon',
      'year',
    ];
    const store = await open();
    await store.add('doc', 'units.csv', names, [[names.map(() => '7')]]);
    const units = store.tables()[0]!.columns.map(({ unit }) => unit);
    expect(units).toEqual(['g', 'lb', undefined, 'min', 'EUR', 'mpg', undefined]);
  });

  test('what the first rows hide changes the type later', async () => {
    const store = await open();
    const first = Array.from({ length: 6000 }, () => ['1', '03/04/2024', '', 'yes']);
    const later = Array.from({ length: 4000 }, () => ['red', '25/12/2024', '7', 'maybe']);
    await store.add('doc', 'late.csv', ['a', 'b', 'c', 'd'], [first, later]);
    const types = store.tables()[0]!.columns.map(({ type }) => type);
    expect(types).toEqual(['text', 'date', 'number', 'text']);
    const [early, late] = store.rows('doc', [1, 6001]);
    expect(early!.values).toEqual(['1', '2024-04-03', null, 'yes']);
    expect(late!.values).toEqual(['red', '2024-12-25', 7, 'maybe']);
  });

  test('few cells that do not fit count as empty and are counted', async () => {
    const { store, values } = await columnOf([
      ...Array.from({ length: 99 }, (_, i) => String(i)),
      'oops',
    ]);
    expect(infoOf(store)).toMatchObject({ type: 'number', misfits: 1, filled: 100 });
    expect(values.at(-1)).toBeNull();
  });
});

describe('tables as they come', () => {
  test('short rows end in empty cells, long ones add columns', async () => {
    const store = await open();
    const batches = [[['a'], ['b', '2']], [['c', '3', 'x']]];
    await store.add('doc', 'ragged.csv', ['name', 'n'], batches);
    expect(store.tables()[0]!.columns.map(({ name }) => name)).toEqual(['name', 'n', 'Column 3']);
    expect(store.rows('doc', [1, 3]).map(({ values }) => values)).toEqual([
      ['a', null, null],
      ['c', 3, 'x'],
    ]);
  });

  test('a column wider than all before is added in the middle of an import', async () => {
    const store = await open();
    const many = Array.from({ length: 6000 }, () => ['a', '1']);
    await store.add('doc', 'wide.csv', ['name', 'n'], [many, [['b', '2', '3']]]);
    expect(store.rows('doc', [1, 6001]).map(({ values }) => values)).toEqual([
      ['a', 1, null],
      ['b', 2, 3],
    ]);
  });

  test('rows come in batches, also asynchronous ones, with progress', async () => {
    const store = await open();
    const done: number[] = [];
    async function* batches() {
      for (let i = 0; i < 3; i++)
        yield Array.from({ length: 7000 }, (_, j) => [String(i * 7000 + j)]);
    }
    const info = await store.add('doc', 'many.csv', ['n'], batches(), (step) =>
      done.push(step.done),
    );
    expect(info.rowCount).toBe(21000);
    expect(done).toEqual([7000, 14000, 21000]);
    expect(info.columns[0]).toMatchObject({ type: 'number', min: 0, max: 20999 });
  });

  test('a removed table and a failed one leave nothing behind', async () => {
    const db = await openSqlite();
    const store = new TableStore(db);
    const left = () =>
      db.selectValue("SELECT COUNT(*) FROM tables.sqlite_master WHERE tbl_name <> '_rummage'");
    await store.add('doc', 'a.csv', ['n'], [[['1']]]);
    store.remove('doc');
    expect(left()).toBe(0);
    async function* failing() {
      yield Array.from({ length: 6000 }, () => ['1']);
      throw new Error('cut off');
    }
    await expect(store.add('doc', 'a.csv', ['n'], failing())).rejects.toThrow('cut off');
    expect(left()).toBe(0);
    expect(store.tables()).toEqual([]);
  });

  test('two documents of one name, imported at the same time, are two tables', async () => {
    const store = await open();
    const add = (id: string, n: string) => store.add(id, 'same.csv', ['n'], [[[n]]]);
    await Promise.all([add('one', '1'), add('two', '2')]);
    expect(store.rows('one', [1])[0]!.values).toEqual([1]);
    expect(store.rows('two', [1])[0]!.values).toEqual([2]);
  });

  test('an empty table has no rows and no type', async () => {
    const store = await open();
    const info = await store.add('doc', 'empty.csv', ['a', 'b'], []);
    expect(info).toMatchObject({ rowCount: 0, columns: [{ type: 'empty' }, { type: 'empty' }] });
  });

  test('values beyond what is held in memory are found by an index', async () => {
    const store = await open();
    const rows = Array.from({ length: 25_000 }, (_, i) => [`Customer ${i}`, String(i)]);
    await store.add('doc', 'customers.csv', ['Customer', 'Orders placed'], [rows]);
    expect(infoOf(store).distinct).toBeUndefined();
    const [source] = store.sources();
    expect(source!.findValues(['customer 777'])).toMatchObject([
      { column: 0, values: ['Customer 777'] },
    ]);
  });
});

describe('hostile tables', () => {
  const nasty = [
    '"',
    '""',
    `"; DROP TABLE tables."x"; --`,
    "'",
    '',
    '',
    'a',
    'A',
    'a ',
    'row_number',
    'rowid',
    '[x]',
    '`y`',
    '?',
    ':p',
    '@v',
    '\0nul',
    '\ud800',
    '   ',
    'sqlite_x',
    'SELECT',
    '😀',
    'a\nb',
  ];

  test('names of columns are never SQL', async () => {
    const store = await open();
    await store.add('doc', `"; DROP TABLE x; --.csv`, nasty, [
      [nasty.map((_, i) => String(i)), nasty.map((_, i) => String(i * 2))],
    ]);
    const info = store.tables()[0]!;
    expect(new Set(info.columns.map(({ name }) => name)).size).toBe(nasty.length);
    for (const column of info.columns) {
      const filter = {
        type: 'filter',
        column: column.name,
        operator: '=',
        values: [column.index * 2],
      } as const;
      const common = {
        id: 'x',
        phrase: '',
        span: { from: 0, to: 0 },
        confidence: 1,
        alternatives: [],
      };
      const reading = {
        text: '',
        tableId: 'doc',
        rest: '',
        isSure: true,
        doubts: [],
        tables: [],
        columns: [],
        others: [],
      };
      const answer = store.answer({
        ...reading,
        parts: [{ ...common, ...filter, values: [...filter.values] }],
      })!;
      expect(answer.rowNumbers).toEqual(column.index === 0 ? [1, 2] : [2]);
      const sum = { ...common, type: 'aggregate', function: 'sum', column: column.name } as const;
      expect(
        store.answer({ ...reading, parts: [{ ...sum, alternatives: [] }] })!.value!.value,
      ).toBe(column.index * 3);
    }
  });

  test('any names and cells go in and come out', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...nasty));
    const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
      fc.record({
        name: text,
        header: fc.array(text, { minLength: width, maxLength: width }),
        rows: fc.array(fc.array(text, { maxLength: width }), { minLength: 1, maxLength: 4 }),
      }),
    );
    const store = await open();
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.string({ maxLength: 40 }),
        async ({ name, header, rows }, query) => {
          const info = await store.add('doc', name, header, [rows]);
          expect(info.rowCount).toBe(rows.length);
          expect(store.rows('doc', [1])).toHaveLength(1);
          const reading = await readQuestion(query, store.sources());
          if (reading) expect(store.answer(reading)).toBeDefined();
        },
      ),
      { numRuns: 200 },
    );
  });

  test('200 columns of one name', async () => {
    const store = await open();
    const header = Array.from({ length: 200 }, () => 'x');
    await store.add('doc', 'x.csv', header, [[header.map((_, i) => String(i))]]);
    expect(store.rows('doc', [1])[0]!.values.at(-1)).toBe(199);
  });

  test('columns beyond the limit of SQLite are left out and counted', async () => {
    const store = await open();
    const header = Array.from({ length: 2100 }, (_, i) => `c${i}`);
    const info = await store.add('doc', 'x.csv', header, [[header.map((_, i) => String(i))]]);
    expect(info.columnsLeftOut).toBe(101);
    expect(info.columns).toHaveLength(1999);
  });
});
