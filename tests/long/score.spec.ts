import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, RummagePage, test } from '../e2e/app';
import { testWithSamples } from '../e2e/with-samples';

const queries = [
  { query: 'close-up of a tabby cat', relevant: [{ file: 'IMG_2041.jpg' }] },
  { query: 'how long must the lentils cook', relevant: [{ file: 'recipes.md' }] },
  { query: 'Adelie Torgersen', relevant: [{ file: 'penguins.csv' }] },
  { query: 'xkcd zzzyx blorf', relevant: [] },
];

testWithSamples(
  'a library is scored by the pairs in a file, by its headings and by its rows',
  async ({ page }) => {
    const app = new RummagePage(page);
    await app.open();
    await app.go('Settings');
    await page.getByRole('link', { name: /score my library/i }).click();
    await expect(page.getByRole('heading', { name: 'Score my library' })).toBeVisible();
    const table = page.getByRole('region', { name: 'Figures' }).getByRole('table');
    const figure = (row: string, column: number) =>
      table.getByRole('row').filter({ hasText: row }).getByRole('cell').nth(column);

    await test.step('from a file', async () => {
      const ask = page.getByRole('button', { name: 'Ask from a file' });
      await expect(ask).toBeEnabled({ timeout: 60_000 });
      const chooser = page.waitForEvent('filechooser');
      await ask.click();
      const buffer = Buffer.from(queries.map((one) => JSON.stringify(one)).join('\n'));
      const mimeType = 'application/jsonl';
      await (await chooser).setFiles({ name: 'pairs.jsonl', mimeType, buffer });
      await expect(table.getByRole('row')).toHaveCount(6, { timeout: 60_000 });
      // By words alone the picture of the cat is not found.
      await expect(figure('both alike', 1)).toContainText('100.0');
      await expect(figure('words only', 1)).toContainText('66.7');
    });

    await test.step('the figures are downloaded, and are those on the screen', async () => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download as JSON' }).click();
      const report = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
      expect(report.results).toHaveLength(queries.length);
      expect(report.results.at(-1)).toMatchObject({ query: 'xkcd zzzyx blorf', declined: true });
      expect(report.model).toMatch(/compact-clip/);
      await expect(figure('both alike', 0)).toContainText((100 * report.r1).toFixed(1));
      await expect(figure('both alike', 3)).toContainText((100 * report.mrr).toFixed(1));
      expect(report.auc).toBeGreaterThan(0.5);
    });

    await test.step('headings ask for their passages, and axe finds nothing', async () => {
      await page.getByRole('button', { name: 'Ask headings for their passages' }).click();
      await expect(page.getByText(/questions? from headings/)).toBeVisible({ timeout: 60_000 });
      await expect(figure('both alike', 2)).toContainText(/[1-9]/);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });

    await test.step('rows ask by some of their cells; a run can be cancelled', async () => {
      await page.getByRole('button', { name: 'Ask rows by some of their cells' }).click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByText(/questions asked/)).toBeHidden();
    });
  },
);
