// `npm run bench:teach -- --data DIR [--splits 5] [--cores 2] [--json FILE]`: what teaching in the
// tab brings and costs, in Chromium. DIR holds sets of photos with captions: `charts`, of which the
// encoder has not seen those whose name's CRC-32 is divisible by ten; `objects`, of which it has not
// seen every second one; and `flickr8k`, whose dev part is the general set.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { withPage } from './with-page.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    splits: { type: 'string', default: '5' },
    cores: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});
// One of the sets stands for all that lie beside it.
if (values.data && existsSync(join(values.data, 'captions.tsv')))
  values.data = dirname(values.data);
const sets = ['charts', 'objects', 'flickr8k'];
if (!values.data || !sets.every((set) => existsSync(join(values.data, set, 'captions.tsv')))) {
  console.error(`Give a folder with ${sets.join(', ')}: npm run bench:teach -- --data DIR`);
  process.exit(1);
}

/** Pairs that are learned from, on charts. */
const learnedCount = 200;
const objectCount = 30;
const cutOuts = 10;

await withPage('bench-teach', 'teach', async (page) => {
  await page.evaluate((threads) => loadEncoder(threads), Number(values.cores));
  const general = await readGeneral(page);
  const charts = await measure(page, await readCharts(page), general);
  const names = await measure(page, await readNames(page), general);
  const report = { set: 'charts', ...charts, names, splits: Number(values.splits) };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  print({ charts, 'invented names': names });
});

/** Teaches on several splits of the pairs and counts all that were held out. */
async function measure(page, set, general) {
  const lessons = [];
  for (let seed = 1; seed <= Number(values.splits); seed++) {
    const order = { ...set.order, parts: set.partsOf(shuffle(set.count, seed)) };
    lessons.push(
      await page.evaluate(([one, other]) => globalThis.teach(one, other), [order, general]),
    );
  }
  const learned = set.partsOf(shuffle(set.count, 1)).learned.length;
  const both = (key) => ({
    before: recalls(lessons.flatMap((lesson) => lesson[key].before)),
    after: recalls(lessons.flatMap((lesson) => lesson[key].after)),
  });
  const generalRecalls = both('general');
  return {
    pairs: learned,
    // Of the slowest.
    seconds: Math.max(...lessons.map(({ seconds }) => seconds)),
    steps: lessons.map(({ step }) => step),
    heldOut: { count: lessons.flatMap(({ heldOut }) => heldOut.after).length, ...both('heldOut') },
    // R@10.
    general: { before: generalRecalls.before.r10, after: generalRecalls.after.r10 },
    generalRecalls,
  };
}

async function readGeneral(page) {
  const splits = new Map(readTsv(join(values.data, 'flickr8k', 'splits.tsv')));
  const { files, captions, owner } = readSet('flickr8k', (file) => splits.get(file) === 'dev');
  await embed(page, 'general', files, captions.map(clean));
  return { pictures: 'general', captions: 'general captions', owner };
}

/** Charts the encoder has not seen are held out; the others fill up what is learned from. */
async function readCharts(page) {
  const { files, captions, owner } = readSet('charts', () => true);
  await embed(page, 'charts', files, captions);
  const pairs = owner.map((picture, caption) => ({ picture, caption }));
  const isUnseen = ({ picture }) => crc32(basename(files[picture])) % 10 === 0;
  const unseen = [...pairs.keys()].filter((at) => isUnseen(pairs[at]));
  const seen = [...pairs.keys()].filter((at) => !isUnseen(pairs[at]));
  const partsOf = (order) => {
    const measured = Math.round(0.3 * order.length);
    const watched = Math.round(0.1 * order.length);
    const mixed = order.map((i) => unseen[i]);
    const learned = mixed.slice(measured + watched);
    const more = shuffle(seen.length, order[0]).slice(0, learnedCount - learned.length);
    return {
      measured: mixed.slice(0, measured),
      watched: mixed.slice(measured, measured + watched),
      learned: [...learned, ...more.map((i) => seen[i])],
    };
  };
  const order = { pictures: 'charts', captions: 'charts captions', pairs };
  return { order, count: unseen.length, partsOf };
}

