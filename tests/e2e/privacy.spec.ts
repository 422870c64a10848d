import type { Page } from '@playwright/test';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';
import { everythingStored } from './stored';

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
  const other = (text: string) => indexedDB.open(text).result;
  await page.evaluate(other, word).catch(() => {});
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
  const before = await everythingStored(page);
  expect(before).toContain(word);
  expect(before, 'the index of words').toContain('SQLite format 3');

  await app.go('Settings');
  const privacy = page.getByRole('region', { name: 'Privacy' });
  await expect(privacy).toContainText('Recent searches');
  await privacy.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase everything' }).click();
  for (const tab of [app, second]) {
    await expect(tab.page.getByRole('button', { name: 'Try the samples' })).toBeVisible();
    expect(new URL(tab.page.url()).hash).not.toContain(word);
    const after = await everythingStored(tab.page);
    expect(after).not.toContain(word);
    expect(after).not.toContain('diary.txt');
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
    return Number((await row.textContent())!.replaceAll(',', ''));
  };
  // The model's files alone, which a worker asked for, are more than ten.
  expect(await count(/To this address/)).toBeGreaterThan(30);
  expect(await count(/To any other address/)).toBe(0);
  expect(await count(/Stopped/)).toBe(0);
  await expectNoFindings(page);
  await expectFitsPhone(page);
});
