import { expect, expectNoFindings, RummagePage } from './app';
import { testWithSamples as test } from './with-samples';

const folder = 'tests/browser/fixtures/pdf';
const names = [
  'reportlab-grid.pdf',
  'reportlab-continued.pdf',
  'typst-charts.pdf',
  'reportlab-labels.pdf',
];

test('tables, figures and page names of PDFs are searched, asked and shown where they stand', {
  tag: '@long',
}, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(names.map((name) => `${folder}/${name}`));
  await app.finishIndexing();
  const answer = page.getByRole('region', { name: 'Answer from a table' });
  const value = answer.locator('[data-answer-value]');

  await test.step('a question to a table in a PDF is answered from all of its rows', async () => {
    await app.ask('total Saltmarsh');
    await expect(answer.getByRole('heading')).toContainText('reportlab-grid.pdf: Table 1: Monthly');
    await expect(value).toHaveText('575.7');
    // Over the end of a page as well.
    await app.ask('average quantity of fixings');
    await expect(answer.getByRole('heading')).toContainText('reportlab-continued.pdf');
    await expect(value).toHaveText('2,452.86');
    await expect(answer).toContainText('over 58 rows');
  });

  await test.step('a row behind an answer opens on its page, outlined', async () => {
    await app.ask('Hollin Top in March');
    await expect(value).toHaveText(/83\.9/);
    await answer.getByRole('button', { name: 'Open row 3' }).click();
    await expect(page.getByRole('img', { name: 'Page 1' })).toBeVisible();
    await expect(page.locator('.border-page-mark')).toBeVisible();
    await expectNoFindings(page);
  });

  await test.step('a cell is found as the row of a table', async () => {
    await app.ask('"R281-07"');
    const first = app.matches.first();
    await expect(first.getByRole('heading').first()).toHaveText('reportlab-continued.pdf');
    await expect(first.getByRole('cell', { name: 'Rivet, stainless, 10 mm' })).toBeVisible();
  });

  await test.step('a figure is found by its caption, and shown', async () => {
    await app.ask('weight of perch from the mill pond');
    const first = app.matches.first();
    await expect(first.getByRole('heading').first()).toHaveText('typst-charts.pdf');
    await expect(first).toContainText('Fig. 1. Length and weight of sixty perch');
    await expect(first.getByRole('img').first()).toBeVisible();
  });

  await test.step('pages are called as their document calls them, and bookmarks turn to them', async () => {
    await app.ask('who lights the stove and winds the clock');
    await expect(app.matches.first()).toContainText('p. 1 (page 4)');
    await app.matches.first().getByRole('heading').first().click();
    await expect(page.getByText('p. 1 (4) of 5')).toBeVisible();
    await page.getByLabel('Contents').selectOption('Lending');
    await expect(page.getByText('p. 2 (5) of 5')).toBeVisible();
    await expect(page.getByRole('img', { name: 'Page 5' })).toBeVisible();
  });
});
