// `npm run bench:index -- [--sizes 10000,100000] [--engines ours,float] [--data DIR] [--limit S]
// [--json FILE]`: the index beside its peers in Chromium, with the same vectors in the same run.
// Ratios carry over to other machines, milliseconds do not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installIfNeeded, root } from './install.mjs';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    engines: { type: 'string' },
    data: { type: 'string', default: join(root, 'shared', 'data') },
    limit: { type: 'string', default: '120' },
    json: { type: 'string' },
  },
});

installIfNeeded();
const { chromium } = await import('playwright-core');
const { build, preview } = await import('vite');
const { launchOptions } = await import('./chromium.mjs');
const { isolationHeaders } = await import('./headers.mjs');
const { residentBytes } = await import('./bench/memory.mjs');
const { realVectors } = await import('./bench/index/real-vectors.mjs');
const { recallOf, spread, table } = await import('./bench/index/report.mjs');

const names = [
  'float',
  'ours',
  'hnswlib-wasm',
  'edgevec',
  'voy-search',
  'client-vector-search',
  'orama',
];
// The float scan comes first: recall is counted against it.
const wanted = ['float', ...(values.engines?.split(',') ?? names).filter((n) => n !== 'float')];
const sizes = values.sizes.split(',').map(Number);
const limitMs = Number(values.limit) * 1000;
const searchLimitMs = 45_000;
const real = { photos: 1000, captions: 5000, queries: 50 };
const drawnQueries = 50;
const added = 10_000;

const folder = mkdtempSync(join(tmpdir(), 'rummage-bench-'));
const outDir = join(folder, 'site');

async function open(browser, address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(address);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
}

/** A page of `bench.html` in a browser of its own. */
async function inPage(address, facts, use) {
  const options = launchOptions();
  const browser = await chromium.launch({
    ...options,
    args: [...(options.args ?? []), '--js-flags=--expose-gc --max-old-space-size=8192'],
  });
  try {
    const page = await open(browser, `${address}bench.html`);
    const closed = new Promise((_, reject) =>
      page.on('crash', () => reject(new Error('the page crashed'))),
    );
    await page.evaluate((f) => globalThis.bench.prepare(f), facts);
    return await Promise.race([use(page), closed]);
  } finally {
    await browser.close();
  }
}

/** @returns a row of the table and what was found */
async function measure(address, facts, engine, n) {
  const row = { engine, n, dims: facts.dims, buildMs: null, memoryBytes: null };
  Object.assign(row, { p50Ms: null, p95Ms: null, recall10: null, note: '' });
  let found;
  try {
    await inPage(address, facts, async (page) => {
      await page.evaluate(() => globalThis.gc?.());
      await sleep(1500);
      const before = residentBytes(process.pid);
      const deadline = sleep(3 * limitMs).then(() => {
        throw new Error(`no end after ${(3 * limitMs) / 1000} s`);
      });
      const building = page.evaluate(
        ([name, count, limit]) => globalThis.bench.build(name, count, limit),
        [engine, n, limitMs],
      );
      const built = await Promise.race([building, deadline]);
      row.buildMs = built.ms;
      row.note = built.note;
      await sleep(1000);
      const after = residentBytes(process.pid);
      if (before !== undefined) row.memoryBytes = after - before;
      const searching = page.evaluate((limit) => globalThis.bench.search(limit), searchLimitMs);
      const result = await Promise.race([searching, deadline]);
      found = result.found;
      Object.assign(row, spread(result.times));
      if (engine === 'ours') {
        const ms = await page.evaluate((count) => globalThis.bench.grow(count, 60_000), added);
        row.addMs = ms;
        row.note = `${added.toLocaleString('en')} more added in ${ms.toFixed(0)} ms`;
      }
      const asked = result.times.length;
      if (asked < facts.queryCounts[0] + facts.queryCounts[1]) {
        row.note = [row.note, `${asked} searches only`].filter(Boolean).join('; ');
      }
    });
  } catch (error) {
    row.note = String(error.message)
      .split('\n')[0]
      .replace(/^page\.evaluate: (Error: )?/, '');
  }
  return { row, found };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

try {
  await build({
    root: join(root, 'scripts/bench/index'),
    configFile: join(root, 'vite.config.ts'),
    publicDir: join(root, 'public'),
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: ['bench', 'embed'].map((name) => join(root, `scripts/bench/index/${name}.html`)),
      },
    },
  });
  const server = await preview({
    root: join(root, 'scripts/bench/index'),
    configFile: false,
    // Without the app's policy for scripts, which hnswlib-wasm does not work under.
    preview: { port: 0, host: 'localhost', headers: isolationHeaders },
    build: { outDir },
    logLevel: 'silent',
  });
  const address = server.resolvedUrls.local[0];

  const browser = await chromium.launch(launchOptions());
  const vectors = await realVectors(await open(browser, `${address}embed.html`), {
    data: values.data,
    ...real,
    threads: 2,
  });
  await browser.close();
  if (!vectors) throw new Error(`no captions.tsv in ${values.data}`);
  const { dims, rows, queries } = vectors;
  writeFileSync(join(outDir, 'real.f32'), Buffer.concat([bytesOf(rows), bytesOf(queries)]));
  const facts = { dims, photos: real.photos, queryCounts: [queries.length / dims, drawnQueries] };

  const bytes = Math.max(...sizes) * dims * 1.5;
  const bandwidthBytesPerSecond = await inPage(address, facts, (page) =>
    page.evaluate((n) => globalThis.bench.bandwidth(n), bytes),
  );
  const measured = [];
  for (const n of sizes) {
    let truth;
    for (const engine of wanted) {
      // What failed at one size is not tried at a larger one.
      const before = measured.find((row) => row.engine === engine && row.buildMs === null);
      const { row, found } = before
        ? { row: { ...before, n, note: 'not tried: failed at the size before' } }
        : await measure(address, facts, engine, n);
      if (engine === 'float') truth = found;
      if (found && truth) row.recall10 = recallOf(found, truth);
      measured.push(row);
      console.log(table([row]).split('\n').at(-1));
      if (values.json) {
        const figures = { rows: measured, bandwidthBytesPerSecond };
        writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
      }
    }
  }
  console.log(`\n${table(measured)}\n`);
  console.log(`One thread reads ${(bandwidthBytesPerSecond / 1e9).toFixed(1)} GB a second.`);
  await server.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function bytesOf(floats) {
  return Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength);
}
process.exit();
