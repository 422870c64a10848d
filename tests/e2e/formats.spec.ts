import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, RummagePage, test } from './app';

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

  // The preview is where a careless app would let a drawing load what it names.
  await page.goto('/#/library');
  await page.goto('/#/search?kind=image');
  await app.ask('a red circle');
  const drawing = app.matches.filter({ hasText: 'drawing.svg' });
  await drawing.getByRole('heading').first().click();
  await expect(page.getByRole('complementary', { name: 'Preview' })).toContainText('drawing.svg');
  await page.waitForTimeout(1000);
});

test('a photo tells when, where and by what it was taken', async ({ page }) => {
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
