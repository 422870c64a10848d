import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, RummagePage, test } from './app';

const tables = ['public/samples/penguins.csv', 'public/samples/wildlife-strikes.csv'];

test('a question to a table is answered exactly, and its reading can be changed', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(tables);
  await app.finishIndexing();
  const answer = page.getByRole('region', { name: 'Answer from a table' });

  await test.step('a filter narrows the rows', async () => {
    await app.ask('penguins heavier than 5.5 kg');
    await expect(answer).toContainText('penguins.csv');
    // Worked out with a spreadsheet: rows 121 (5700 g) and 133 (5550 g).
    await expect(answer.getByRole('button', { name: /^Open row/ })).toHaveText(['121', '133']);
    await answer.getByText('How it was worked out').click();
    await expect(answer).toContainText(/WHERE/i);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  await test.step('a chip can be changed', async () => {
    await answer.getByRole('button', { name: /Change Body Mass/ }).click();
    const dialog = page.getByRole('dialog', { name: /Change Body Mass/ });
    await dialog.getByRole('textbox', { name: 'Value' }).fill('5600');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expect(answer.getByRole('button', { name: /^Open row/ })).toHaveText(['121']);
  });

  await test.step('and removed', async () => {
    await answer.getByRole('button', { name: /Remove Body Mass/ }).click();
    await expect(answer).toBeHidden();
  });

  await test.step('a row opens at its place', async () => {
    await app.ask('longest flipper');
    await expect(answer).toContainText('222 mm');
    await answer.getByRole('button', { name: 'Open row 126' }).click();
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await expect(preview).toContainText('row 126');
    await page.keyboard.press('Escape');
  });

  await test.step('groups are a chart, a count is a figure', async () => {
    await app.ask('average body mass by species');
    await expect(answer.getByRole('row')).toHaveCount(3);
    await expect(answer.getByRole('rowheader', { name: 'Gentoo' })).toBeVisible();
    await app.ask('how many strikes in California');
    await expect(answer.locator('[data-answer-value]')).toHaveText('16');
  });

  await test.step('what is no question gets no answer', async () => {
    await app.ask('a cup of coffee on a wooden table');
    await expect(page.getByText(/Nothing here seems to match/)).toBeVisible();
    await expect(answer).toBeHidden();
  });

  await test.step('after a reload the tables are there again', async () => {
    await page.goto('/#/search?q=longest+flipper');
    await page.reload();
    await expect(answer).toContainText('222 mm');
    await app.go('Library');
    await app
      .row('penguins.csv')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect(app.documents).not.toContainText('penguins.csv');
    await app.go('Search');
    await app.ask('longest flipper');
    await expect(answer).toBeHidden();
  });
});

test(
  'a table with a hostile header and a table of nothing harm no one',
  { tag: '@long' },
  async ({ page }, testInfo) => {
    const folder = join(testInfo.outputDir, 'tables');
    mkdirSync(folder, { recursive: true });
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const hostile = 'name,"price""; drop table x; --",price\nlamp,1,20\nchair,2,40\n';
    const app = new RummagePage(page);
    await app.open();
    await app.addFiles([
      file('hostile.csv', hostile),
      file('empty.csv', 'a,b,c\n'),
      ...tables.slice(0, 1),
    ]);
    await app.finishIndexing();
    const answer = page.getByRole('region', { name: 'Answer from a table' });
    await app.ask('longest flipper');
    await expect(answer).toContainText('222 mm');
  },
);
