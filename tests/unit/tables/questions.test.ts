import { beforeAll, describe, expect, test } from 'vitest';
import type { TableStore } from '../../../src/search/tables';
import { type Answer, maxRowNumbers, type Reading, readQuestion } from '../../../src/search/tables';
import hard from '../../data/hard-table-questions.json';
import written from '../../data/table-questions.json';
import { openLibrary } from './library';

type Key = string | number;

interface Expected {
  value?: Key;
  rows?: number[];
  ordered?: number[];
  groups?: [Key, Key | null][];
}

let store: TableStore;

beforeAll(async () => {
  store = await openLibrary();
});

const isNear = (a: unknown, b: unknown) =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
    : a === b;

const ascending = (rows: number[]) => [...rows].sort((a, b) => a - b);

function isRight(answer: Answer | undefined, expected: Expected): boolean {
  if (!answer) return false;
  if (expected.value !== undefined) return isNear(answer.value?.value, expected.value);
  if (expected.ordered) return answer.rowNumbers.join() === expected.ordered.join();
  if (expected.rows) {
    const first = ascending(expected.rows).slice(0, maxRowNumbers);
    const isAll = answer.total === expected.rows.length;
    return !answer.groups && isAll && ascending(answer.rowNumbers).join() === first.join();
  }
  const groups = new Map(answer.groups?.map(({ key, value }) => [key, value]));
  return (
    groups.size === expected.groups!.length &&
    expected.groups!.every(([key, value]) => isNear(groups.get(key), value))
  );
}

function describeReading(reading: Reading | undefined): string {
  if (!reading) return 'no reading';
  const parts = reading.parts.map((part) => {
    const { id, phrase, span, alternatives, ...rest } = part as never as Record<string, unknown>;
    return JSON.stringify(rest);
  });
  const others = reading.tables.map(({ name, score }) => `${name} ${score.toFixed(2)}`).slice(0, 3);
  return `${reading.isSure ? 'sure' : `unsure (${reading.doubts})`} ${parts.join(' ')} rest "${reading.rest}" [${others}]`;
}

describe.each([
  ['written questions', written],
  ['hard questions', hard],
])('%s over eight tables', (_name, asked) => {
  test('at least 95 % are answered right, and none wrong with confidence', async () => {
    let right = 0;
    let sure = 0;
    const wrong: string[] = [];
    const confidentlyWrong: string[] = [];
    for (const { table, question, expected } of asked.questions) {
      const reading = await readQuestion(question, store.sources());
      const answer = reading && store.answer(reading);
      const isOk = reading?.tableId === table && isRight(answer, expected as Expected);
      if (isOk) right += 1;
      if (isOk && reading!.isSure) sure += 1;
      if (process.env.ALL || !isOk)
        wrong.push(`${isOk ? 'ok' : 'WRONG'} ${question}\n   ${describeReading(reading)}`);
      if (!isOk && reading?.isSure) confidentlyWrong.push(question);
    }
    const total = asked.questions.length;
    console.log(
      `${right} of ${total} questions answered right, ${sure} of them surely; ${confidentlyWrong.length} wrong with confidence`,
    );
    if (wrong.length > 0) console.log(wrong.join('\n'));
    expect(confidentlyWrong).toEqual([]);
    expect(right / total).toBeGreaterThanOrEqual(0.95);
  });

  test('what is beyond the reader, or may mean two things, is never sure', async () => {
    const sure: string[] = [];
    for (const question of asked.doubtful) {
      const reading = await readQuestion(question, store.sources());
      if (reading?.isSure) sure.push(`${question}: ${describeReading(reading)}`);
    }
    expect(sure).toEqual([]);
  });

  test('queries that are about no table are not read', async () => {
    const read: string[] = [];
    for (const query of asked.silent) {
      const reading = await readQuestion(query, store.sources());
      if (reading) read.push(`${query}: ${describeReading(reading)}`);
    }
    expect(read).toEqual([]);
  });
});

