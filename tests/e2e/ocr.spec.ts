import { expect, expectFitsPhone, expectNoFindings, RummagePage } from './app';
import { testWithSamples as test } from './with-samples';

const folder = 'tests/e2e/fixtures/ocr';
const german = 'node_modules/@tesseract.js-data/deu/4.0.0_best_int/deu.traineddata.gz';

test('words in scans and pictures are read behind everything else, and found where they stand', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const expectFirst = async (query: string, name: string) => {
    await app.go('Search');
    await app.ask(query);
    await expect(app.matches.first().getByRole('heading').first()).toHaveText(name);
  };

  await test.step('documents are ready before their words are read', async () => {
    await app.addFiles([
      `${folder}/letter.pdf`,
      `${folder}/screenshot.png`,
      `${folder}/notice.png`,
    ]);
    await app.finishIndexing();
    await expect(app.row('letter.pdf')).toContainText('Ready');
    await page.getByRole('button', { name: 'Pause reading words in pictures' }).click();
    await expectFirst('letter.pdf', 'letter.pdf');
    await expect(page.getByText('· paused')).toBeVisible();
    await page.getByRole('button', { name: 'Resume reading words in pictures' }).click();
    await app.finishReading();
  });

  await test.step('a scan is found by a sentence in it, its words outlined', async () => {
    await expectFirst('how is the marzipan refunded', 'letter.pdf');
    await expect(app.matches.first()).toContainText('made to measure');
    await expect(app.matches.first()).toContainText('page 2');
    await app.matches.first().getByRole('heading').first().click();
    const words = page.locator('[data-found-word]');
    await expect(words).toHaveCount(2);
    await expect(words.first()).toHaveAttribute('title', /^(refunded|marzipan,), \d+ % sure$/);
    const marzipan = page.locator('[data-found-word][title^="marzipan"]');
    const [word, sheet] = await Promise.all([
      marzipan.boundingBox(),
      page.getByRole('img', { name: 'Page 2' }).boundingBox(),
    ]);
    // Where the fixture has it: at the left, in the fifth line.
    expect((word!.x - sheet!.x) / sheet!.width).toBeLessThan(0.25);
    expect((word!.y - sheet!.y) / sheet!.height).toBeGreaterThan(0.2);
    expect((word!.y - sheet!.y) / sheet!.height).toBeLessThan(0.3);
    await page.getByText('Why?').click();
    await expect(page.getByText(/^\d+ % sure$/)).toBeVisible();
    await expectNoFindings(page);
  });

  await test.step('a picture is found by its words, and a photo without words has none', async () => {
    await expectFirst('only 3.2 GB left on Juniper', 'screenshot.png');
    await expect(app.matches.first().getByRole('img', { name: 'screenshot.png' })).toBeVisible();
    await app.matches.first().getByRole('heading').first().click();
    await expect(page.locator('[data-found-word][title^="Juniper"]')).toHaveCount(1);
    await expect(page.getByText(/words read from it as English, \d+ % sure/)).toBeVisible();
    await app.go('Library');
    await page.getByLabel('Filter by name').fill('IMG_2041');
    await app.documents.getByRole('button', { expanded: false }).first().click();
    await expect(page.getByText('No words were seen in it.')).toBeVisible();
  });

  await test.step('another language is added, and a document read in it', async () => {
    await app.go('Settings');
    await page.getByLabel('Add a language').setInputFiles('package.json');
    await expect(page.getByText(/is no language of Tesseract/)).toBeVisible();
    await page.getByLabel('Add a language').setInputFiles(german);
    await expect(page.getByRole('button', { name: 'Remove German' })).toBeVisible();
    await expectNoFindings(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await app.go('Library');
    await page.getByLabel('Filter by name').fill('notice.png');
    await app.documents.getByRole('button', { expanded: false }).first().click();
    await page.getByLabel('Read it as').selectOption({ label: 'German' });
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(page.getByText(/words read from it as German/)).toBeVisible({ timeout: 30_000 });
    await expectFirst('Bücherei schließen früher', 'notice.png');
    await expect(app.matches.first()).toContainText('Öffnungszeiten');
  });

  await test.step('what was read is there on the next visit, and nothing is read again', async () => {
    await page.reload();
    await expect(app.encoder).toContainText('ready');
    await expectFirst('sugar lighthouse wedding cakes', 'letter.pdf');
    await expect(page.getByRole('progressbar', { name: 'Reading words in pictures' })).toBeHidden();
  });
});
