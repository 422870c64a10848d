import { expect, expectFitsPhone, expectNoFindings, RummagePage, test } from './app';
import { kept, locked, setLock, unlock } from './lock-page';

test('a library is locked with a passphrase, by a key or when nobody uses it, and opens again', async ({
  page,
}) => {
  await page.clock.install();
  const app = new RummagePage(page);
  await app.open();
  await app.addFiles(['public/samples/recipes.md']);
  await app.finishIndexing();
  // Full text and tables, in files that a lock does away with.
  await expect.poll(async () => (await kept(page)).files).not.toEqual([]);
  await setLock(page);
  await expectNoFindings(page, 'the settings with a lock');
  expect((await kept(page)).files).toEqual([]);

  await test.step('it is locked once nobody has used it for so long', async () => {
    await page.getByText('After 5 minutes').click();
    await page.clock.fastForward('04:30');
    await page.mouse.move(300, 300);
    await page.clock.fastForward('04:30');
    await expect(locked(page)).toBeHidden();
    await page.clock.fastForward('01:00');
    await expect(locked(page)).toBeVisible();
  });

  await test.step('the passphrase opens it, another one does not', async () => {
    await expectNoFindings(page, 'the unlock screen');
    await expectFitsPhone(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect(page.getByLabel('Passphrase')).toBeFocused();
    await unlock(page, 'seven warm stoves');
    await expect(page.getByRole('alert')).toHaveText('That is not the passphrase. Try again.');
    await unlock(page);
    await app.search.fill('lentil soup');
    await expect(app.matches.first()).toContainText('recipes.md');
    await expect(page).toHaveURL(/#\/search\?n=\d+$/);
    await expect(page).toHaveTitle('Rummage');
  });

  await test.step('a key locks it, and whoever has lost the passphrase erases it', async () => {
    await page.getByRole('link', { name: 'Library', exact: true }).click();
    await page.keyboard.press('Shift+L');
    await expect(locked(page)).toBeVisible();
    expect(new URL(page.url()).hash).toBe('#/');
    await page.getByText('Forgot it?').click();
    await page.getByRole('button', { name: 'Erase and start again' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Erase the library' }).click();
    await expect(page.getByRole('button', { name: 'Try the samples' })).toBeVisible();
  });
});
