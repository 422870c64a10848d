import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';
import { expect, RummagePage } from '../e2e/app';
import { testWithSamples as test } from '../e2e/with-samples';

const bundled = 'public/models/compact-clip';

/** The bundled encoder under another name: a space of its own, whatever its numbers. */
async function serveTwin(context: BrowserContext): Promise<void> {
  await context.route('**/models/twin/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/twin/')[1]!;
    if (path !== 'manifest.json') return route.fulfill({ path: `${bundled}/${path}` });
    const manifest = JSON.parse(readFileSync(`${bundled}/manifest.json`, 'utf8'));
    return route.fulfill({ json: { ...manifest, name: 'twin' } });
  });
}

test('another encoder', async ({ context, page }) => {
  await serveTwin(context);
  const app = new RummagePage(page);
  await app.open();
  await app.ask('chinstrap penguin body mass in grams');
  const before = await app.matches.allTextContents();
  await page.evaluate(() => localStorage.setItem('rummage.encoder.next', 'twin'));
  await page.reload();
  await app.go('Settings');
  await expect(page.getByText('twin has read your library.')).toBeVisible({ timeout: 200_000 });
  await page.screenshot({ path: '/tmp/move1.png' });
  await page.getByRole('link', { name: 'Compare both' }).click();
  await page.getByRole('button', { name: 'Ask headings' }).click();
  await expect(page.getByRole('region', { name: 'Figures, twin' })).toBeVisible();
  await page.screenshot({ path: '/tmp/move2.png' });
  await app.go('Settings');
  await page.getByRole('button', { name: 'Switch to twin' }).click();
  await expect(app.encoder).toContainText('twin ready');
  await app.go('Search');
  await app.ask('chinstrap penguin body mass in grams');
  expect(await app.matches.allTextContents()).toEqual(before);
});
