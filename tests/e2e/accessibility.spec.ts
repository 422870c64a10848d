import AxeBuilder from '@axe-core/playwright';
import { expect, expectNoFindings, RummagePage, test } from './app';
import { testWithSamples } from './with-samples';

test('axe finds nothing on any screen, light or dark', async ({ page }) => {
  const isClean = async (screen: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expectNoFindings(page, `${screen}, ${colorScheme}`);
    }
  };
  const app = new RummagePage(page);
  await app.open();
  await isClean('empty');
  await app.addFiles([
    'public/samples/recipes.md',
    'public/samples/penguins.csv',
    'public/samples/IMG_2041.jpg',
    'public/samples/field-notes.pdf',
    'tests/e2e/fixtures/bad/corrupt.pdf',
  ]);
  await app.finishIndexing();
  await app.ask('why does a cat need taurine');
  await expect(app.matches).not.toHaveCount(0);
  await isClean('results');
  await app.matches.first().getByRole('heading').first().click();
  await expect(page.getByRole('complementary', { name: 'Preview' })).toBeVisible();
  await isClean('preview');
  await app.go('Library');
  await expect(app.documents).toBeVisible();
  await isClean('library');
  await app.go('Settings');
  await isClean('settings');
  await page.getByRole('link', { name: 'Score my answers' }).click();
  await isClean('answers');
  await page.getByRole('link', { name: 'Match' }).click();
  await isClean('match');
  await page.getByRole('link', { name: 'Ask', exact: true }).click();
  await isClean('ask');
  await page.getByRole('button', { name: 'Asks everything in the library' }).click();
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

testWithSamples('everything is reached by keyboard', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  await app.go('Library');
  await app.go('Search');
  await page.keyboard.press('/');
  await expect(app.search).toBeFocused();
  await page.keyboard.type('lemon drizzle loaf');
  await expect(app.matches.first().getByRole('heading').first()).toHaveText('recipes.md');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview).toContainText('recipes.md');
  await page.keyboard.press('Escape');
  await expect(preview).toBeHidden();
});

testWithSamples(
  'a phone shows the preview as a sheet and nothing wider than its screen',
  async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const app = new RummagePage(page);
    await app.open();
    await app.ask('coyote hit by a Learjet at Kansas City');
    await app.matches.first().getByRole('heading').first().click();
    await expect(page.getByRole('dialog', { name: 'Preview' })).toBeVisible();
    await expectNoFindings(page, 'sheet');
    await page.keyboard.press('Escape');
    for (const screen of ['Search', 'Library', 'Settings'] as const) {
      await app.go(screen);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, screen).toBeLessThanOrEqual(0);
    }
  },
);
