// `npm run check:export`: exports the embeddings of the samples from the built app, loads them into
// LanceDB as docs/export.md shows, and compares the nearest pictures of each picture there with those
// that the app ranks. Needs Python with `pip install lancedb pyarrow`; PYTHON names another one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIfNeeded, run } from './install.mjs';

installIfNeeded();
run('vite', ['build', '--logLevel', 'error']);
const { chromium } = await import('playwright-core');
const { preview } = await import('vite');
const { default: Papa } = await import('papaparse');
const { parquetReadObjects } = await import('hyparquet');
const { ensureChromium, launchOptions } = await import('./chromium.mjs');
ensureChromium();

const work = mkdtempSync(join(tmpdir(), 'rummage-export-'));
const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'silent' });
const browser = await chromium.launchPersistentContext(join(work, 'profile'), {
  ...launchOptions(),
  // It would save 93 MB behind the export.
  serviceWorkers: 'block',
});
try {
  const page = browser.pages()[0] ?? (await browser.newPage());
  // What is made becomes a download.
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
    localStorage.setItem('rummage.ocr', 'off');
  });
  const address = server.resolvedUrls.local[0];
  await addSamples(page, address);

  await page.goto(`${address}#/settings`);
  const parquet = join(work, 'library.parquet');
  await (await downloaded(page, 'Export embeddings (Parquet)')).saveAs(parquet);
  const file = new Uint8Array(readFileSync(parquet)).buffer;
  const rows = await parquetReadObjects({ file, columns: ['document_id', 'chunk_kind'] });
  const pictures = rows.filter(({ chunk_kind }) => chunk_kind === 'image');

  const nearest = {};
  for (const { document_id: id } of pictures) nearest[id] = await nearestInApp(page, address, id);
  const list = join(work, 'nearest.json');
  writeFileSync(list, JSON.stringify(nearest));
  const script = join(import.meta.dirname, 'check-export.py');
  const python = process.env.PYTHON ?? 'python3';
  const { status } = spawnSync(python, [script, parquet, list], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  await browser.close();
  await server.close();
  rmSync(work, { recursive: true, force: true });
}

async function addSamples(page, address) {
  await page.goto(address);
  await page.getByText(/compact-clip ready on/).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Try the samples' }).click();
  const indexing = page.locator('[role=progressbar][aria-label=Indexing]');
  await indexing.waitFor();
  await indexing.waitFor({ state: 'detached', timeout: 300_000 });
}

async function downloaded(page, name) {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return downloading;
}

/** The pictures that the app ranks for a picture, best first. */
async function nearestInApp(page, address, id) {
  const fields = new URLSearchParams({ kind: 'image', with: `${id}/0` });
  // A page of its own: the address alone would leave the answer before it on show for a while.
  await page.goto('about:blank');
  await page.goto(`${address}#/search?${fields}`);
  const path = await (await downloaded(page, 'Download results (CSV)')).path();
  const { data } = Papa.parse(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true });
  return data.map(({ document, cosine }) => ({ id: document, cosine: Number(cosine) }));
}
