// `node scripts/make-icons.mjs`: draws the icons of the installed app from `public/icon.svg`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium, launchOptions } from './chromium.mjs';

const folder = join(import.meta.dirname, '../public');
const icon = readFileSync(join(folder, 'icon.svg'), 'utf8');

/** Systems cut a maskable icon to any shape; the middle 80 % stay (W3C's "safe zone"). */
const icons = [
  { name: 'icon-192', sizePx: 192, share: 1, background: 'transparent' },
  { name: 'icon-512', sizePx: 512, share: 1, background: 'transparent' },
  { name: 'maskable-512', sizePx: 512, share: 0.7, background: '#e2f1ed' },
];

ensureChromium();
mkdirSync(join(folder, 'icons'), { recursive: true });
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage();
for (const { name, sizePx, share, background } of icons) {
  await page.setViewportSize({ width: sizePx, height: sizePx });
  await page.setContent(
    `<body style="margin: 0; display: grid; place-items: center; height: 100vh; background: ${background}">
      <div style="width: ${share * 100}%">${icon}</div>
    </body>`,
  );
  await page.locator('svg').evaluate((svg) => svg.setAttribute('style', 'display: block'));
  const png = await page.screenshot({ omitBackground: true });
  writeFileSync(join(folder, 'icons', `${name}.png`), png);
}
await browser.close();