describe('readings', () => {
  test('a column an embedding proposes is offered, never taken for sure', async () => {
    const question = 'cars with brawn above 200';
    expect((await readQuestion(question, store.sources()))?.isSure ?? false).toBe(false);
    const similarity = async (phrase: string, columns: string[]) =>
      columns.map((column) => (phrase === 'brawn' && column === 'Horsepower' ? 0.9 : 0.1));
    const reading = await readQuestion(question, store.sources(), similarity);
    expect(reading).toMatchObject({ tableId: 'cars', isSure: false });
    expect(reading!.parts).toMatchObject([{ column: 'Horsepower', operator: '>', values: [200] }]);
    expect(store.answer(reading!)!.total).toBe(10);
  });

  test('parts point at their words, and a part taken out widens the answer', async () => {
    const question = 'orders in Berlin with quantity under 5';
    const reading = (await readQuestion(question, store.sources()))!;
    expect(reading.parts.map(({ span }) => question.slice(span.from, span.to))).toEqual(
      reading.parts.map(({ phrase }) => phrase),
    );
    const narrow = store.answer(reading)!;
    const wider = store.answer({ ...reading, parts: reading.parts.slice(0, 1) })!;
    expect(wider.total).toBeGreaterThan(narrow.total);
  });

  test.each([
    ['A-1016', 'Order No', '=', ['A-1016']],
    ['order A-1016', 'Order No', '=', ['A-1016']],
    ['orders in the second quarter of 2024', 'Order Date', '=', ['2024-Q2']],
    ['orders in 2nd quarter 2024', 'Order Date', '=', ['2024-Q2']],
    ['2024 Q3 orders', 'Order Date', '=', ['2024-Q3']],
    ['orders with quantity 2, 4 or 6', 'Quantity', 'in', [2, 4, 6]],
    ['orders with quantity 1 or 2', 'Quantity', 'in', [1, 2]],
    ['orders not with quantity 2 or 3', 'Quantity', 'not in', [2, 3]],
    ['orders not with quantity under 3', 'Quantity', '>=', [3]],
    ['min temperature below -5', 'temp_min', '<', [-5]],
    ['cars with 4, 6, or 8 cylinders', 'Cylinders', 'in', [4, 6, 8]],
  ])('"%s" is one condition, and sure', async (question, column, operator, values) => {
    const reading = await readQuestion(question, store.sources());
    expect(reading).toMatchObject({ isSure: true, rest: '' });
    expect(reading!.parts).toMatchObject([{ type: 'filter', column, operator, values }]);
  });

  test('a code is looked up, and what is asked of its row is the answer', async () => {
    const reading = (await readQuestion('what is the city of A-1003', store.sources()))!;
    expect(store.answer(reading)!.value).toMatchObject({ value: 'Cologne', column: 'City' });
  });

  test('a first place alone is offered, never taken for sure', async () => {
    const reading = await readQuestion('cheapest', store.sources());
    expect(reading).toMatchObject({ isSure: false });
    expect(reading!.others.length).toBeGreaterThan(0);
    expect(await readQuestion('how many', store.sources())).toBeUndefined();
  });

  test('a number that is left over leaves a doubt', async () => {
    const reading = await readQuestion('orders with quantity 3 room 17', store.sources());
    expect(reading?.isSure ?? false).toBe(false);
  });

  test('dates relative to today', async () => {
    const options = { today: new Date('2024-05-15T12:00:00Z') };
    const valuesOf = async (question: string) => {
      const reading = await readQuestion(question, store.sources(), undefined, options);
      return reading!.parts.flatMap((part) => (part.type === 'filter' ? part.values : []));
    };
    expect(await valuesOf('orders last month')).toEqual(['2024-04']);
    expect(await valuesOf('orders in the last 30 days')).toEqual(['2024-04-15', '2024-05-15']);
    expect(await valuesOf('orders this year')).toEqual(['2024']);
  });
});
