// `npm run bench:map -- [--points 10000] [--frames 300] [--json FILE]`: how long a map of so many
// points takes to lay out, and how evenly it moves, in Chromium.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installIfNeeded, root } from './install.mjs';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '10000' },
    frames: { type: 'string', default: '300' },
    json: { type: 'string' },
  },
});

installIfNeeded();
const { chromium } = await import('playwright-core');
const { build, preview } = await import('vite');
const { ensureChromium, launchOptions } = await import('./chromium.mjs');
ensureChromium();

const outDir = mkdtempSync(join(tmpdir(), 'rummage-bench-map-'));
await build({
  root: join(root, 'scripts/bench-map'),
  publicDir: false,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'error',
  build: { outDir, rollupOptions: { input: join(root, 'scripts/bench-map/page.html') } },
});
const server = await preview({
  configFile: join(root, 'vite.config.ts'),
  build: { outDir },
  preview: { port: 0, host: 'localhost' },
  logLevel: 'silent',
});
const browser = await chromium.launch(launchOptions());
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${server.resolvedUrls.local[0]}page.html`);
  await page.waitForFunction(() => 'measure' in globalThis);
  const { phases, times } = await page.evaluate(
    ([points, frames]) => globalThis.measure(points, frames),
    [Number(values.points), Number(values.frames)],
  );
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const fps = 1000 / (times.reduce((sum, ms) => sum + ms, 0) / times.length);
  const report = {
    points: Number(values.points),
    phases,
    fps,
    frameMs: { p50: at(0.5), p95: at(0.95), longest: at(1) },
  };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  console.log(`| step, ${values.points} points | figure |\n|---|---|`);
  for (const [phase, seconds] of Object.entries(phases))
    console.log(`| ${phase} | ${seconds.toFixed(1)} s |`);
  console.log(`| frames a second, moved and zoomed at every one | ${fps.toFixed(1)} |`);
  console.log(
    `| frame p50 / p95 / longest | ${Object.values(report.frameMs)
      .map((ms) => ms.toFixed(1))
      .join(' / ')} ms |`,
  );
} finally {
  await browser.close();
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}
