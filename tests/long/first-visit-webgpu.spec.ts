import { webgpuLaunchOptions } from '../../scripts/chromium.mjs';
import { expect, RummagePage, test } from '../e2e/app';

test.use({ serviceWorkers: 'allow', launchOptions: webgpuLaunchOptions() });

test('with a graphics card the first visit starts on WASM, and the next on WebGPU', async ({
  context,
  page,
}) => {
  // The emulated adapter gives itself out as a real one.
  await context.addInitScript(() => {
    Object.defineProperty(GPUAdapterInfo.prototype, 'isFallbackAdapter', { get: () => false });
  });
  const app = new RummagePage(page);
  await app.open('#/settings');
  await expect(app.encoder).toContainText('the graphics card is used from the next visit on');
  await expect(page.getByText('Works offline.')).toBeVisible({ timeout: 120_000 });
  const keptTowers = () =>
    page.evaluate(async () => {
      const name = (await caches.keys()).find((one) => one.startsWith('rummage-files'))!;
      const kept = await (await caches.open(name)).keys();
      return kept.filter(({ url }) => /_model\.onnx/.test(url)).length;
    });
  await expect.poll(keptTowers, { timeout: 120_000 }).toBe(2);
  await page.reload();
  await expect(app.encoder).toContainText('ready on WebGPU', { timeout: 240_000 });
});
