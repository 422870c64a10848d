import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '../app';
import { MortalBrowser } from './mortal-browser';
import type { StoredLibrary } from './stored-library';

/** What indexing came to when nothing went wrong. */
export interface CleanRun {
  files: string[];
  /** A browser's profile with all of it, not to be changed. */
  profile: string;
  stored: StoredLibrary;
  /** From opening the app until it was ready: how fast this machine is now. */
  openMs: number;
  /** From adding the files until all were ready. */
  ms: number;
  /** Names of what was found first, by query. */
  found: Record<string, string[]>;
}

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Gone when the tests have run. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rummage-mortal-'));
  folders.push(folder);
  return folder;
}

export function copyOf(profile: string): string {
  const folder = emptyFolder();
  cpSync(profile, folder, { recursive: true });
  return folder;
}

/** A photo by what it shows, a passage by its words, a row. */
const queries = [
  { query: "close-up photo of a tabby cat's face", kind: 'image', file: 'IMG_2041.jpg' },
  { query: 'soup made from lentils and tinned tomatoes', kind: 'text', file: 'recipes.md' },
  { query: 'lighthouse 7', kind: 'table', file: 'lighthouse.csv' },
];

export async function makeCleanRun(files: string[], baseURL: string): Promise<CleanRun> {
  const profile = emptyFolder();
  const browser = await MortalBrowser.launch(profile, baseURL);
  const opened = Date.now();
  await browser.app.open('#/library');
  const started = Date.now();
  await browser.app.addFiles(files);
  await untilReady(browser, files.length);
  const ms = Date.now() - started;
  // What is looked at while the browser is killed.
  expect((await browser.seen()).filter(({ isReady }) => isReady)).toHaveLength(files.length);
  const found = await search(browser, files);
  const stored = await browser.stored();
  await browser.close();
  return { files, profile, stored, openMs: started - opened, ms, found };
}

/** Waits until all are ready. */
export async function untilReady({ page }: MortalBrowser, count: number): Promise<void> {
  const ready = page.getByRole('radio', { name: /^Ready/ });
  await expect(ready).toHaveText(`Ready ${count}`, { timeout: 240_000 });
}

/** What is found first. */
export async function search(
  browser: MortalBrowser,
  files: readonly string[],
): Promise<Record<string, string[]>> {
  const { app, page } = browser;
  const found: Record<string, string[]> = {};
  for (const { query, kind, file } of queries) {
    if (!files.some((path) => path.endsWith(file))) continue;
    await page.goto(`/#/search?kind=${kind}`);
    await app.ask(query);
    await expect(app.matches.first()).toBeVisible();
    const names = await app.matches.locator('[data-hit]').allTextContents();
    found[query] = names.slice(0, 3);
  }
  return found;
}
