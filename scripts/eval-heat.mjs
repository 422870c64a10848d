// `npm run eval:heat -- --data DIR [--count 100] [--split dev] [--json FILE]`: the deletion test of
// the heat maps, on the app's own encoder in Chromium. DIR holds photos and `captions.tsv`
// (file<TAB>caption; a photo's first caption is taken); where it holds `splits.tsv` (file<TAB>split),
// only photos of that part are.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withPage } from './with-page.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    count: { type: 'string', default: '100' },
    split: { type: 'string', default: 'dev' },
    json: { type: 'string' },
  },
});
if (!values.data || !existsSync(join(values.data, 'captions.tsv'))) {
  console.error('Give a folder of photos with captions.tsv: npm run eval:heat -- --data DIR');
  process.exit(1);
}

const photos = chosenPhotos(values.data, Number(values.count));
await withPage('eval-heat', 'testPhoto', async (page) => {
  await page.evaluate(() => loadEncoder(Math.min(4, navigator.hardwareConcurrency)));
  const results = [];
  for (const { file, caption } of photos) {
    await page.locator('input').setInputFiles(join(values.data, file));
    const result = await page.evaluate(
      (text) => testPhoto(document.querySelector('input').files[0], text),
      caption,
    );
    results.push({ file, caption, ...result });
  }
  print(results);
  if (values.json) writeFileSync(values.json, JSON.stringify(results, null, 1));
});

/** Photos with their first captions, evenly from all of them. */
function chosenPhotos(folder, count) {
  const split = readTsv(join(folder, 'splits.tsv'));
  const wanted = new Set(split.filter(([, name]) => name === values.split).map(([file]) => file));
  const captions = new Map();
  for (const [file, caption] of readTsv(join(folder, 'captions.tsv'))) {
    if (wanted.size > 0 && !wanted.has(file)) continue;
    if (!captions.has(file)) captions.set(file, caption);
  }
  const all = [...captions].map(([file, caption]) => ({ file, caption }));
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, i) => i % step === 0).slice(0, count);
}

/** Rows without the header. */
function readTsv(path) {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split(/\r?\n/).slice(1);
  return lines.filter((line) => line !== '').map((line) => line.split('\t'));
}

function print(results) {
  const mean = (of) => results.reduce((sum, one) => sum + of(one), 0) / results.length;
  const share = (is) => mean((one) => (is(one) ? 1 : 0)).toFixed(2);
  console.log(`${results.length} photos, mean cosine ${mean((one) => one.cosine).toFixed(3)}`);
  console.log(`random fifth removed: the cosine falls by ${mean((one) => one.random).toFixed(4)}`);
  for (const map of ['covering', 'parts']) {
    const hottest = mean((one) => one.byMap[map].hottest).toFixed(4);
    const coldest = mean((one) => one.byMap[map].coldest).toFixed(4);
    const right = share((one) => one.byMap[map].hottest > one.random);
    const cold = share((one) => one.byMap[map].coldest < one.random);
    console.log(
      `${map}: hottest fifth ${hottest}, more than random on ${right}; ` +
        `coldest fifth ${coldest}, less than random on ${cold}; ` +
        `${mean((one) => one[`${map}Ms`]).toFixed(0)} ms`,
    );
  }
  console.log(`correlation of the two maps ${mean((one) => one.correlation).toFixed(2)}`);
}
