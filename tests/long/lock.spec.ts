import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from '../../scripts/chromium.mjs';
import { expect, RummagePage, test } from '../e2e/app';
import { kept, locked, passphrase, setLock, unlock } from '../e2e/lock-page';

/** Nowhere else: in the text, in its name, and in a search that is made with the lock. */
const secrets = ['quorblet', 'vanishing', 'plimsoll'];

/** Files of a folder in which one of the secrets can be read, in letters of one byte or of two. */
function filesThatTell(folder: string): string[] {
  const wanted = secrets.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => {
      const content = contentOf(path);
      return wanted.some((word) => content.includes(word));
    });
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    // The browser has removed it since the folder was read.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

test('with a lock nothing of the library can be read on the disk, and the passphrase opens it', async ({
  baseURL,
}) => {
  const profile = mkdtempSync(join(tmpdir(), 'rummage-lock-'));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      ...launchOptions(),
      baseURL: baseURL!,
      // As in playwright.config.ts.
      serviceWorkers: 'block',
    });
  const folder = mkdtempSync(join(tmpdir(), 'rummage-document-'));
  const document = join(folder, 'vanishing.md');
  writeFileSync(document, '# Harbour\n\nThe quorblet lay beside the ferries all winter long.\n');

  let context = await launch();
  let page = context.pages()[0]!;
  let app = new RummagePage(page);
  await app.open();
  await app.addFiles([document, 'public/samples/recipes.md']);
  await app.finishIndexing();
  await page.evaluate(() => {
    const recent = [{ address: '#/search?q=saffron', at: Date.now() }];
    localStorage.setItem('rummage.recent-searches', JSON.stringify(recent));
  });
  await page.reload();
  // Without a lock it can be read, so what is looked for later is looked for where it was.
  await expect.poll(() => filesThatTell(profile)).not.toEqual([]);
  await expect.poll(async () => (await kept(page)).files).not.toEqual([]);
  await setLock(page);
  const { files, local, session } = await kept(page);
  expect(files).toEqual([]);
  expect(local + session).not.toContain('saffron');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await app.search.fill('a plimsoll by the sea');
  await app.matches.first().getByRole('heading').first().click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/search\?n=\d+$/);
  await app.search.fill('');
  await expect(page).toHaveURL(/#\/search$/);
  const recent = page.getByRole('list', { name: 'Recent searches' }).getByRole('listitem');
  await expect(recent).toHaveText(['a plimsoll by the sea', 'saffron']);
  await recent.getByRole('link', { name: 'a plimsoll by the sea' }).click();
  await expect(app.search).toHaveValue('a plimsoll by the sea');
  await expect(page).toHaveURL(/#\/search\?n=\d+$/);
  await context.close();

  await test.step('the files of the browser tell nothing once it was started again', async () => {
    context = await launch();
    page = context.pages()[0]!;
    app = new RummagePage(page);
    await page.goto('/#/search?q=soup');
    await expect(locked(page)).toBeVisible();
    await expect(page.getByText('soup')).toBeHidden();
    await expect.poll(() => filesThatTell(profile)).toEqual([]);
  });

  await test.step('the passphrase opens it, with all there was', async () => {
    await unlock(page);
    await expect(app.matches.first()).toContainText('recipes.md');
    await app.search.fill('quorblet');
    await expect(app.matches.first()).toContainText('vanishing.md');
    await expect(page).toHaveTitle('Rummage');
    await app.search.fill('');
    const recent = page.getByRole('list', { name: 'Recent searches' }).getByRole('listitem');
    await expect(recent.filter({ hasText: 'saffron' })).toBeVisible();
  });

  await test.step('a key locks it in all tabs, and leaves no trace in the address', async () => {
    const other = await context.newPage();
    await other.goto('/#/library');
    await unlock(other);
    await expect(new RummagePage(other).row('vanishing.md')).toContainText('Ready');
    await page.bringToFront();
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.keyboard.press('Shift+L');
    await expect(locked(page)).toBeVisible();
    await expect(locked(other)).toBeVisible();
    expect(new URL(other.url()).hash).toBe('#/');
    await other.close();
  });

  await test.step('it is taken away again', async () => {
    await unlock(page);
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'Remove the lock' }).click();
    await page.getByLabel('Present passphrase').fill(passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Set a passphrase' })).toBeVisible();
    await page.reload();
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await app.ask('quorblet');
    await expect(app.matches.first()).toContainText('vanishing.md');
  });
  await context.close();
  for (const one of [profile, folder]) rmSync(one, { recursive: true, force: true });
});
