import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, RummagePage, test } from '../e2e/app';

/** Further than the rows that are kept as passages. */
const rowCount = 202_000;
const highest = 201_500;

function writeReadings(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const lines = ['Reading,Level'];
  for (let row = 1; row <= rowCount; row++) {
    lines.push(`R-${row},${row === highest ? 9999 : (row * 7) % 1000}`);
  }
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
}

test('a long table comes in with progress while one searches, and is asked to its last row', async ({
  page,
}, testInfo) => {
  test.setTimeout(240_000);
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(['public/samples/recipes.md']);
  await app.finishIndexing();
  const path = writeReadings(testInfo.outputDir, 'readings.csv');

  await test.step('it tells how far it is, and a search does not wait for it', async () => {
    await app.addFiles([path]);
    await expect(app.indexing).toBeVisible();
    await app.ask('lentil soup');
    await expect(app.matches.first()).toContainText('recipes.md');
    await expect(app.indexing).toBeVisible();
    await expect(app.indexing).toContainText(/[\d,.]+ of [\d,.]+/);
  });

  const answer = page.getByRole('region', { name: 'Answer from a table' });
  await test.step('the answer is exact, and its row opens beyond the kept ones', async () => {
    await expect(app.indexing).toBeHidden({ timeout: 180_000 });
    await app.ask('highest level');
    await expect(answer).toContainText('9,999', { timeout: 60_000 });
    await answer.getByRole('button', { name: `Open row ${highest}` }).click();
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await expect(preview).toContainText(`R-${highest}`);
  });

  await test.step('it says which of its rows are found by what', async () => {
    await app.go('Library');
    await expect(app.row('readings.csv')).toContainText(/200,000/);
  });
});

test('a long table that is removed on its way in leaves nothing behind', async ({
  page,
}, testInfo) => {
  test.setTimeout(180_000);
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(['public/samples/penguins.csv']);
  await app.finishIndexing();
  await app.addFiles([writeReadings(testInfo.outputDir, 'readings.csv')]);
  await expect(app.indexing).toBeVisible();
  await app
    .row('readings.csv')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(app.documents).not.toContainText('readings.csv');
  await expect(app.indexing).toBeHidden({ timeout: 60_000 });
  await app.go('Search');
  const answer = page.getByRole('region', { name: 'Answer from a table' });
  await app.ask('highest level');
  await expect(answer).toBeHidden();
  await app.ask('longest flipper');
  await expect(answer).toContainText('222 mm');
});
