// `npm run bench:lock -- [--chunks 10000] [--json FILE]`: what a lock costs the store, in Chromium:
// documents of 100 passages with vectors of 512 numbers and an original of 60 kB each. Ratios carry
// over to other machines, seconds do not.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withPage } from './with-page.mjs';

const { values } = parseArgs({
  options: { chunks: { type: 'string', default: '10000' }, json: { type: 'string' } },
});

const figures = await withPage('bench-lock', 'measure', (page) =>
  page.evaluate((chunks) => globalThis.measure(chunks), Number(values.chunks)),
);
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, undefined, 2)}\n`);
const { plain, locked, change } = figures;
console.log(`| ${values.chunks} passages | without | with a lock | ratio |\n|---|---|---|---|`);
for (const [step, ms] of Object.entries(plain)) {
  const [before, after] = [ms, locked[step]].map((time) => `${(time / 1000).toFixed(2)} s`);
  console.log(`| ${step} | ${before} | ${after} | ${(locked[step] / ms).toFixed(1)} |`);
}
for (const [step, ms] of Object.entries(change)) {
  console.log(`| ${step} | | ${(ms / 1000).toFixed(2)} s | |`);
}
