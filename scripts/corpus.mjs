// `npm run corpus -- DIR [--json FILE] [--limit 120]`: adds every file of a folder to the built app in
// Chromium, one after the other, and tells what became of each: ready, failed with a reason, failed
// by a fault of ours, or hung for so many seconds. FILE gets `{files: [{file, format, outcome,
// reason, chunks, seconds}], peakBytes}`.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { installIfNeeded, run } from './install.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, limit: { type: 'string', default: '120' } },
});
const [folder] = positionals;
if (!folder) {
  console.error('Give a folder: npm run corpus -- DIR');
  process.exit(1);
}

installIfNeeded();
run('vite', ['build', '--logLevel', 'error']);
const { chromium } = await import('playwright-core');
const { preview } = await import('vite');
const { ensureChromium, launchOptions } = await import('./chromium.mjs');
const { watchMemory } = await import('./bench/memory.mjs');
ensureChromium();

const files = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => statSync(path).isFile())
  .sort();
const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'silent' });
const address = server.resolvedUrls.local[0];
const profile = mkdtempSync(join(tmpdir(), 'rummage-corpus-'));
const stopMemory = watchMemory(process.pid);
let context = await open();
const results = [];
try {
  for (const file of files) {
    const started = performance.now();
    const found = await settle(file);
    const seconds = (performance.now() - started) / 1000;
    const format = extname(file).slice(1).toLowerCase() || 'none';
    results.push({ file: relative(folder, file), format, ...found, seconds });
    process.stderr.write(`\r${results.length} of ${files.length}  `);
    if (found.outcome !== 'hung') continue;
    // What hangs must not be counted for the next one as well.
    await context.close();
    context = await open();
  }
} finally {
  await context.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true });
}
const peakBytes = stopMemory();
if (values.json) {
  writeFileSync(values.json, `${JSON.stringify({ files: results, peakBytes }, undefined, 1)}\n`);
}
print(results, peakBytes);

async function open() {
  const opened = await chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    serviceWorkers: 'block',
  });
  const page = opened.pages()[0] ?? (await opened.newPage());
  await page.goto(`${address}#/library`);
  await page.getByText(/compact-clip ready on/).waitFor({ timeout: 120_000 });
  return opened;
}

/** Adds one file and waits until the app has nothing more to do with it. */
async function settle(file) {
  const page = context.pages()[0];
  const crashed = new Promise((resolve) => page.once('crash', () => resolve('crash')));
  const ended = (async () => {
    const dismiss = page.getByRole('button', { name: 'Dismiss all' });
    if ((await dismiss.count()) > 0) await dismiss.click();
    const before = await page.evaluate(known);
    await page.getByLabel('Add files').setInputFiles(file);
    await page.evaluate(() => {
      globalThis.quietSince = undefined;
    });
    await page.waitForFunction(isQuiet, undefined, {
      timeout: 1000 * Number(values.limit),
      polling: 50,
    });
    return { before, after: await page.evaluate(known), refused: await page.evaluate(refusals) };
  })().catch(() => 'hung');
  const end = await Promise.race([ended, crashed]);
  if (end === 'hung') return { outcome: 'hung', reason: `nothing in ${values.limit} s`, chunks: 0 };
  if (end === 'crash') return { outcome: 'ours', reason: 'the page crashed', chunks: 0 };
  return outcomeOf(end);
}

function outcomeOf({ before, after, refused }) {
  const names = new Map(before.map(({ id, names }) => [id, names]));
  const mine = after.filter(({ id, names: now }) => names.get(id) !== now);
  const reasons = [...mine.flatMap(({ reason }) => reason ?? []), ...refused];
  const chunks = mine.reduce((sum, document) => sum + document.chunks, 0);
  const reason = reasons.join(' / ');
  const isTimeout = mine.some(({ code }) => code === 'timeout') || /took too long/.test(reason);
  if (isTimeout) return { outcome: 'hung', reason, chunks };
  if (mine.some(({ code }) => code === 'internal') || /could not be added/.test(reason)) {
    return { outcome: 'ours', reason, chunks };
  }
  return { outcome: mine.some(({ isReady }) => isReady) ? 'ready' : 'failed', reason, chunks };
}

/** In the page: all documents of the store, in short. */
async function known() {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('rummage');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const all = await new Promise((resolve) => {
    const reading = database.transaction('documents').objectStore('documents').getAll();
    reading.onsuccess = () => resolve(reading.result);
  });
  database.close();
  return all.map(({ id, names, state }) => ({
    id,
    names: names.length,
    isReady: state.phase === 'ready',
    chunks: state.chunkCount ?? 0,
    code: state.issue?.code,
    reason: state.issue?.message,
  }));
}

/** In the page: what was refused at the door. */
function refusals() {
  const all = document.querySelectorAll('[aria-label="Refused"] p');
  return [...all].map((one) => one.textContent);
}

/** In the page: nothing has been in work for a moment. */
function isQuiet() {
  const isBusy = document.querySelector('[role=progressbar][aria-label=Indexing]') !== null;
  globalThis.quietSince = isBusy ? undefined : (globalThis.quietSince ?? performance.now());
  return !isBusy && performance.now() - globalThis.quietSince > 500;
}

function print(all, peak) {
  const formats = [...Map.groupBy(all, ({ format }) => format)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  console.log(
    '\n| format | files | ready | failed with a reason | failed by us | hung | s p50 | s p95 |',
  );
  console.log(
    '| ------ | ----- | ----- | -------------------- | ------------ | ---- | ----- | ----- |',
  );
  for (const [format, own] of [...formats, ['all', all]]) {
    const count = (outcome) => own.filter((one) => one.outcome === outcome).length;
    const seconds = own.map((one) => one.seconds).sort((a, b) => a - b);
    const at = (share) => seconds[Math.min(seconds.length - 1, Math.floor(share * seconds.length))];
    const cells = [
      format,
      own.length,
      ...['ready', 'failed', 'ours', 'hung'].map(count),
      at(0.5).toFixed(1),
      at(0.95).toFixed(1),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
  console.log(
    `\npeak memory of the browser: ${peak ? `${(peak / 1e6).toFixed(0)} MB` : 'unknown here'}`,
  );
  for (const { file, outcome, reason } of all) {
    if (outcome !== 'ready') console.log(`${outcome}: ${file}: ${reason}`);
  }
}
