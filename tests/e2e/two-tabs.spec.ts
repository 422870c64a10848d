import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, sampleFiles, test } from './app';

const photos = sampleFiles.filter((path) => path.endsWith('.jpg'));

/** Who holds the lock that lets a tab index. */
async function indexingTab(page: Page): Promise<string | undefined> {
  const { held = [] } = await page.evaluate(() => navigator.locks.query());
  return held.find(({ name }) => name === 'rummage-ingest')?.clientId;
}

/** Ends a tab's process at once, as a crash does. */
async function crash(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  // Never answered: who would answer is gone.
  session.send('Page.crash').catch(() => {});
}

test('when the tab that indexes dies, the other goes on within two seconds', async ({
  context,
}) => {
  const first = new RummagePage(await context.newPage());
  await first.open('#/library');
  const second = new RummagePage(await context.newPage());
  await second.open('#/library');
  await second.page.bringToFront();
  await first.addFiles(photos);
  const ready = second.page.getByRole('radio', { name: /^Ready/ });
  await expect(ready).not.toHaveText('Ready 0', { timeout: 60_000 });

  const leader = await indexingTab(second.page);
  const killedAt = Date.now();
  await crash(context, first.page);
  await expect.poll(() => indexingTab(second.page), { intervals: [20] }).not.toBe(leader);
  await expect.poll(() => indexingTab(second.page), { intervals: [20] }).toBeDefined();
  const takeoverMs = Date.now() - killedAt;
  console.log(`the other tab went on after ${takeoverMs} ms`);
  expect(takeoverMs).toBeLessThanOrEqual(2000);

  await expect(ready).toHaveText(`Ready ${photos.length}`, { timeout: 120_000 });
  await expect(second.page.getByRole('radio', { name: /^Failed/ })).toHaveText('Failed 0');
});

test('a newer version in another tab asks this one to be reloaded', async ({ context, page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(['public/samples/recipes.md']);
  await expect(app.row('recipes.md')).toContainText('Ready');

  const newer = await context.newPage();
  await newer.goto('/icon.svg');
  const notice = page.getByRole('alert', { name: 'A newer Rummage is open in another tab' });

  await test.step('the old tab lets go of the library and says what to do', async () => {
    // Opens only when the other connection has been closed.
    await newer.evaluate(openAt, { version: 1000, keeps: false });
    await expect(notice).toContainText('Nothing is lost');
    await app.addFiles(['public/samples/IMG_2041.jpg']);
    await expect(page.getByRole('list', { name: 'Refused' })).toContainText(
      'IMG_2041.jpg: A newer Rummage is open in another tab.',
    );
    await expectNoFindings(page);
    await expectFitsPhone(page);
  });

  await test.step('reloaded, still old, it does not touch what the newer one wrote', async () => {
    await notice.getByRole('button', { name: 'Reload this tab' }).click();
    await expect(
      page.getByRole('alert', { name: 'This library was written by a newer Rummage' }),
    ).toBeVisible();
    expect(await newer.evaluate(storedVersion)).toBe(1000);
  });
});

test('where an older tab keeps the library open, the new one asks to close it', async ({
  context,
  page,
}) => {
  const older = await context.newPage();
  await older.goto('/icon.svg');
  await older.evaluate(openAt, { version: 1, keeps: true });
  const app = new RummagePage(page);
  await page.goto('/#/library');
  const notice = page.getByRole('alert', { name: 'Close other Rummage tabs' });
  await expect(notice).toBeVisible();
  await older.close();
  await expect(notice).toBeHidden();
  await app.addFiles(['public/samples/recipes.md']);
  await expect(app.row('recipes.md')).toContainText('Ready', { timeout: 60_000 });
});

/** In the page: opens the database at a version, making what version 1 had. */
function openAt({ version, keeps }: { version: number; keeps: boolean }): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('rummage', version);
    request.onupgradeneeded = ({ oldVersion }) => {
      const { result } = request;
      if (oldVersion > 0) return;
      result.createObjectStore('documents', { keyPath: 'id' });
      for (const name of ['originals', 'thumbnails', 'chunks']) result.createObjectStore(name);
      const embeddings = result.createObjectStore('embeddings', { autoIncrement: true });
      embeddings.createIndex('documents', 'documents', { multiEntry: true });
      embeddings.createIndex('count', 'count');
    };
    request.onsuccess = () => {
      // Without a listener for other versions it stays open.
      if (!keeps) request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error);
  });
}

async function storedVersion(): Promise<number | undefined> {
  const databases = await indexedDB.databases();
  return databases.find(({ name }) => name === 'rummage')?.version;
}
