import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectNoFindings, RummagePage, test } from './app';

const folder = 'tests/e2e/fixtures/formats';

test('every format goes in, and nothing in a file reaches out', async ({ page }) => {
  const names = readdirSync(folder);
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(names.map((name) => join(folder, name)));
  await app.finishIndexing();
  for (const name of names) await expect(app.row(name), name).toContainText('Ready');

  await app.go('Search');
  const expectFirst = async (query: string, name: RegExp, place?: string) => {
    await app.ask(query);
    await expect(app.matches.first().getByRole('heading').first()).toHaveText(name);
    if (place) await expect(app.matches.first()).toContainText(place);
  };
  await expectFirst('when does the boat to the island leave', /page\.html/);
  await expectFirst('Belgian stew', /dishes\.jsonl/, 'row 2');
  await expectFirst('the clock of the tower is broken', /notes\.json/);
  await expectFirst('how high is the oak', /trees\.tsv/, 'row 2');
  await expectFirst("close-up photo of a tabby cat's face", /cat\.|taken\.jpg/);
  await expectFirst('an orange dahlia flower', /scan\.tiff/, 'page 2');
  // No browser shows a TIFF by itself.
  await app.matches.first().getByRole('heading').first().click();
  const page2 = page.getByRole('complementary', { name: 'Preview' }).getByRole('img');
  await expect(page2).toHaveJSProperty('naturalWidth', 220);

  // The preview is where a careless app would let a drawing load what it names.
  await page.goto('/#/library');
  await page.goto('/#/search?kind=image');
  await app.ask('a red circle');
  const drawing = app.matches.filter({ hasText: 'drawing.svg' });
  await drawing.getByRole('heading').first().click();
  await expect(page.getByRole('complementary', { name: 'Preview' })).toContainText('drawing.svg');
  await page.waitForTimeout(1000);
});

test('office files, books, mail and archives go in, each found at its place', {
  tag: '@long',
}, async ({ page }) => {
  const office = 'tests/e2e/fixtures/office';
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(readdirSync(office).map((name) => join(office, name)));
  await app.finishIndexing();
  await expect(page.getByText(/could not be added|refused/)).toHaveCount(0);
  await test.step('the Library tells what is read', async () => {
    await page.getByRole('button', { name: 'What is read' }).click();
    const help = page.getByRole('dialog', { name: 'What is read from a file' });
    await expect(help.getByRole('term').filter({ hasText: 'EML, MBOX' })).toBeVisible();
    await expectNoFindings(page);
    await help.getByRole('button', { name: 'Close' }).click();
  });
  // What holds others is taken apart.
  for (const name of [
    'harbour · Orders.csv',
    'ferries.csv',
    'birds.csv',
    'fees.txt',
    'tide.txt',
    'weather.csv',
  ]) {
    await expect(app.row(name).first(), name).toContainText('Ready');
  }
  await expect(app.row('tide.txt')).toContainText('pile.zip/notes/tide.txt');

  await app.go('Search');
  const expectFirst = async (query: string, name: RegExp, place: string) => {
    await app.ask(query);
    await expect(app.matches.first().getByRole('heading').first()).toHaveText(name);
    await expect(app.matches.first()).toContainText(place);
  };
  await expectFirst('foghorn supplier', /lighthouse\.docx/, 'paragraphs 4–7');
  await expectFirst('when is honey harvested', /bees\.pptx/, 'slide 2');
  await expectFirst('where do singers rehearse', /choir\.odt/, 'Thursdays');
  await expectFirst('brass astrolabe', /salt-road\.epub/, 'chapter 2');
  await expectFirst('mooring fee for the season', /fees\.txt/, '640 euros');

  await test.step('pictures in them are found by what they show', async () => {
    await expectFirst('an orange flower', /garden\.docx/, 'Text');
    await expectFirst('a red cup of coffee on a table', /agenda\.pptx/, 'slide 2');
    await app.matches.first().getByRole('heading').first().click();
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await expect(preview.getByRole('img', { name: 'Picture in agenda.pptx' })).toBeVisible();
    await page.getByRole('button', { name: 'Close preview' }).click();
  });

  await test.step('a sheet answers questions', async () => {
    await app.ask('sum of amount by region');
    await expect(page.getByText('430.5').first()).toBeVisible();
  });

  await test.step('the preview shows the text at its place', async () => {
    await app.ask('vinegar and a soft cloth');
    await app.matches.first().getByRole('heading').first().click();
    const preview = page.getByRole('complementary', { name: 'Preview' });
    await expect(preview.locator('[aria-current]')).toContainText('every second Tuesday');
  });
});

test('a photo tells when, where and by what it was taken', { tag: '@long' }, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles([join(folder, 'taken.jpg')]);
  await app.finishIndexing();
  await app.ask('cat');
  await app.matches.first().getByRole('heading').first().click();
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview).toContainText('2023-07-14 09:30');
  await expect(preview).toContainText('Maker One');
  await expect(preview).toContainText('52.52');
});
