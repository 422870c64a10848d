// `npm run bench -- --photos DIR [--count N] [--chunks N] [--cores N] [--json FILE]`: speed and
// memory of the built app in Chromium, beside a peer in the same run. Ratios carry over to other
// machines, seconds do not.
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installIfNeeded, root, run } from './install.mjs';

const { values } = parseArgs({
  options: {
    photos: { type: 'string' },
    count: { type: 'string', default: '200' },
    chunks: { type: 'string', default: '10000' },
    cores: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});
if (!values.photos) {
  console.error('Give a folder of photos: npm run bench -- --photos DIR');
  process.exit(1);
}

installIfNeeded();
run('vite', ['build', '--logLevel', 'error']);
const { chromium } = await import('playwright-core');
const { build, preview } = await import('vite');
const { ensureChromium, launchOptions } = await import('./chromium.mjs');
const { watchMemory } = await import('./bench/memory.mjs');
const { writePeerModel } = await import('./bench/vit-model.mjs');

const cores = Number(values.cores);
const photos = readdirSync(values.photos, { recursive: true })
  .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
  .sort()
  .slice(0, Number(values.count))
  .map((name) => join(values.photos, name));
const folder = mkdtempSync(join(tmpdir(), 'rummage-bench-'));

/** A browser that sees and gets only so many cores. */
async function launch() {
  const options = launchOptions();
  if (process.platform === 'linux') {
    const wrapper = join(folder, 'chromium.sh');
    const list = Array.from({ length: cores }, (_, i) => i).join(',');
    writeFileSync(wrapper, `#!/bin/sh\nexec taskset -c ${list} "${ensureChromium()}" "$@"\n`);
    chmodSync(wrapper, 0o755);
    options.executablePath = wrapper;
  }
  const context = await chromium.launchPersistentContext(mkdtempSync(join(folder, 'profile-')), {
    ...options,
    // What it saves in the background would be measured with the rest.
    serviceWorkers: 'block',
  });
  await context.addInitScript((count) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: count });
  }, cores);
  return context;
}

const indexing = '[role=progressbar][aria-label=Indexing]';

async function ingest(page, files) {
  const started = performance.now();
  await page.getByLabel('Add files').setInputFiles(files);
  await page.locator(indexing).waitFor();
  await page.locator(indexing).waitFor({ state: 'detached', timeout: 1_800_000 });
  return (performance.now() - started) / 1000;
}

async function openApp(page, address) {
  await page.goto(address);
  await page.getByText(/compact-clip ready on/).waitFor({ timeout: 120_000 });
}

const words =
  'river mountain invoice harvest engine window market silver garden teacher winter bridge letter ' +
  'forest signal kitchen journey pattern harbour medicine season contract blanket copper festival';
const vocabulary = words.split(' ');
let seed = 7;
const pick = () => {
  seed = (seed * 16807) % 2147483647;
  return vocabulary[seed % vocabulary.length];
};
const sentence = (length) => `${Array.from({ length }, pick).join(' ')}.`;

function writePassages(count) {
  const file = join(folder, 'passages.txt');
  const paragraphs = Array.from({ length: count }, () =>
    Array.from({ length: 6 }, () => sentence(11)).join(' '),
  );
  writeFileSync(file, paragraphs.join('\n\n'));
  return file;
}

/** Tables of as many rows as one table embeds. */
function writeTables(count) {
  return Array.from({ length: Math.ceil(count / 2000) }, (_, t) => {
    const rows = Array.from({ length: Math.min(2000, count - t * 2000) }, (_, i) =>
      [`${t}-${i}`, pick(), pick(), pick(), (i * 37) % 1000].join(','),
    );
    const file = join(folder, `table-${t}.csv`);
    writeFileSync(file, ['order,item,place,person,price', ...rows].join('\n'));
    return file;
  });
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
const spread = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
};

