import { badFolder, expect, RummagePage, sampleFiles, test } from './app';

const bad = (name: string) => `${badFolder}/${name}`;

test('bad files end with their reason and take nothing with them', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles([
    bad('corrupt.pdf'),
    bad('encrypted.pdf'),
    bad('truncated.jpg'),
    bad('empty.txt'),
    bad('header-only.csv'),
    bad('ragged.csv'),
    bad('windows-1252.csv'),
    bad('png-named.jpg'),
    'public/samples/recipes.md',
    'public/samples/IMG_2041.jpg',
  ]);
  await app.finishIndexing();
  await app.go('Library');

  await expect(app.row('corrupt.pdf')).toContainText('Failed');
  await expect(app.row('corrupt.pdf')).toContainText(/damaged/);
  await expect(app.row('encrypted.pdf')).toContainText('Failed');
  await expect(app.row('encrypted.pdf')).toContainText(/password/);
  await expect(app.row('truncated.jpg')).toContainText(/end of this picture is missing/);
  await expect(page.getByRole('list', { name: 'Refused' })).toContainText(/empty\.txt: .*empty/);
  await expect(app.row('header-only.csv')).toContainText(/no rows/);
  await expect(app.row('ragged.csv')).toContainText('Ready');
  await expect(app.row('ragged.csv')).toContainText(/more or fewer cells/);
  for (const name of ['windows-1252.csv', 'png-named.jpg', 'recipes.md', 'IMG_2041.jpg']) {
    await expect(app.row(name)).toContainText('Ready');
  }

  await app.go('Search');
  await app.ask('lemon drizzle loaf');
  await expect(app.matches.first().getByRole('heading').first()).toHaveText('recipes.md');
});

test('a failed document can be retried and removed', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles([bad('corrupt.pdf'), 'public/samples/recipes.md']);
  await app.finishIndexing();
  await page.getByRole('button', { name: 'Retry corrupt.pdf' }).click();
  await expect(app.row('corrupt.pdf')).toContainText('Failed');
  await page.getByRole('button', { name: 'Remove corrupt.pdf' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Remove/ })
    .click();
  await expect(app.row('corrupt.pdf')).toBeHidden();
  await expect(app.row('recipes.md')).toContainText('Ready');
});

test("a row's buttons mean the same while its state changes under the pointer", {
  tag: '@long',
}, async ({ context, page }) => {
  // Room for all rows: one that is scrolled to may be drawn anew.
  await page.setViewportSize({ width: 1280, height: 1800 });
  const app = new RummagePage(page);
  await app.open('#/library');
  const other = new RummagePage(await context.newPage());
  await other.open('#/library');
  await app.addFiles([bad('corrupt.pdf'), bad('encrypted.pdf')]);
  await expect(app.row('corrupt.pdf')).toContainText('Failed');
  await expect(app.row('encrypted.pdf')).toContainText('Failed');
  // Paused, what is retried stays waiting.
  await app.addFiles(sampleFiles);
  await page.getByRole('button', { name: 'Pause indexing' }).click();
  // Rows move down while files are still being let in.
  const count = sampleFiles.length + 2;
  await expect(page.getByText(`${count} documents`)).toBeVisible();
  await expect(app.documents.getByRole('row')).toHaveCount(count + 1);

  await test.step('a second click on Retry cancels nothing', async () => {
    const retry = page.getByRole('button', { name: 'Retry encrypted.pdf' });
    const box = (await retry.boundingBox())!;
    const clickThere = () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await clickThere();
    await expect(app.row('encrypted.pdf')).toContainText('Waiting');
    await clickThere();
    await page.waitForTimeout(500);
    await expect(app.row('encrypted.pdf')).toContainText('Waiting');
  });

  await test.step('Remove still asks when the document is retried during the press', async () => {
    await page.getByRole('button', { name: 'Remove corrupt.pdf' }).hover();
    await page.mouse.down();
    await other.page.getByRole('button', { name: 'Retry corrupt.pdf' }).click();
    await expect(app.row('corrupt.pdf')).toContainText('Waiting');
    await page.mouse.up();
    await expect(page.getByRole('alertdialog')).toContainText('corrupt.pdf');
  });
});

test('the same bytes under two names are one document', { tag: '@long' }, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const picture = await import('node:fs').then((fs) =>
    fs.readFileSync('public/samples/IMG_2041.jpg'),
  );
  await page.getByLabel('Add files').setInputFiles([
    { name: 'one.jpg', mimeType: 'image/jpeg', buffer: picture },
    { name: 'two.jpg', mimeType: 'image/jpeg', buffer: picture },
  ]);
  await expect(app.documents.getByRole('row').filter({ hasText: 'Ready' })).toHaveCount(1);
  await expect(app.documents).toContainText('one.jpg');
  await expect(app.documents).toContainText('two.jpg');
});

test('a model file that is not the one in the manifest is refused', async ({ context, page }) => {
  await context.route('**/onnx/text_model*', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[1000] = (body[1000]! + 1) % 256;
    await route.fulfill({ response, body });
  });
  await page.goto('/');
  await expect(page.getByRole('status').filter({ hasText: /encoder/i })).toContainText(
    /not the file that the manifest names/,
  );
});
