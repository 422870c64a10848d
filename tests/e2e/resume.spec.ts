import { expect, RummagePage, sampleFiles, test } from './app';

test('a queue cut off by a reload goes on where it was', { tag: '@long' }, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(sampleFiles);
  await expect(app.documents.getByRole('row').filter({ hasText: 'Ready' }).first()).toBeVisible();
  await page.reload();
  const filter = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
  await expect(filter('Ready')).toHaveText(`Ready ${sampleFiles.length}`, { timeout: 240_000 });
  await expect(filter('Failed')).toHaveText('Failed 0');
});

test('indexing can be paused, resumed and cancelled', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(sampleFiles);
  await page.getByRole('button', { name: 'Pause indexing' }).click();
  await expect(app.indexing).toContainText('paused');
  await page.getByRole('button', { name: 'Resume indexing' }).click();
  await page.getByRole('button', { name: 'Cancel all', exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: 'Cancel all', exact: true })
    .click();
  await expect(app.indexing).toBeHidden();
  await expect(page.getByRole('main')).not.toContainText(/Waiting|Reading|Embedding/);
});

test('a second tab sees what the first one adds, and takes over when it closes', async ({
  context,
  page,
}) => {
  const first = new RummagePage(page);
  await first.open('#/library');
  const second = new RummagePage(await context.newPage());
  await second.open('#/library');
  await first.addFiles(['public/samples/recipes.md']);
  await expect(second.row('recipes.md')).toContainText('Ready');
  await second.addFiles(['public/samples/IMG_2041.jpg']);
  await expect(second.row('IMG_2041.jpg')).toContainText('Ready');
  await page.close();
  await second.addFiles(['public/samples/IMG_2058.jpg']);
  await expect(second.row('IMG_2058.jpg')).toContainText('Ready');
});
