import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchOptions } from '../../scripts/chromium.mjs';
import { expect, RummagePage, test } from '../e2e/app';
import { writeDualEncoder } from '../tiny-dual-encoder/write.mjs';

const options = launchOptions();
test.use({ launchOptions: { ...options, args: [...options.args, '--enable-unsafe-webgpu'] } });

test('on WebGPU each precision is tried before the processor is', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'rummage-webgpu-'));
  const path = join(folder, 'tiny-gpu');
  writeDualEncoder(path, 'clip', {
    seed: 7,
    precisions: ['fp32', 'fp16', 'q8'],
    wrong: 'fp16',
  });
  const rummage = new RummagePage(page);
  await rummage.open('#/settings');
  const isThere = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
  test.skip(!isThere, 'this browser has no adapter');
  await page.getByLabel('Add a folder').setInputFiles(path);
  const use = page.getByRole('button', { name: 'Use tiny-gpu now' });
  await expect(use).toBeVisible({ timeout: 60_000 });
  // Emulated, it is passed over unless it is asked for; the bundled model would take minutes on it.
  await page.evaluate(() => localStorage.setItem('rummage.device', 'webgpu'));
  await use.click();
  const encoder = page.getByRole('region', { name: 'Encoder' });
  await expect(encoder).toContainText('tiny-gpu ready on WebGPU', { timeout: 120_000 });
  await expect(encoder).toContainText('fp16 on WebGPU did not pass');
  await expect(encoder).toContainText('Precision: text fp32, image fp32');
  rmSync(folder, { recursive: true, force: true });
});
