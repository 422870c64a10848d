import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { expect, expectFitsPhone, expectNoFindings, RummagePage } from '../e2e/app';
import { testWithSamples } from '../e2e/with-samples';

const test = testWithSamples;

/** As in browsers that do not let a page write a file: what is made becomes a download. */
const withoutPicker = (page: Page) =>
  page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));

async function download(page: Page, name: string | RegExp): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return (await downloading).path();
}

async function topHits(app: RummagePage, query: string): Promise<string[]> {
  await app.go('Search');
  await app.ask(query);
  await expect(app.matches.first()).toBeVisible();
  const names = await app.matches.getByRole('heading').allTextContents();
  return names.slice(0, 5);
}

async function restore(page: Page, file: string | { name: string; buffer: Buffer }) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Restore from a backup' }).click();
  const chosen = typeof file === 'string' ? file : { ...file, mimeType: 'application/zip' };
  await (await choosing).setFiles(chosen);
}

const queries = ['an orange flower', 'soup made from lentils', 'barn swallow at Cleveland'];

test('a library that was erased comes back from its backup, and a damaged one costs nothing', async ({
  page,
}) => {
  await withoutPicker(page);
  const app = new RummagePage(page);
  await app.open();
  const before: string[][] = [];
  for (const query of queries) before.push(await topHits(app, query));
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await app.go('Settings');
  const path = await download(page, 'Download a backup');
  const section = page.getByRole('region', { name: 'Backup and export' });
  await expect(section.getByRole('status')).toHaveText('The backup is written.');
  await expect(section).toContainText('not encrypted');

  await test.step('erased, and restored', async () => {
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Erase everything' }).click();
    // It lands on an empty Search.
    const samples = page.getByRole('button', { name: 'Try the samples' });
    await expect(samples).toBeVisible({ timeout: 60_000 });
    await app.go('Settings');
    await restore(page, path);
    await expect(section.getByRole('status')).toContainText(/(\d+) documents of \1 restored/);
    await expect(app.indexing).toBeHidden();
    const after: string[][] = [];
    for (const query of queries) after.push(await topHits(app, query));
    expect(after).toEqual(before);
    await app.search.fill('');
    await expect(page.getByRole('link', { name: queries[2]! }).first()).toBeVisible();
  });

  await test.step('an original opens, and all is there after a reload', async () => {
    await page.reload();
    await topHits(app, queries[0]!);
    await app.matches.first().getByRole('button').first().click();
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await expect(preview.getByRole('img').first()).toBeVisible();
  });

  await test.step('restored again it changes nothing; cut off or foreign it says so', async () => {
    await app.go('Settings');
    await restore(page, path);
    await expect(section.getByRole('status')).toContainText(
      'All documents of this backup are here',
    );
    const bytes = readFileSync(path);
    const half = bytes.subarray(0, bytes.length / 2);
    await restore(page, { name: 'half.zip', buffer: half });
    await expect(section.getByRole('status')).toContainText('The end of this file is missing');
    await restore(page, 'tests/e2e/fixtures/office/pile.zip');
    await expect(section.getByRole('status')).toContainText('This is not a backup');
    await expectNoFindings(page);
    await expectFitsPhone(page);
  });

  await test.step('added like a document it is told what it is', async () => {
    await app.addFiles([path]);
    await app.go('Library');
    await expect(page.getByText('This is a backup of a library.')).toBeVisible();
  });
});

test('results and embeddings go out for other programs, a file of its own where one may be chosen', async ({
  page,
}) => {
  // The browser's dialog cannot be reached from a test; what it gives can.
  await page.addInitScript(() => {
    const pick = async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    Object.assign(window, { showSaveFilePicker: pick });
  });
  const app = new RummagePage(page);
  await app.open();

  await test.step('results', async () => {
    const names = await topHits(app, 'an orange flower');
    const text = readFileSync(await download(page, 'Download results (CSV)'), 'utf8');
    const { data } = Papa.parse<Record<string, string>>(text, { header: true });
    const first = data.filter(({ rank }, i) => rank !== data[i - 1]?.rank);
    expect(first.slice(0, names.length).map(({ name }) => name)).toEqual(names);
    const bars = await app.matches
      .getByRole('meter', { name: 'Similarity', exact: true })
      .evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-valuenow')));
    const shown = first.slice(0, bars.length).map(({ probability }) => Number(probability) * 100);
    expect(bars.length).toBeGreaterThan(0);
    for (const [i, bar] of bars.entries())
      expect(Math.abs(shown[i]! - Number(bar))).toBeLessThan(0.06);
  });

  await test.step('embeddings', async () => {
    await app.go('Settings');
    await page.getByRole('button', { name: 'Export embeddings' }).click();
    const section = page.getByRole('region', { name: 'Backup and export' });
    await expect(section.getByRole('status')).toHaveText('The embeddings are written.');
    const bytes = await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      for await (const [name, handle] of root.entries()) {
        if (!name.endsWith('.parquet')) continue;
        const file = await (handle as FileSystemFileHandle).getFile();
        return Array.from(new Uint8Array(await file.arrayBuffer()));
      }
      throw new Error('no file was written');
    });
    const file = Uint8Array.from(bytes).buffer;
    const facts = parquetMetadata(file).key_value_metadata;
    expect(facts).toContainEqual({ key: 'rummage.dims', value: '384' });
    const rows = await parquetReadObjects({ file, columns: ['name', 'text', 'embedding'] });
    const embedded = rows.filter(({ embedding }) => embedding);
    const parts = await page.getByRole('region', { name: 'Storage' }).textContent();
    expect(parts).toContain(`${embedded.length.toLocaleString('en')} searchable parts`);
    for (const { embedding } of embedded) expect(Math.hypot(...embedding)).toBeCloseTo(1, 3);
  });
});
