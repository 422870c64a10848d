import { closeSync, openSync, writeSync } from 'node:fs';

/** Asked of the table; the first ones filter, the last ones add up. */
export const questions = [
  'orders with amount under 20 in Lisbon',
  'paid orders in City A0 with quantity under 5',
  'orders in March 2024',
  'how many orders from Customer 4711',
  'largest amount',
  'top 5 orders by amount',
  'average amount by city',
  'total amount by month',
];

/** What tells that the table can be asked. */
export const screenQuestion = 'how many orders in Lisbon';

const header = 'Order No,Date,City,Customer,Amount,Quantity,Paid,Discount';
const cities = Array.from({ length: 100 }, (_, i) =>
  i === 50 ? 'Lisbon' : `City ${String.fromCharCode(65 + (i % 26))}${i}`,
);

/** Numbers from 0 to 1, the same each time. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Rows as lists of cells, `size` at a time. */
export function* orderRows(count, size = 20_000) {
  const random = numbers(1);
  for (let from = 0; from < count; from += size) {
    yield Array.from({ length: Math.min(size, count - from) }, (_, i) => {
      const day = new Date(Date.UTC(2015, 0, 1) + Math.floor(random() * 3650) * 864e5);
      return [
        `A-${from + i}`,
        day.toISOString().slice(0, 10),
        cities[Math.floor(random() * 100)],
        `Customer ${Math.floor(random() * 50_000)}`,
        `€${(random() * 5000).toFixed(2)}`,
        String(Math.floor(random() * 20)),
        random() < 0.8 ? 'yes' : 'no',
        `${Math.floor(random() * 30)}%`,
      ];
    });
  }
}

export const orderHeader = header.split(',');

export function writeOrders(file, count) {
  const handle = openSync(file, 'w');
  writeSync(handle, `${header}\n`);
  for (const rows of orderRows(count)) {
    writeSync(handle, `${rows.map((row) => row.join(',')).join('\n')}\n`);
  }
  closeSync(handle);
}
