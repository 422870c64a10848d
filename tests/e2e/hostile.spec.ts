import type { Page } from '@playwright/test';
import { hostileFiles } from '../hostile';
import { test as base, expect, RummagePage } from './app';
import { type Canary, startCanary, watchAttempts } from './canary';

/** All that leaves the browser, but for the app's own address, goes through the canary. */
const test = base.extend<{ canary: Canary }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted
  canary: async ({}, use) => {
    const canary = await startCanary();
    await use(canary);
    await canary.close();
  },
  proxy: async ({ canary }, use) => use({ server: canary.address, bypass: 'localhost' }),
});

interface Stored {
  id: string;
  format: string;
  names: { name: string; path: string }[];
  state: { phase: string; chunkCount?: number; issue?: { message: string } };
}

/** Documents as the database has them. */
function documentsOf(page: Page): Promise<Stored[]> {
  return page.evaluate(
    () =>
      new Promise<Stored[]>((resolve, reject) => {
        const opening = indexedDB.open('rummage');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction('documents').objectStore('documents').getAll();
          all.onsuccess = () => {
            database.close();
            resolve(all.result);
          };
        };
      }),
  );
}

/** Whether a script of a document ran in any frame. */
const hasRun = async (page: Page): Promise<boolean> => {
  const frames = page.frames().map((frame) => frame.evaluate(() => '__pwned' in window));
  return (await Promise.all(frames)).includes(true);
};

test('100 hostile documents are read, searched and shown, and ask for nothing', async ({
  canary,
  context,
  page,
}) => {
  const files = await hostileFiles({ canary: canary.address, nowhere: 'http://tracker.invalid' });
  expect(files).toHaveLength(100);
  const events: string[] = [];
  context.on('page', (opened) => events.push(`window ${opened.url()}`));
  context.on('dialog', (dialog) => {
    events.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('download', (download) => events.push(`download ${download.url()}`));
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith('http://localhost:')) events.push(`navigation ${frame.url()}`);
  });
  page.on('worker', (worker) => {
    if (!worker.url().startsWith('http://localhost:')) events.push(`worker ${worker.url()}`);
  });

  const app = new RummagePage(page);
  await app.open('#/library');
  await page.getByLabel('Add files').setInputFiles(files);
  await app.finishIndexing();
  const documents = await documentsOf(page);
  const refused = page.getByRole('list', { name: 'Refused' }).getByRole('listitem');
  await test.step('each is ready, or says why not', async () => {
    for (const { state } of documents) {
      expect(['ready', 'failed']).toContain(state.phase);
      if (state.phase === 'failed') expect(state.issue!.message).not.toBe('');
    }
    // What holds others is there as those, under its own name without the ending.
    const paths = documents.flatMap(({ names }) => names.map(({ path }) => path));
    const said = (await refused.allTextContents()).join('\n');
    const lost = files
      .map(({ name }) => name)
      .filter((name) => !said.includes(name))
      .filter((name) => !paths.some((path) => path.startsWith(name.replace(/\.\w+$/, ''))));
    expect(lost).toEqual([]);
  });
  const ready = documents.filter(({ state }) => state.phase === 'ready');
  expect(ready.length).toBeGreaterThan(95);

  await test.step('one of each format is shown, and each drawing', async () => {
    const formats = new Map(ready.map((document) => [document.format, document]));
    const drawings = ready.filter(({ format }) => format === 'svg');
    expect(formats.size).toBeGreaterThan(15);
    for (const { id, names } of new Set([...formats.values(), ...drawings])) {
      await page.goto(`/#/search?open=${encodeURIComponent(`${id}/0`)}`);
      const preview = page.getByRole('complementary', { name: 'Preview' });
      await expect(preview).toContainText(names[0]!.name);
    }
  });
  await test.step('they are searched', async () => {
    await page.goto('/#/search');
    for (const query of ['when does the ferry leave the harbour', 'a teal circle', '"ferry"']) {
      await app.ask(query);
      await expect(app.matches.first()).toBeVisible();
    }
  });
  expect(await hasRun(page)).toBe(false);
  expect(events).toEqual([]);
  expect(canary.hits).toEqual([]);
});

test('what leaves the browser is seen: by the canary, and by Privacy in the settings', async ({
  browser,
  canary,
  proxy,
}) => {
  const context = await browser.newContext({ bypassCSP: true, ...(proxy && { proxy }) });
  const attempts = watchAttempts(context);
  const page = await context.newPage();
  await page.goto('/#/settings');
  await expect(row(page, /To any other address/)).toHaveText('0');
  await page.evaluate(async (address) => {
    await fetch(`${address}/page`);
    await fetch('http://tracker.invalid/page', { mode: 'no-cors' });
    await fetch('https://tracker.invalid/secret', { mode: 'no-cors' }).catch(() => {});
    // In a worker below a worker, as pdf.js has it.
    const inner = `fetch('${address}/worker').finally(() => self.postMessage('done'))`;
    const outer = `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(inner)}]))).onmessage = () => self.postMessage('done')`;
    const worker = new Worker(URL.createObjectURL(new Blob([outer])));
    await new Promise((resolve) => {
      worker.onmessage = resolve;
    });
  }, canary.address);
  await expect(row(page, new RegExp(canary.address))).toHaveText('1');
  await expect(row(page, /^http:\/\/tracker\.invalid/)).toHaveText('1');
  await context.close();
  expect(canary.hits).toEqual([
    'GET /page',
    'GET http://tracker.invalid/page',
    'CONNECT tracker.invalid:443',
    'GET /worker',
  ]);
  expect(attempts).toContain(`${canary.address}/page`);
  expect(attempts).toContain('https://tracker.invalid/secret');

  // With the policy the same attempt is stopped, and told.
  const strict = await browser.newContext(proxy && { proxy });
  const stopped = await strict.newPage();
  await stopped.goto('/#/settings');
  await expect(row(stopped, /Stopped/)).toHaveText('0');
  await stopped.evaluate((address) => fetch(`${address}/again`).catch(() => {}), canary.address);
  await expect(row(stopped, new RegExp(`connect-src ${canary.address}`))).toHaveText('1');
  await strict.close();
  expect(canary.hits).toHaveLength(4);
});

const row = (page: Page, name: RegExp) =>
  page.getByRole('region', { name: 'Privacy' }).getByRole('row', { name }).getByRole('cell');
