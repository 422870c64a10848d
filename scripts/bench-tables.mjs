// `npm run bench:tables -- [--rows 1000000] [--cores 2] [--json FILE]`: a long table in the built
// app in Chromium: how long it takes to come in, what a search waits for meanwhile, and how fast
// questions are answered, also after a reload.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { questions, screenQuestion, writeOrders } from './bench/long-table.mjs';
import { installIfNeeded, run } from './install.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    json: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
installIfNeeded();
if (!values['no-build']) run('vite', ['build', '--logLevel', 'error']);
const { chromium } = await import('playwright-core');
const { preview } = await import('vite');
const { launchOptions } = await import('./chromium.mjs');
const { watchMemory } = await import('./bench/memory.mjs');

const rows = Number(values.rows);
const folder = mkdtempSync(join(tmpdir(), 'rummage-bench-'));
const indexing = '[role=progressbar][aria-label=Indexing]';
const card = 'section[aria-label="Answer from a table"]';
const words = 'river mountain invoice harvest engine window market silver garden teacher'.split(
  ' ',
);

const spread = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), worst: at(1), count: sorted.length };
};
const entries = (page, name) =>
  page.evaluate((n) => performance.getEntriesByName(n).map(({ duration }) => duration), name);

/** From navigation on, what kept the page from answering. */
const watchLongTasks = (context) =>
  context.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });

async function openApp(page, address) {
  await page.goto(address);
  await page.getByText(/compact-clip ready on/).waitFor({ timeout: 120_000 });
}

/** Types a query and waits until its matches are shown. */
async function search(page, text) {
  const count = (await entries(page, 'search')).length;
  await page.getByRole('searchbox', { name: 'Search' }).fill(text);
  await page.waitForFunction((n) => performance.getEntriesByName('search').length > n, count, {
    timeout: 120_000,
  });
  return (await entries(page, 'search')).at(-1);
}

/** Milliseconds from the last key to the answer on the screen, and the worker's share. */
async function ask(page, text) {
  const box = page.getByRole('searchbox', { name: 'Search' });
  await box.fill('');
  await page.locator(card).waitFor({ state: 'detached' });
  const before = (await entries(page, 'table answer')).length;
  const started = performance.now();
  await box.fill(text);
  // At every frame: a locator's own waiting looks more and more seldom.
  await page
    .waitForFunction((selector) => document.querySelector(selector), `${card} [data-answer]`, {
      polling: 'raf',
      timeout: 20_000,
    })
    .catch(() => {
      throw new Error(`no answer: ${text}`);
    });
  const screenMs = performance.now() - started;
  const answers = await entries(page, 'table answer');
  if (answers.length === before) throw new Error(`no answer: ${text}`);
  return { screenMs, workerMs: answers.at(-1), text: await page.locator(card).textContent() };
}

async function measure() {
  const file = join(folder, 'orders.csv');
  writeOrders(file, rows);
  const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'silent' });
  const address = server.resolvedUrls.local[0];
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launchOptions(),
    serviceWorkers: 'block',
  });
  const stopMemory = watchMemory(process.pid);
  try {
    await watchLongTasks(context);
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(message.text());
    });
    await openApp(page, address);
    await page.getByLabel('Add files').setInputFiles(['public/samples/penguins.csv']);
    await page.locator(indexing).waitFor();
    await page.locator(indexing).waitFor({ state: 'detached', timeout: 120_000 });
    const quiet = [];
    for (let i = 0; i < 20; i++) quiet.push(await search(page, `${words[i % 10]} ${i}`));

    await page.evaluate(() => globalThis.longTasks.splice(0));
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    await page.getByLabel('Add files').setInputFiles([file]);
    await page.locator(indexing).waitFor();
    const meanwhile = [];
    const seen = [];
    let readable;
    for (let i = 0; ; i++) {
      meanwhile.push(await search(page, `${words[i % 10]} garden ${i}`));
      const bar = page.locator(indexing);
      const text = await bar.textContent({ timeout: 200 }).catch(() => undefined);
      if (text === undefined && !(await bar.isVisible())) {
        readable ??= seconds();
        if (await isAnswered(page)) break;
      } else if (seen.at(-1)?.text !== text) seen.push({ at: Math.round(seconds()), text });
      await page.waitForTimeout(250);
    }
    const importSeconds = seconds();
    const longTasks = await page.evaluate(() => globalThis.longTasks.splice(0));
    if (process.env.VERBOSE) console.log(seen);

    const answers = [];
    for (const text of questions) {
      const runs = [];
      for (let i = 0; i < 5; i++) runs.push(await ask(page, text));
      answers.push({
        question: text,
        workerMs: spread(runs.map((one) => one.workerMs)),
        screenMs: spread(runs.map((one) => one.screenMs)),
      });
      if (process.env.VERBOSE) console.log(text, runs[0].text.slice(0, 300));
    }
    const peakBytes = stopMemory();

    await page.goto('about:blank');
    const reloaded = performance.now();
    await page.goto(`${address}#/search?q=${encodeURIComponent(screenQuestion)}`);
    await page.locator(`${card} [data-answer]`).waitFor({ timeout: 600_000 });
    const secondVisitSeconds = (performance.now() - reloaded) / 1000;
    return {
      rows,
      fileBytes: statSync(file).size,
      readSeconds: readable,
      importSeconds,
      quietSearchMs: spread(quiet),
      importingSearchMs: spread(meanwhile),
      longestTaskMs: Math.max(0, ...longTasks),
      longTasksOver100Ms: longTasks.filter((ms) => ms > 100).length,
      peakBytes,
      secondVisitSeconds,
      answers,
    };
  } finally {
    stopMemory();
    await context.close();
    await server.close();
  }
}

async function isAnswered(page) {
  await page.getByRole('searchbox', { name: 'Search' }).fill(screenQuestion);
  const shown = page.locator(`${card}:has-text("orders.csv") [data-answer]`);
  return shown.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

try {
  const figures = await measure();
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
  const ms = ({ p50, p95 }) => `${p50.toFixed(0)} / ${p95.toFixed(0)} ms`;
  const wide = ({ p50, p95, worst }) =>
    `${p50.toFixed(0)} / ${p95.toFixed(0)} / ${worst.toFixed(0)} ms`;
  const lines = [
    ['rows; file', `${rows.toLocaleString('en')}; ${(figures.fileBytes / 1e6).toFixed(0)} MB`],
    ['until its words are found', `${figures.readSeconds.toFixed(1)} s`],
    ['until it answers questions', `${figures.importSeconds.toFixed(1)} s`],
    ['search before it, p50 / p95 / worst', wide(figures.quietSearchMs)],
    ['search while it comes in', wide(figures.importingSearchMs)],
    [
      'longest task of the page; tasks over 100 ms',
      `${figures.longestTaskMs.toFixed(0)} ms; ${figures.longTasksOver100Ms}`,
    ],
    ['peak memory of the browser', `${((figures.peakBytes ?? 0) / 1e6).toFixed(0)} MB`],
    ['second visit: from navigation to an answer', `${figures.secondVisitSeconds.toFixed(1)} s`],
    ...figures.answers.map(({ question, workerMs, screenMs }) => [
      question,
      `${ms(workerMs)}; on the screen ${ms(screenMs)}`,
    ]),
  ];
  console.log('| measure | figure |\n|---|---|');
  for (const [name, figure] of lines) console.log(`| ${name} | ${figure} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
