import { webgpuLaunchOptions } from '../../scripts/chromium.mjs';
import { expect, RummagePage, test } from '../e2e/app';
import { encoder, modelsFolder } from './models-section';

test.use({ launchOptions: webgpuLaunchOptions() });

const models = modelsFolder();

test('on WebGPU each precision is tried before the processor is', async ({ page }) => {
  const path = models.write('tiny-gpu', 'clip', {
    seed: 7,
    precisions: ['fp32', 'fp16', 'q8'],
    wrong: 'fp16',
  });
  const rummage = new RummagePage(page);
  await rummage.open('#/settings');
  const isThere = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
  expect(isThere, 'there is an adapter').toBe(true);
  await page.getByLabel('Add a folder').setInputFiles(path);
  const use = page.getByRole('button', { name: 'Use tiny-gpu now' });
  await expect(use).toBeVisible({ timeout: 60_000 });
  // Emulated, it is passed over unless it is asked for; the bundled model would take minutes on it.
  await page.evaluate(() => localStorage.setItem('rummage.device', 'webgpu'));
  await use.click();
  await expect(encoder(page)).toContainText('tiny-gpu ready on WebGPU', { timeout: 120_000 });
  await expect(encoder(page)).toContainText('fp16 on WebGPU did not pass');
  await expect(encoder(page)).toContainText('Precision: text fp32, image fp32');
});
