import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { watchMemory } from '../../scripts/bench/memory.mjs';
import { launchOptions } from '../../scripts/chromium.mjs';
import { test as base, expect, RummagePage } from '../e2e/app';

/** A profile on disk: without one the browser keeps its storage in memory, which is measured here. */
const test = base.extend({
  context: async ({ baseURL, viewport }, use) => {
    const profile = mkdtempSync(join(tmpdir(), 'rummage-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions(),
      ...(baseURL && { baseURL }),
      viewport,
      // As in playwright.config.ts.
      serviceWorkers: 'block',
    });
    await use(context);
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  },
});

const documentCount = 500;
const chunksPerDocument = 40;
const originalBytes = 1_000_000;

/** What a library that is held whole would take is 600 MB and more. */
const maxGrowthBytes = 300e6;

/** Puts a large library where that of the page is, with embeddings as the model in use makes them. */
async function fillLibrary(page: Page): Promise<void> {
  await page.evaluate(
    async ({ documentCount, chunksPerDocument, originalBytes }) => {
      const settled = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await settled(indexedDB.open('rummage'));
      const stores = ['documents', 'originals', 'chunks', 'embeddings'];
      const [segment] = await settled(
        database.transaction('embeddings').objectStore('embeddings').getAll(),
      );
      const { fingerprint, dims } = segment;
      for (let n = 0; n < documentCount; n++) {
        const id = n.toString(16).padStart(64, '0');
        const name = `text ${n}.txt`;
        const bytes = new Uint8Array(originalBytes);
        for (let at = 0; at < originalBytes; at += 65_536) {
          crypto.getRandomValues(bytes.subarray(at, Math.min(originalBytes, at + 65_536)));
        }
        const ordinals = Array.from({ length: chunksPerDocument }, (_, i) => i);
        const vectors = new Float32Array(chunksPerDocument * dims);
        for (const i of ordinals) vectors[i * dims + ((n + i) % dims)] = 1;
        const write = database.transaction(stores, 'readwrite');
        write.objectStore('documents').put({
          id,
          names: [{ name, path: name, addedAt: n }],
          format: 'plain',
          kind: 'text',
          byteSize: originalBytes,
          addedAt: n,
          state: {
            phase: 'ready',
            chunkCount: chunksPerDocument,
            warnings: [],
            metadata: {},
            readyAt: n,
          },
        });
        write.objectStore('originals').put(new Blob([bytes]), id);
        const chunks = ordinals.map((ordinal) => ({
          ordinal,
          kind: 'passage',
          locator: { type: 'lines', from: ordinal + 1, to: ordinal + 1 },
          text: `Document ${n}, passage ${ordinal}. `.repeat(15),
        }));
        write.objectStore('chunks').put(chunks, [id, 0]);
        const rows = Uint32Array.from(ordinals.flatMap((ordinal) => [0, ordinal, 3]));
        const count = chunksPerDocument;
        write.objectStore('embeddings').add({
          fingerprint,
          dims,
          count,
          documents: [id],
          rows,
          vectors,
        });
        await new Promise((resolve, reject) => {
          write.oncomplete = resolve;
          write.onerror = reject;
        });
      }
      database.close();
    },
    { documentCount, chunksPerDocument, originalBytes },
  );
}

function measured(bytes: number | undefined): number {
  if (bytes === undefined) throw new Error("memory could not be read from Linux' /proc");
  return bytes;
}

test('a library of 20,000 passages and 500 MB of files goes out and comes back in bounded memory', async ({
  page,
}, testInfo) => {
  test.skip(process.platform !== 'linux', 'memory is read from /proc');
  test.setTimeout(600_000);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(['public/samples/recipes.md']);
  await app.finishIndexing();
  await fillLibrary(page);
  await page.reload();
  await app.go('Settings');
  const storage = page.getByRole('region', { name: 'Storage' });
  const section = page.getByRole('region', { name: 'Backup and export' });
  await expect(storage).toContainText('501 documents', { timeout: 60_000 });
  // Full text is indexed meanwhile, which takes memory of its own.
  await page.waitForTimeout(20_000);

  /** Most memory taken during some work, beyond what was taken before it. */
  const growthOf = async (work: () => Promise<void>): Promise<number> => {
    const before = measured(watchMemory(process.pid)());
    const stop = watchMemory(process.pid);
    await work();
    return measured(stop()) - before;
  };
  const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(0)} s`;
  const figures: string[] = [];
  const folder = testInfo.outputDir;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'backup.zip');

  let since = performance.now();
  const written = await growthOf(async () => {
    const downloading = page.waitForEvent('download', { timeout: 300_000 });
    await page.getByRole('button', { name: 'Download a backup' }).click();
    await expect(section.getByRole('progressbar')).toHaveAccessibleName('Writing the backup');
    const file = await downloading;
    figures.push(`written in ${seconds(since)}`);
    await file.saveAs(path);
  });
  expect(statSync(path).size).toBeGreaterThan(documentCount * originalBytes);

  since = performance.now();
  const exported = await growthOf(async () => {
    const downloading = page.waitForEvent('download', { timeout: 300_000 });
    await page.getByRole('button', { name: 'Export embeddings' }).click();
    await downloading;
    figures.push(`Parquet in ${seconds(since)}`);
  });

  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase everything' }).click();
  // It lands on an empty Search.
  const samples = page.getByRole('button', { name: 'Try the samples' });
  await expect(samples).toBeVisible({ timeout: 60_000 });
  await app.go('Settings');
  since = performance.now();
  const restored = await growthOf(async () => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Restore from a backup' }).click();
    await (await choosing).setFiles(path);
    await expect(section.getByRole('status')).toContainText('501 documents of 501 restored', {
      timeout: 400_000,
    });
    figures.push(`restored in ${seconds(since)}`);
  });
  await expect(storage).toContainText('501 documents');
  const megabytes = [written, exported, restored].map((bytes) => Math.round(bytes / 1e6));
  console.log(`${figures.join(', ')}; memory grew by ${megabytes.join(', ')} MB`);
  for (const growth of [written, exported, restored]) expect(growth).toBeLessThan(maxGrowthBytes);
});
