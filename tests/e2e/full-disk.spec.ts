import type { Page } from '@playwright/test';
import { expect, expectFitsPhone, expectNoFindings, RummagePage, sampleFiles, test } from './app';

/** Room for the originals of the photos, and for what is made of a few of them. */
const quotaBytes = 1_600_000;

const photos = sampleFiles.filter((path) => path.endsWith('.jpg'));

/** What the browser gives this origin from now on; without a size, as much as it usually does. */
async function setQuota(page: Page, quotaSize?: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize && { quotaSize }) });
}

test('a full disk pauses indexing, loses nothing, and indexing goes on when there is room', async ({
  page,
}) => {
  const app = new RummagePage(page);
  // Before anything is written: the browser remembers for a while how much room there was.
  await page.goto('/icon.svg');
  await setQuota(page, quotaBytes);
  await app.open('#/library');
  const notice = page.getByRole('alert', { name: 'Storage is full' });
  const counted = (name: string) => page.getByRole('radio', { name: new RegExp(`^${name}`) });

  await test.step('it says how much is needed, and nothing fails', async () => {
    await app.addFiles(['public/samples/recipes.md']);
    await expect(app.row('recipes.md')).toContainText('Ready');
    await app.addFiles(photos);
    await expect(notice).toContainText(/About \d+ kB more are needed for the \d+ files? that wait/);
    await expect(counted('Failed')).toHaveText('Failed 0');
    await expect(counted('All')).toHaveText(`All ${photos.length + 1}`);
    await expectNoFindings(page);
  });

  await test.step('a file that does not fit is refused, with what can be done', async () => {
    await app.addFiles(['public/samples/field-notes.pdf']);
    const refused = page.getByRole('list', { name: 'Refused' });
    await expect(refused).toContainText(
      'field-notes.pdf: The browser gives Rummage no more room, and this file takes 0.6 MB.',
    );
    await expect(refused).toContainText('then add it again');
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step('what is there is found, and what waits waits over a reload', async () => {
    await app.go('Search');
    await app.ask('lentil soup');
    await expect(app.matches.first()).toContainText('recipes.md');
    await page.reload();
    await expect(notice).toContainText(/needed for the \d+ files? that wait/);
  });

  await test.step('documents can be removed all the same, and indexing goes on by itself', async () => {
    await app.go('Library');
    await app
      .row('download-21.jpg')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect(app.row('download-21.jpg')).toBeHidden();
    await setQuota(page);
    await expect(counted('Ready')).toHaveText(`Ready ${photos.length}`, { timeout: 60_000 });
    await expect(notice).toBeHidden();
  });
});
