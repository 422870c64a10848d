import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';
import { damageLibrary, damageSealed, leaveOriginalsOnly } from './damage-library';
import { setLock, unlock } from './lock-page';

const sample = (name: string) => `public/samples/${name}`;

test('a damaged library is rebuilt from the originals', async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const counted = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });
  const texts = ['recipes.md', 'allotment-minutes.txt'];
  const photos = ['IMG_2041.jpg', 'IMG_2058.jpg', 'IMG_2097.jpg'];
  await app.addFiles([...texts, ...photos].map(sample));
  await expect(counted('Ready')).toHaveText('Ready 5', { timeout: 60_000 });
  await page.evaluate(damageLibrary, {
    withoutChunks: 'recipes.md',
    withBrokenVectors: 'IMG_2041.jpg',
    withoutOriginal: 'IMG_2058.jpg',
    lost: 'allotment-minutes.txt',
  });
  await page.reload();
  const notice = page.getByRole('alert');

  await test.step('it says what is damaged, and the rest is found', async () => {
    await expect(notice.getByRole('heading')).toHaveText('The index of 3 documents is damaged', {
      timeout: 60_000,
    });
    await expect(notice).toContainText('2 documents can be read again');
    await expect(notice).toContainText('Of 1 document the stored copy is gone as well');
    await notice.getByText('Which documents').click();
    await expect(notice.getByRole('listitem').filter({ hasText: 'recipes.md' })).toBeVisible();
    await app.go('Search');
    await app.ask('a raccoon hiding among green leaves');
    await app.keepKind('Images');
    await expect(app.matches.first()).toContainText('IMG_2097.jpg');
    await expectNoFindings(page);
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('rebuilt, it is found again', async () => {
    await notice.getByRole('button', { name: 'Rebuild from the stored originals' }).click();
    await expect(notice.getByRole('heading')).toHaveText('The stored copy of 1 file is gone');
    await app.go('Library');
    await expect(counted('Failed')).toHaveText('Failed 1', { timeout: 60_000 });
    await expect(counted('In work')).toHaveText('In work 0', { timeout: 60_000 });
    await expect(app.row('allotment-minutes.txt')).toContainText(
      'The stored copy of this file is gone',
    );
    await app.go('Search');
    await app.ask("close-up photo of a tabby cat's face");
    await app.keepKind('Images');
    await expect(app.matches.first()).toContainText('IMG_2041.jpg');
    await app.keepKind('All');
    await app.ask('soup made from lentils and tinned tomatoes');
    await expect(app.matches.first()).toContainText('recipes.md');
  });

  await test.step('files that are added again bring the copies back', async () => {
    await app.go('Library');
    await app.addFiles(['IMG_2058.jpg', 'allotment-minutes.txt'].map(sample));
    await expect(counted('Ready')).toHaveText('Ready 5', { timeout: 60_000 });
    await page.reload();
    await expect(app.encoder).toContainText('ready', { timeout: 60_000 });
    await app.go('Search');
    await app.ask('soup made from lentils and tinned tomatoes');
    await expect(app.matches.first()).toContainText('recipes.md');
    await expect(notice).toBeHidden();
  });
});

test('a library that cannot be opened is saved, begun anew, and filled from what was saved', {
  tag: '@long',
}, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  const storage = page.getByRole('region', { name: 'Storage' });
  await app.go('Settings');
  await expect(storage).toContainText('It is asked to keep it as soon as you add files.');
  await app.go('Library');
  await app.addFiles(['IMG_2041.jpg', 'recipes.md'].map(sample));
  await expect(page.getByRole('radio', { name: /^Ready/ })).toHaveText('Ready 2', {
    timeout: 60_000,
  });
  // Not the app: it would keep the database open.
  await page.goto('/icon.svg');
  await page.evaluate(leaveOriginalsOnly);
  await page.goto('/#/library');
  const notice = page.getByRole('alert', { name: 'Your library could not be opened' });
  await expect(notice).toBeVisible();
  await expectNoFindings(page);
  await expectFitsPhone(page);
  const download = page.waitForEvent('download');
  await notice.getByRole('button', { name: 'Save what can be read' }).click();
  const path = await (await download).path();
  await notice.getByRole('button', { name: 'Start anew' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start anew' }).click();
  await expect(page.getByText('Nothing is in your library yet')).toBeVisible({ timeout: 60_000 });
  await app.addFiles([path]);
  await expect(app.row('IMG_2041.jpg')).toBeVisible();
  await expect(app.row('recipes.md')).toContainText('Ready', { timeout: 120_000 });
  await app.go('Settings');
  // The browser decides by itself.
  await expect(storage).toContainText(
    /has agreed to keep it|was asked to keep it and did not agree/,
  );
  await expect(storage).toContainText(/[\d.]+ [kMG]B used of [\d.]+ [MGT]B this browser allows/);
});

test('what is damaged in a library with a lock is rebuilt as well', { tag: '@long' }, async ({
  page,
}) => {
  const app = new RummagePage(page);
  await app.open('#/library');
  await app.addFiles(['IMG_2041.jpg', 'IMG_2058.jpg', 'recipes.md'].map(sample));
  const ready = page.getByRole('radio', { name: /^Ready/ });
  await expect(ready).toHaveText('Ready 3', { timeout: 60_000 });
  await setLock(page);
  await page.evaluate(damageSealed, ['chunks', 'embeddings']);
  await page.reload();
  await unlock(page);
  const notice = page.getByRole('alert');
  await expect(notice.getByRole('heading')).toHaveText('The index of 3 documents is damaged', {
    timeout: 60_000,
  });
  await notice.getByRole('button', { name: 'Rebuild from the stored originals' }).click();
  await expect(notice).toBeHidden({ timeout: 60_000 });
  await app.go('Library');
  await expect(ready).toHaveText('Ready 3', { timeout: 60_000 });
  await app.go('Search');
  await app.search.fill('soup made from lentils and tinned tomatoes');
  await expect(app.matches.first()).toContainText('recipes.md');
  await app.search.fill("close-up photo of a tabby cat's face");
  await expect(app.matches.first()).toContainText('IMG_2041.jpg');
  await page.reload();
  await unlock(page);
  await expect(app.encoder).toContainText('ready', { timeout: 60_000 });
  await app.go('Search');
  await app.search.fill("close-up photo of a tabby cat's face");
  await expect(app.matches.first()).toContainText('IMG_2041.jpg');
  await expect(notice).toBeHidden();
});
