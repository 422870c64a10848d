// `npm run bench:map -- [--points 10000] [--frames 300] [--json FILE]`: how long a map of so many
// points takes to lay out, and how evenly it moves, in Chromium.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withPage } from './with-page.mjs';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '10000' },
    frames: { type: 'string', default: '300' },
    json: { type: 'string' },
  },
});

const { phases, times } = await withPage('bench-map', 'measure', (page) =>
  page.evaluate(
    ([points, frames]) => globalThis.measure(points, frames),
    [Number(values.points), Number(values.frames)],
  ),
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
