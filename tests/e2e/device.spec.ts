import { launchOptions } from '../../scripts/chromium.mjs';
import { expect, RummagePage, test } from './app';

const options = launchOptions();

test.use({ launchOptions: { ...options, args: [...options.args, '--enable-unsafe-webgpu'] } });

test('WebGPU that is only emulated is passed over, and the status says why', {
  tag: '@long',
}, async ({ page }) => {
  const app = new RummagePage(page);
  await app.open();
  const isEmulated = await page.evaluate(async () => {
    const adapter = await navigator.gpu?.requestAdapter();
    return adapter?.info.isFallbackAdapter ?? false;
  });
  test.skip(!isEmulated, 'this browser has no emulated adapter');
  await expect(app.encoder).toContainText(/WASM, \d+ threads?: WebGPU is only emulated/);
});
