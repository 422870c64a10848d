import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIfNeeded, root } from './install.mjs';

/**
 * Builds the page of a folder of `scripts` with the app's own settings, serves it with the app's
 * headers and opens it in Chromium.
 *
 * @param folder of `page.html`, below `scripts`
 * @param ready name of the function that the page offers once it is loaded
 * @param work done with the page; what it gives back is given back
 */
export async function withPage(folder, ready, work) {
  installIfNeeded();
  const { chromium } = await import('playwright-core');
  const { build, preview } = await import('vite');
  const { ensureChromium, launchOptions } = await import('./chromium.mjs');
  ensureChromium();
  const configFile = join(root, 'vite.config.ts');
  const outDir = mkdtempSync(join(tmpdir(), `rummage-${folder}-`));
  await build({
    root: join(root, 'scripts', folder),
    publicDir: join(root, 'public'),
    configFile,
    logLevel: 'error',
    build: { outDir, rollupOptions: { input: join(root, 'scripts', folder, 'page.html') } },
  });
  const server = await preview({
    configFile,
    build: { outDir },
    preview: { port: 0, host: 'localhost' },
    logLevel: 'silent',
  });
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${server.resolvedUrls.local[0]}page.html`);
    await page.waitForFunction((name) => name in globalThis, ready);
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}
