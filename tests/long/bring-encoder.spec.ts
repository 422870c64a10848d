import type { Page } from '@playwright/test';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from '../e2e/app';
import { locked, setLock, unlock } from '../e2e/lock-page';
import { encoder, keptModels, model, modelsFolder, status } from './models-section';

const models = modelsFolder();

/** Names of the models whose embeddings are stored. */
const modelsOfEmbeddings = (page: Page) =>
  page.evaluate(async () => {
    const opened = indexedDB.open('rummage');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opened.onsuccess = () => resolve(opened.result);
    });
    const request = database.transaction('embeddings').objectStore('embeddings').getAll();
    const segments = await new Promise<{ fingerprint: { model: string } }[]>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    database.close();
    return [...new Set(segments.map(({ fingerprint }) => fingerprint.model))];
  });

test('a folder is checked, used and removed, and the library is read anew', async ({ page }) => {
  const rummage = new RummagePage(page);
  await rummage.open();
  await rummage.addFiles(['public/samples/recipes.md', 'public/samples/IMG_2041.jpg']);
  await rummage.finishIndexing();

  await test.step('a folder that is added on the page is a model, not documents', async () => {
    const path = models.write('tiny-clip', 'clip', {
      seed: 7,
      precisions: ['fp32', 'q8'],
      wrong: 'q8',
    });
    await page.getByLabel('Add folder').setInputFiles(path);
    await expect(status(page)).toHaveText('tiny-clip works on this computer.', { timeout: 60_000 });
    await expect(page).toHaveURL(/#\/settings$/);
    await expectNoFindings(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('the library is read by it beside the one in use, which goes on answering', async () => {
    await page.getByRole('button', { name: 'Use tiny-clip now' }).click();
    await expect(page.getByText('tiny-clip has read your library.')).toBeVisible({
      timeout: 120_000,
    });
    await expect(encoder(page)).toContainText('compact-clip ready on');
    await rummage.go('Search');
    await rummage.ask('a cat');
    await expect(rummage.matches.first()).toContainText('IMG_2041.jpg');
  });

  await test.step('both are asked the same questions', async () => {
    await rummage.go('Settings');
    await page.getByRole('link', { name: 'Compare both on your library' }).click();
    await page.getByRole('button', { name: 'Ask headings for their passages' }).click();
    const figures = (name: string) => page.getByRole('region', { name: `Figures, ${name}` });
    await expect(figures('tiny-clip')).toBeVisible({ timeout: 120_000 });
    await expect(figures('compact-clip')).toBeVisible();
    const meaning = (name: string) =>
      figures(name).getByRole('row').filter({ hasText: 'meaning only' });
    // Weights that were drawn by chance find nothing by meaning but by chance.
    expect(await meaning('tiny-clip').textContent()).not.toBe(
      await meaning('compact-clip').textContent(),
    );
    await expectNoFindings(page);
  });

  await test.step('the switch loads the page anew, with nothing left of the former space', async () => {
    await rummage.go('Settings');
    await page.getByRole('button', { name: 'Switch to tiny-clip' }).click();
    await expect(encoder(page)).toContainText('tiny-clip ready on', { timeout: 60_000 });
    await expect.poll(() => modelsOfEmbeddings(page)).toEqual(['tiny-clip']);
    await expect(encoder(page)).toContainText(
      /q8 on WASM did not pass: The text tower gives wrong numbers here/,
    );
    await expect(encoder(page)).toContainText('Precision: text fp32, image fp32');
    await expect(encoder(page)).toContainText('Scores are estimated');
  });

  await test.step('what was in the library is found with it', async () => {
    await rummage.go('Library');
    await expect(rummage.row('IMG_2041.jpg')).toBeVisible();
    await expect(page.getByText('2 documents')).toBeVisible();
    await rummage.go('Search');
    await rummage.ask('lentil soup');
    await expect(rummage.matches.first()).toContainText('recipes.md', { timeout: 60_000 });
    // By the picture alone.
    await rummage.search.fill('');
    await rummage.askWithPicture('public/samples/IMG_2041.jpg');
    await expect(rummage.matches.first()).toContainText('IMG_2041.jpg', { timeout: 60_000 });
  });

  await test.step('without it the bundled one is back', async () => {
    await rummage.go('Settings');
    await model(page, 'tiny-clip').getByRole('button', { name: 'Remove tiny-clip' }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: 'Remove', exact: true })
      .click();
    await expect(encoder(page)).toContainText('compact-clip ready on', { timeout: 60_000 });
    await expect(model(page, 'tiny-clip')).toHaveCount(0);
    await expect.poll(() => keptModels(page)).toEqual([]);
    await rummage.go('Search');
    await rummage.ask('a cat');
    await expect(rummage.matches.first()).toContainText('IMG_2041.jpg', { timeout: 60_000 });
  });
});

test('a library with a lock is read by another encoder as well, and stays sealed', async ({
  page,
}) => {
  const rummage = new RummagePage(page);
  await rummage.open();
  await rummage.addFiles(['public/samples/recipes.md', 'public/samples/IMG_2041.jpg']);
  await rummage.finishIndexing();
  await setLock(page);
  await page
    .getByLabel('Add folder')
    .setInputFiles(models.write('tiny-locked', 'clip', { seed: 8, precisions: ['fp32'] }));
  await page.getByRole('button', { name: 'Use tiny-locked now' }).click({ timeout: 60_000 });
  const hasRead = page.getByText('tiny-locked has read your library.');
  await expect(hasRead).toBeVisible({ timeout: 120_000 });

  await test.step('what it has read is kept, and can be read with the passphrase only', async () => {
    await page.reload();
    await expect(locked(page)).toBeVisible();
    await unlock(page);
    await rummage.go('Settings');
    await expect(hasRead).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Switch to tiny-locked' }).click();
    await expect(locked(page)).toBeVisible({ timeout: 60_000 });
    await unlock(page);
    await expect(encoder(page)).toContainText('tiny-locked ready on', { timeout: 60_000 });
    expect(await modelsOfEmbeddings(page)).toEqual([]);
    await rummage.go('Search');
    await rummage.search.fill('lentil soup');
    await expect(rummage.matches.first()).toContainText('recipes.md', { timeout: 60_000 });
  });

  await test.step('and so after it the bundled one reads it again', async () => {
    await rummage.go('Settings');
    await model(page, 'compact-clip').getByRole('button', { name: 'Use compact-clip' }).click();
    await page.getByRole('button', { name: 'Switch to compact-clip' }).click({ timeout: 120_000 });
    await expect(locked(page)).toBeVisible({ timeout: 60_000 });
    await unlock(page);
    await expect(encoder(page)).toContainText('compact-clip ready on', { timeout: 60_000 });
    await rummage.go('Search');
    await rummage.search.fill('a cat');
    await expect(rummage.matches.first()).toContainText('IMG_2041.jpg', { timeout: 60_000 });
  });
});
