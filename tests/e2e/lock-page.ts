import type { Page } from '@playwright/test';
import { expect } from './app';

export const passphrase = 'seven warm stones';

export async function setLock(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Set a passphrase' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lock the library with a passphrase' });
  await dialog.getByLabel('New passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('New passphrase, once more').fill('seven warm stoves');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('The two passphrases are not the same.');
  await dialog.getByLabel('New passphrase, once more').fill(passphrase);
  await page.keyboard.press('Enter');
  const section = page.getByRole('region', { name: 'Lock', exact: true });
  await expect(section.getByRole('button', { name: 'Lock now' })).toBeVisible();
}

export async function unlock(page: Page, typed = passphrase): Promise<void> {
  await page.getByLabel('Passphrase').fill(typed);
  await page.keyboard.press('Enter');
}

export const locked = (page: Page) => page.getByRole('heading', { name: 'Rummage is locked' });

/** What the browser keeps for the page, as far as the page can tell. */
export const kept = (page: Page) =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const files: string[] = [];
    for await (const name of root.keys()) files.push(name);
    return { files, local: JSON.stringify(localStorage), session: JSON.stringify(sessionStorage) };
  });