/** Cut-outs of objects the encoder has not seen, each object with a name that no one has read. */
async function readNames(page) {
  const all = readSet('objects', () => true).files.filter((_, i) => i % 2 === 1);
  const chosen = shuffle(all.length, 1);
  const files = chosen.slice(0, objectCount).map((i) => all[i]);
  const others = chosen.slice(objectCount).map((i) => all[i]);
  const captions = inventedNames(objectCount).map((name) => `my ${name}`);
  await embed(page, 'names', files, captions, cutOuts);
  await embed(page, 'names', others, []);
  const pairs = Array.from({ length: objectCount * cutOuts }, (_, picture) => ({
    picture,
    caption: Math.floor(picture / cutOuts),
  }));
  const partsOf = (order) => ({
    measured: order.slice(0, 0.2 * order.length),
    watched: order.slice(0.2 * order.length, 0.3 * order.length),
    learned: order.slice(0.3 * order.length),
  });
  const order = { pictures: 'names', captions: 'names captions', pairs };
  return { order, count: pairs.length, partsOf };
}

async function embed(page, table, files, captions, each = 0) {
  for (let from = 0; from < files.length; from += 100) {
    await page.locator('input').setInputFiles(files.slice(from, from + 100));
    await page.evaluate(([name, count]) => embedFiles(name, count), [table, each]);
    process.stderr.write(`\r${table}: ${Math.min(from + 100, files.length)} of ${files.length}  `);
  }
  for (let from = 0; from < captions.length; from += 64) {
    const some = captions.slice(from, from + 64);
    await page.evaluate(([name, texts]) => embedTexts(name, texts), [`${table} captions`, some]);
  }
  process.stderr.write('\n');
}

/** Photos of a set with their captions; caption j is of photo `owner[j]`. */
function readSet(name, isWanted) {
  const rows = new Map();
  const captions = [];
  const owner = [];
  for (const [file, caption] of readTsv(join(values.data, name, 'captions.tsv'))) {
    if (!isWanted(file)) continue;
    if (!rows.has(file)) rows.set(file, rows.size);
    owner.push(rows.get(file));
    captions.push(caption);
  }
  return { files: [...rows.keys()].map((file) => join(values.data, name, file)), captions, owner };
}

/** Rows without the header. */
function readTsv(path) {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/).slice(1);
  return lines.filter((line) => line !== '').map((line) => line.split('\t'));
}

/** Flickr8k sets its punctuation apart; people do not search like that. */
function clean(caption) {
  return caption
    .replaceAll(/ (?=[.,]|'s)/g, '')
    .replace(/\.$/, '')
    .trim();
}

function inventedNames(count) {
  const random = numbers(3);
  const of = (list) => list[Math.floor(random() * list.length)];
  const [first, middle, last] = [
    'bl dr fr gl kr pl sn v z m th',
    'a e i o u oo',
    'b ck g m n rt sh x',
  ].map((list) => list.split(' '));
  const names = new Set();
  while (names.size < count) names.add(of(first) + of(middle) + of(first) + of(middle) + of(last));
  return [...names];
}

/** Lehmer's generator. */
function numbers(seed) {
  let state = seed * 7919;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function shuffle(count, seed) {
  const random = numbers(seed + 1);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

function recalls(ranks) {
  const at = (k) => ranks.filter((rank) => rank <= k).length / ranks.length;
  return { r1: at(1), r5: at(5), r10: at(10) };
}

function print(results) {
  const three = ({ r1, r5, r10 }) => [r1, r5, r10].map((x) => x.toFixed(3)).join(' / ');
  console.log(
    '| set | pairs learned | seconds | held out | R@1 / 5 / 10 before | after | general before | after |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const [name, { pairs, seconds, heldOut, generalRecalls }] of Object.entries(results)) {
    const cells = [
      name,
      pairs,
      seconds.toFixed(1),
      heldOut.count,
      three(heldOut.before),
      three(heldOut.after),
      three(generalRecalls.before),
      three(generalRecalls.after),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}
