import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, RummagePage, test } from './app';

test('a folder goes in with its paths', async ({ page }, testInfo) => {
  const folder = join(testInfo.outputDir, 'pile', 'inner');
  mkdirSync(folder, { recursive: true });
  cpSync('public/samples/recipes.md', join(folder, 'recipes.md'));
  const app = new RummagePage(page);
  await app.open('#/library');
  await page.getByLabel('Add folder').setInputFiles(join(testInfo.outputDir, 'pile'));
  await expect(app.row('recipes.md')).toContainText('Ready');
  await expect(app.row('recipes.md')).toContainText('pile/inner/recipes.md');
});

test('files are added by drop and by paste, and a picture on the box searches', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const transfer = (path: string, name: string, type: string) =>
    page.evaluateHandle(
      ([data, name, type]) => {
        const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name, { type }));
        return transfer;
      },
      [readFileSync(path).toString('base64'), name, type] as const,
    );

  const dropped = await transfer('public/samples/IMG_2041.jpg', 'IMG_2041.jpg', 'image/jpeg');
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main', type, { dataTransfer: dropped });
  }
  await expect(app.row('IMG_2041.jpg')).toContainText('Ready');

  const pasted = await transfer('public/samples/IMG_2058.jpg', 'image.png', 'image/jpeg');
  await page.evaluate((clipboardData) => {
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, pasted);
  await expect(app.row('Pasted picture')).toContainText('Ready');

  await app.go('Search');
  const query = await transfer('tests/e2e/fixtures/q-01.jpg', 'cat.jpg', 'image/jpeg');
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await app.search.dispatchEvent(type, { dataTransfer: query });
  }
  await expect(app.matches.first().getByRole('heading').first()).toHaveText('IMG_2041.jpg');
  await app.go('Library');
  await expect(app.documents.getByRole('row').filter({ hasText: 'Ready' })).toHaveCount(2);
});

test('when the encoder fails it is restarted once, and the queue goes on', {
  tag: '@long',
}, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(['public/samples/field-notes.pdf', 'public/samples/wildlife-strikes.csv']);
  await expect(app.indexing).toBeVisible();
  const clip = page.workers().find((worker) => worker.url().includes('clip'));
  await clip!.evaluate(() => {
    setTimeout(() => {
      throw new Error('device lost');
    });
  });
  await expect(app.encoder).toContainText('restarted after a fault');
  for (const name of ['field-notes.pdf', 'wildlife-strikes.csv']) {
    await expect(app.row(name)).toContainText('Ready', { timeout: 60_000 });
  }
  await app.go('Search');
  await app.ask('why was the launch postponed');
  await expect(app.matches.first().getByRole('heading').first()).toHaveText('field-notes.pdf');
});
