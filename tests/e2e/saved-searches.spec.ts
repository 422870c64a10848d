import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, RummagePage, test } from './app';

/** Longer than a search must stand still to be remembered. */
const settledMs = 2500;

const recent = (page: Page) => page.getByRole('list', { name: 'Recent searches' });
const saved = (page: Page) => page.getByRole('list', { name: 'Saved searches' });

async function openWithDocuments(page: Page): Promise<RummagePage> {
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(['public/samples/recipes.md', 'public/samples/IMG_2041.jpg']);
  await app.finishIndexing();
  return app;
}

async function search(app: RummagePage, words: string): Promise<void> {
  await app.ask(words);
  await app.page.waitForTimeout(settledMs);
}

async function home(app: RummagePage): Promise<void> {
  await app.search.fill('');
  await expect(app.results).toBeHidden();
  // The address follows what is typed a moment later.
  await expect(app.page).toHaveURL((url) => !url.hash.includes('q='));
}

test('the last searches are listed once each, newest first, and are forgotten one by one or all', async ({
  page,
}) => {
  const app = await openWithDocuments(page);
  await search(app, 'lemon drizzle');
  await search(app, 'lentil soup');
  await app.keepKind('Images');
  await page.waitForTimeout(settledMs);
  await app.keepKind('All');
  await search(app, 'lemon drizzle');
  await app.ask('gone too soon');
  await home(app);
  const items = recent(page).getByRole('listitem');
  await expect(items).toHaveText(['lemon drizzle', 'lentil soupImages', 'lentil soup']);

  await test.step('a hit that is opened counts at once', async () => {
    await app.ask('soup with lentils');
    await app.matches.first().getByRole('heading').first().click();
    await page.keyboard.press('Escape');
    await home(app);
    await expect(items.first()).toHaveText('soup with lentils');
  });

  await test.step('one searches again by a click, with the kind', async () => {
    await recent(page).getByRole('link', { name: 'lentil soup Images' }).click();
    await expect(app.search).toHaveValue('lentil soup');
    await expect(page.getByRole('radio', { name: 'Images' })).toBeChecked();
    await app.keepKind('All');
    await home(app);
  });

  await test.step('they outlive a reload until they are forgotten', async () => {
    await page.reload();
    await expect(items).toHaveCount(4);
    await page.getByRole('button', { name: 'Forget lemon drizzle' }).click();
    await expect(items).toHaveCount(3);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect(recent(page)).toBeHidden();
    await page.reload();
    await expect(page.getByText('2 documents')).toBeVisible();
    await expect(recent(page)).toBeHidden();
  });
});

test('what is typed on takes the place of its beginning', async ({ page }) => {
  const app = await openWithDocuments(page);
  await search(app, 'lemon');
  await search(app, 'lemon drizzle');
  await home(app);
  await expect(recent(page).getByRole('listitem')).toHaveText(['lemon drizzle']);
});

test('whoever wants no searches remembered turns it off in the settings', async ({ page }) => {
  const app = await openWithDocuments(page);
  await search(app, 'lemon drizzle');
  await app.go('Settings');
  const remember = page.getByRole('switch', { name: /Remember searches/ });
  await expect(remember).toBeChecked();
  await page.getByText('Remember searches').click();
  await expect(remember).not.toBeChecked();
  await page.reload();
  await expect(remember).not.toBeChecked();
  await app.go('Search');
  await search(app, 'lentil soup');
  await home(app);
  await expect(page.getByText('2 documents')).toBeVisible();
  await expect(recent(page)).toBeHidden();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/lemon|lentil/);
});

test('a search is saved under a name, opened, renamed, deleted, and erased with all else', async ({
  page,
}) => {
  const app = await openWithDocuments(page);
  await app.ask('a warm soup');
  await app.keepKind('Texts');
  await page.getByRole('button', { name: 'Save this search' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this search' });
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveValue('a warm soup');
  await expect(name).toBeFocused();
  await name.fill('For cold evenings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Saved search' })).toBeVisible();

  await app.keepKind('All');
  await expect(page.getByRole('button', { name: 'Save this search' })).toBeVisible();
  await home(app);
  await page.reload();
  await saved(page).getByRole('link', { name: 'For cold evenings' }).click();
  await expect(app.search).toHaveValue('a warm soup');
  await expect(page.getByRole('radio', { name: 'Texts' })).toBeChecked();
  await app.keepKind('All');
  await home(app);

  await page.getByRole('button', { name: 'Rename For cold evenings' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Soups');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(saved(page).getByRole('listitem')).toHaveText(['SoupsTexts']);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Delete Soups' }).click();
  await expect(saved(page)).toBeHidden();

  await search(app, 'lemon drizzle');
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await app.go('Settings');
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByRole('button', { name: 'Try the samples' })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('lemon');
});
