import type { Page } from '@playwright/test';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';
import { everythingStored, storages } from './stored';

const note = (words: string) => ({
  name: 'diary.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(`A note.\n\nThe boat is called ${words} and lies in the harbour.\n`),
});

/** Adds a note and searches for it; by then its words are everywhere. */
async function keepNote(app: RummagePage, page: Page, word: string): Promise<void> {
  await app.open();
  await page.getByLabel('Add files').setInputFiles(note(word));
  await app.finishIndexing();
  await app.ask(word);
  await expect(app.matches.first()).toContainText('diary.txt');
  await page.evaluate((text) => sessionStorage.setItem('note', text), word);
  await page.evaluate(
    async (text) => (await caches.open(text)).put('/x', new Response(text)),
    word,
  );
  await page.evaluate(async (text) => {
    const opening = indexedDB.open(text);
    await new Promise((resolve, reject) => {
      opening.onsuccess = resolve;
      opening.onerror = reject;
    });
    opening.result.close();
  }, word);
}

test('erasing everything leaves nothing in any storage, and other tabs write nothing back', async ({
  context,
  page,
}) => {
  const word = 'quillfeatherboat';
  const app = new RummagePage(page);
  await keepNote(app, page, word);
  const second = new RummagePage(await context.newPage());
  await second.open(`#/search?q=${word}`);
  await expect(second.matches.first()).toContainText('diary.txt');
  await expect
    .poll(async () => {
      const before = await everythingStored(page);
      return storages.filter((storage) => before[storage].includes(word));
    })
    .toEqual(storages);

  await app.go('Settings');
  const privacy = page.getByRole('region', { name: 'Privacy' });
  await expect(privacy).toContainText('Recent searches');
  await privacy.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase everything' }).click();
  for (const tab of [app, second]) {
    await expect(tab.page.getByRole('button', { name: 'Try the samples' })).toBeVisible();
    expect(new URL(tab.page.url()).hash).not.toContain(word);
    const after = await everythingStored(tab.page);
    for (const storage of storages) {
      expect(after[storage], storage).not.toContain(word);
      expect(after[storage], storage).not.toContain('diary.txt');
    }
  }
  await expect(app.encoder).toContainText('ready');
  await page.getByLabel('Add files').setInputFiles(note('another'));
  await app.finishIndexing();
  await app.ask('another');
  await expect(app.matches.first()).toContainText('diary.txt');
});

test('Privacy shows the rules in force, counts requests and what is stored', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/settings');
  const privacy = page.getByRole('region', { name: 'Privacy' });
  await expect(privacy).toContainText("connect-src 'self'");
  await expect(privacy).toContainText('It allows no other address');
  const count = async (name: RegExp) => {
    const row = privacy.getByRole('row', { name }).getByRole('cell');
    const text = await row.textContent();
    expect(text).toMatch(/^[\d,]+$/);
    return Number(text!.replaceAll(',', ''));
  };
  // The model's files alone, which a worker asked for, are more than ten.
  expect(await count(/To this address/)).toBeGreaterThan(30);
  expect(await count(/To any other address/)).toBe(0);
  expect(await count(/Stopped/)).toBe(0);
  await expectNoFindings(page);
  await expectFitsPhone(page);
});
