// Times the import of a table of 1,000,000 rows and the questions asked of it, in Node.
// Run: node scripts/bench/tables.mjs [rows]
import { runnerImport } from 'vite';

const rows = Number(process.argv[2] ?? 1_000_000);
const load = async (path) =>
  (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;
const { TableStore, readQuestion } = await load('./src/search/tables/index.ts');
const { openSqlite } = await load('./src/search/database.ts');

const header = ['Order No', 'Date', 'City', 'Customer', 'Amount', 'Quantity', 'Paid', 'Discount'];
const cities = Array.from(
  { length: 100 },
  (_, i) => `City ${String.fromCharCode(65 + (i % 26))}${i}`,
);

function* batches() {
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let from = 0; from < rows; from += 20_000) {
    yield Array.from({ length: Math.min(20_000, rows - from) }, (_, i) => {
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

const made = performance.now();
for (const batch of batches()) batch.length;
const makeMs = performance.now() - made;
const store = new TableStore(await openSqlite());
const start = performance.now();
let reports = 0;
await store.add('doc', 'orders.csv', header, batches(), () => {
  reports += 1;
});
const ms = performance.now() - start - makeMs;
console.log(
  `import of ${rows} rows x ${header.length}: ${(ms / 1000).toFixed(1)} s, ${reports} progress reports, heap ${Math.round(process.memoryUsage().rss / 1e6)} MB resident`,
);
for (const question of [
  'orders with amount over 4900',
  'paid orders in City A0 with quantity under 5',
  'orders in March 2024',
  'average amount by city',
  'total amount by month',
  'median amount',
  'top 5 orders by amount',
  'largest amount',
  'how many orders from Customer 4711',
  'unpaid orders not in City B1 before 2016',
  'number of orders per customer',
]) {
  const read = [];
  const answered = [];
  let result;
  for (let i = 0; i < 5; i++) {
    const t0 = performance.now();
    const reading = await readQuestion(question, store.sources());
    const t1 = performance.now();
    result = { answer: reading && store.answer(reading), reading };
    read.push(t1 - t0);
    answered.push(performance.now() - t1);
  }
  const median = (list) => list.sort((a, b) => a - b)[2].toFixed(0);
  console.log(
    `${question}: read ${median(read)} ms, answer ${median(answered)} ms (worst ${answered.at(-1).toFixed(0)}), ${result.answer?.total} rows${result.reading?.isSure ? '' : ', unsure'}`,
  );
}