async function measureRummage() {
  const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'silent' });
  const address = server.resolvedUrls.local[0];
  const context = await launch();
  const stopMemory = watchMemory(process.pid);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await openApp(page, address);
    // One picture first: the image tower loads while words can be searched already.
    await ingest(page, ['public/samples/IMG_2041.jpg']);
    const photoSeconds = await ingest(page, photos);
    const passageCount = 500;
    const passageSeconds = await ingest(page, [writePassages(passageCount)]);
    const stored = photos.length + 1 + passageCount;
    await ingest(page, writeTables(Number(values.chunks) - stored));
    const peakBytes = stopMemory();

    const chunks = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const open = indexedDB.open('rummage');
          open.onerror = reject;
          open.onsuccess = () => {
            const all = open.result.transaction('embeddings').objectStore('embeddings').getAll();
            all.onsuccess = () => resolve(all.result.reduce((sum, { count }) => sum + count, 0));
          };
        }),
    );

    const firstSearches = [];
    for (let i = 0; i < 3; i++) {
      await page.goto('about:blank');
      await page.goto(`${address}#/search?q=${pick()}`);
      await page.locator('ul[aria-label=Results] > li').first().waitFor();
      firstSearches.push(
        await page.evaluate(() => {
          const [first] = performance.getEntriesByName('search');
          return first.startTime + first.duration;
        }),
      );
    }

    const box = page.getByRole('searchbox', { name: 'Search' });
    const count = 60;
    for (let i = 0; i < count; i++) {
      const before = await page.evaluate(() => performance.getEntriesByName('search').length);
      await box.fill(`${pick()} ${pick()} ${i}`);
      await page.waitForFunction((n) => performance.getEntriesByName('search').length > n, before);
    }
    const entries = await page.evaluate(() =>
      performance
        .getEntriesByName('search')
        .map(({ duration, detail }) => ({ duration, ...detail })),
    );
    const timed = entries.slice(-count);
    return {
      imagesPerSecond: photos.length / photoSeconds,
      passagesPerSecond: passageCount / passageSeconds,
      peakBytes,
      firstSearchMs: spread(firstSearches).p50,
      queryMs: spread(timed.map((t) => t.duration)),
      embedMs: spread(timed.map((t) => t.embedMs)),
      rankMs: spread(timed.map((t) => t.rankMs)),
      chunks,
      device: (await page.getByText(/compact-clip ready on/).textContent()).trim(),
    };
  } finally {
    stopMemory();
    await context.close();
    await server.close();
  }
}

async function measurePeer() {
  const outDir = join(root, 'bench-dist');
  await build({
    root: join(root, 'scripts', 'bench'),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      rollupOptions: { input: join(root, 'scripts/bench/peer.html') },
    },
  });
  writePeerModel(join(outDir, 'models', 'vit-b-32-random'));
  const server = await preview({
    preview: { port: 0, host: 'localhost' },
    build: { outDir },
    logLevel: 'silent',
  });
  const context = await launch();
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${server.resolvedUrls.local[0]}peer.html`);
    await page.waitForFunction(() => 'embedOneByOne' in globalThis);
    const images = photos.slice(0, 40).map((file) => readFileSync(file).toString('base64'));
    return await page.evaluate(
      async ([encoded, threads]) => {
        const blobs = encoded.map(
          (text) => new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]),
        );
        return globalThis.embedOneByOne(blobs, threads);
      },
      [images, cores],
    );
  } finally {
    await context.close();
    await server.close();
  }
}

try {
  const ours = await measureRummage();
  const figures = {
    ...ours,
    peerImagesPerSecond: await measurePeer(),
    cores,
    photos: photos.length,
  };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
  const ms = ({ p50, p95 }) => `${p50.toFixed(0)} / ${p95.toFixed(0)} ms`;
  console.log(`
| measure | figure |
|---|---|
| images a second, indexed (${photos.length} photos) | ${figures.imagesPerSecond.toFixed(1)} |
| images a second, peer (ViT-B/32, one by one) | ${figures.peerImagesPerSecond.toFixed(1)} |
| ratio | ${(figures.imagesPerSecond / figures.peerImagesPerSecond).toFixed(1)} |
| passages a second, indexed | ${figures.passagesPerSecond.toFixed(1)} |
| peak memory of the browser | ${figures.peakBytes ? `${(figures.peakBytes / 1e6).toFixed(0)} MB` : 'unknown here'} |
| first search after navigation, ${figures.chunks} chunks stored | ${figures.firstSearchMs.toFixed(0)} ms |
| query p50 / p95 | ${ms(figures.queryMs)} |
| – of it embedding | ${ms(figures.embedMs)} |
| – of it ranking | ${ms(figures.rankMs)} |
| device | ${figures.device} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
