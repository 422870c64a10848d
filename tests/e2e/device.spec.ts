import { webgpuLaunchOptions } from '../../scripts/chromium.mjs';
import { expect, RummagePage, test } from './app';

test.use({ launchOptions: webgpuLaunchOptions() });

test('WebGPU that is only emulated is passed over, and the status says why', {
  tag: '@long',
}, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  const isEmulated = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    return adapter?.info.isFallbackAdapter ?? false;
  });
  expect(isEmulated, 'there is an emulated adapter').toBe(true);
  await expect(app.encoder).toContainText(/WASM, \d+ threads?: WebGPU is only emulated/);
});
