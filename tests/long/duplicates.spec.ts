import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, RummagePage, sampleFiles, test } from '../e2e/app';
import { type MadeFile, makeVariant, variants } from '../e2e/picture-variants';
import { testWithSamples } from '../e2e/with-samples';

const photos = sampleFiles.filter((path) => path.endsWith('.jpg'));

async function openDuplicates(app: RummagePage): Promise<void> {
  await app.go('Library');
  await app.page.getByRole('button', { name: 'Find duplicates' }).click();
  await expect(app.page.getByRole('heading', { name: 'Duplicates', exact: true })).toBeVisible();
  await expect(app.page.getByRole('progressbar', { name: 'Finding duplicates' })).toBeHidden();
}

const cards = (page: Page) =>
  page.getByRole('region', { name: 'Groups of duplicates' }).getByRole('region');

const tick = (page: Page, name: string) => page.getByRole('checkbox', { name: `Remove ${name}` });

async function add(app: RummagePage, files: MadeFile[]): Promise<void> {
  await app.page.getByLabel('Add files').setInputFiles(files);
  await app.finishIndexing();
}

const text = (name: string, content: string): MadeFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

testWithSamples(
  'variants of the sample photos are grouped with their originals, other photos are not',
  async ({ page }) => {
    test.setTimeout(300_000);
    const app = new RummagePage(page);
    await app.open();
    for (const variant of variants) {
      await add(app, await Promise.all(photos.map((path) => makeVariant(page, path, variant))));
    }
    await openDuplicates(app);

    // A window tall enough for all groups, since only those in view are drawn.
    await page.setViewportSize({ width: 1280, height: 14_000 });
    const wanted = photos.length * (variants.length + 1);
    // Cutting a star field by a twentieth leaves too little to lay it over itself by.
    const members = () => cards(page).locator('input[type=checkbox]').count();
    await expect.poll(members).toBeGreaterThanOrEqual(0.95 * wanted);
    const groups = await cards(page).evaluateAll((elements) =>
      elements.map((element) =>
        Array.from(element.querySelectorAll('input[type=checkbox]'), (box) =>
          box.getAttribute('aria-label')!.replace('Remove ', ''),
        ),
      ),
    );
    for (const names of groups) {
      const originals = names.map((name) =>
        name.replace(/\.jpg$/, '').replace(/-(res|rec|cut|bri).*/, ''),
      );
      expect(new Set(originals).size, `only one photo in ${names.join(', ')}`).toBe(1);
    }
  },
);

test('texts with a few words changed are grouped across formats; nothing goes unasked', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open();
  const minutes = readFileSync('public/samples/allotment-minutes.txt', 'utf8');
  const edited = minutes.replace(/\bwater\b/i, 'rain water');
  const other = readFileSync('public/samples/recipes.md', 'utf8');
  await add(app, [
    text('minutes.txt', minutes),
    text('minutes-edited.md', `${edited}\n\nOne more line that was added at the end.`),
    text('recipes.txt', other),
    text('first-half.txt', minutes.slice(0, minutes.length / 2)),
  ]);
  await openDuplicates(app);
  await expect(cards(page)).toHaveCount(1);
  const card = cards(page).first();
  await expect(card).toContainText('Same text, 2 files');
  await expect(card).toContainText('minutes.txt');
  await expect(card).toContainText('minutes-edited.md');
  await expect(card).toContainText('Keep this: most text');

  await test.step('the suggested one is kept, the other goes after a question', async () => {
    await card.getByRole('button', { name: 'Keep only the suggested' }).click();
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
    const remove = page.getByRole('button', { name: 'Remove 1 document' });
    await remove.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Keep' }).click();
    await expect(page.getByRole('alertdialog')).toBeHidden();
    await expect(card).toContainText('minutes.txt');
    await remove.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove 1 document' }).click();
    await expect(page.getByText('No duplicates')).toBeVisible();
  });
  await app.go('Library');
  await expect(app.documents.getByRole('row').filter({ hasText: 'Ready' })).toHaveCount(3);
});

test('a dismissed group stays away, also after a reload, until it is asked for', async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open();
  const [photo] = photos;
  const original = readFileSync(photo!);
  await add(app, [
    { name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: original },
    { name: 'holiday (copy).jpg', mimeType: 'image/jpeg', buffer: original },
    await makeVariant(page, photo!, variants[0]!),
  ]);
  await openDuplicates(app);
  await expect(cards(page)).toHaveCount(2);
  await expect(cards(page).nth(0)).toContainText('Same picture, 2 files');
  await expect(cards(page).nth(0)).toContainText('most pixels');
  await expect(cards(page).nth(1)).toContainText('Same file under 2 names');
  await expect(cards(page).nth(1)).toContainText('holiday (copy).jpg');

  await cards(page).nth(0).getByRole('button', { name: 'Not duplicates' }).click();
  await expect(cards(page)).toHaveCount(1);
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await expect(cards(page)).toContainText('Same file under 2 names');
  await page.getByRole('button', { name: 'Show dismissed' }).click();
  await expect(cards(page)).toHaveCount(2);
});

test('what was found and ticked is still there after a look at a document', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  const recipes = readFileSync('public/samples/recipes.md', 'utf8');
  await add(app, [text('old.txt', recipes), text('new.txt', `${recipes}\nServes four.`)]);
  await openDuplicates(app);
  await tick(page, 'old.txt').check();
  await cards(page).getByRole('link', { name: 'new.txt' }).click();
  await expect(page.getByRole('complementary', { name: 'Preview' })).toContainText('new.txt');
  await page.goBack();
  await expect(tick(page, 'old.txt')).toBeChecked();
  await expect(page.getByRole('button', { name: 'Remove 1 document' })).toBeVisible();
});

test('the review is reached by keyboard, fits a phone, and axe finds nothing', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  const recipes = readFileSync('public/samples/recipes.md', 'utf8');
  await add(app, [
    text(`${'a name that goes on and on '.repeat(8)}.txt`, recipes),
    text('وصفات.txt', `${recipes}\nثلاث ملاعق`),
    await makeVariant(page, photos[0]!, variants[0]!),
    await makeVariant(page, photos[0]!, variants[1]!),
  ]);
  await openDuplicates(app);
  await expect(cards(page)).toHaveCount(2);
  await page.getByRole('region', { name: 'Groups of duplicates' }).focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Not duplicates' }).first()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox').first()).toBeChecked();
  await expect(page.getByRole('button', { name: 'Remove 1 document' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 844 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${width}`).toBeLessThanOrEqual(0);
    }
  }
  await tick(page, 'وصفات.txt').check();
});
