// A folder of files as a library of the built app in Chromium, to measure it there.
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { installIfNeeded, run } from './install.mjs';

const hourMs = 3_600_000;

/** Files that say what is asked and are no documents themselves. */
const notDocuments = new Set(['captions.tsv', 'queries.jsonl', 'questions.jsonl', 'splits.tsv']);

/**
 * Adds the files of a folder, has a page of the Lab ask what a file says, and reads the report that
 * the page gives to download.
 *
 * @param folder with the documents
 * @param screen address of the page, such as lab/score
 * @param questions path of the file that the page asks from
 * @returns the report, and how many files there were
 */
export async function measureLibrary({ folder, screen, questions }) {
  installIfNeeded();
  run('vite', ['build', '--logLevel', 'error']);
  const { chromium } = await import('playwright-core');
  const { preview } = await import('vite');
  const { ensureChromium, launchOptions } = await import('./chromium.mjs');
  ensureChromium();
  const work = mkdtempSync(join(tmpdir(), 'rummage-eval-'));
  const library = join(work, 'library');
  const files = linkFiles(folder, library);
  const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'silent' });
  const browser = await chromium.launchPersistentContext(join(work, 'profile'), {
    ...launchOptions(),
    serviceWorkers: 'block',
  });
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    const address = server.resolvedUrls.local[0];
    await page.goto(`${address}#/library`);
    await page.getByText(/compact-clip ready on/).waitFor({ timeout: 120_000 });
    await page.getByLabel('Add folder').setInputFiles(library);
    const indexing = page.locator('[role=progressbar][aria-label=Indexing]');
    await indexing.waitFor();
    await indexing.waitFor({ state: 'detached', timeout: hourMs });
    await wordsRead(page);
    await page.goto(`${address}#/${screen}`);
    const ask = page.getByRole('button', { name: 'Ask from a file' });
    const chooser = page.waitForEvent('filechooser', { timeout: hourMs });
    await ask.click({ timeout: hourMs });
    await (await chooser).setFiles(questions);
    const save = page.getByRole('button', { name: 'Download as JSON' });
    await save.waitFor({ timeout: hourMs });
    const download = page.waitForEvent('download');
    await save.click();
    const path = await (await download).path();
    // Paths as they are in the folder given.
    const root = `${basename(library)}/`;
    const withoutRoot = (key, value) =>
      key === 'file' && value.startsWith(root) ? value.slice(root.length) : value;
    return { report: JSON.parse(readFileSync(path, 'utf8'), withoutRoot), fileCount: files.length };
  } finally {
    await browser.close();
    await server.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** Measured is what there is in the end, with the words in pictures. */
async function wordsRead(page) {
  const reading = page.locator('[role=progressbar][aria-label="Reading words in pictures"]');
  // A library without pictures has none to read.
  await reading.waitFor({ timeout: 5000 }).catch(() => {});
  await reading.waitFor({ state: 'detached', timeout: hourMs });
}

function linkFiles(folder, library) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !notDocuments.has(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  for (const file of files) {
    mkdirSync(dirname(join(library, file)), { recursive: true });
    try {
      linkSync(join(folder, file), join(library, file));
    } catch {
      copyFileSync(join(folder, file), join(library, file));
    }
  }
  return files;
}
