// `npm run eval:ocr -- --data DIR [--json FILE]`: pictures found by the words in them. DIR has
// `charts` and `receipts` with a captions.tsv each; asked for are the titles of the charts (of two
// captions the shorter one), and the companies with the totals of the receipts.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureLibrary } from './eval-library.mjs';

const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'string' } } });
if (!values.data) {
  console.error('Give the folder of test data: npm run eval:ocr -- --data DIR');
  process.exit(1);
}

const captionsOf = (set) => {
  const captions = new Map();
  const lines = readFileSync(join(values.data, set, 'captions.tsv'), 'utf8')
    .trim()
    .split('\n');
  for (const line of lines.slice(1)) {
    const [file, caption] = line.split('\t');
    captions.set(file, [...(captions.get(file) ?? []), caption]);
  }
  return [...captions].map(([file, texts]) => ({ file: `${set}/${file}`, texts }));
};

const titles = captionsOf('charts').map(({ file, texts }) => ({
  query: texts.reduce((short, text) => (text.length < short.length ? text : short)),
  relevant: [{ file }],
}));

const receipt = /receipt from (.+?)(?: dated .*?)?,? total \D*([\d.,]+)/;

const totals = captionsOf('receipts').flatMap(({ file, texts: [text] }) => {
  const [, company, total] = receipt.exec(text) ?? [];
  if (!company) return [];
  return [{ query: `${company} ${total}`, relevant: [{ file }] }];
});

/** Share of what was asked that has its picture among the first ten. */
function shareFound({ results }, asked) {
  const byQuery = new Map(results.map(({ query, ranking }) => [query, ranking]));
  const found = asked.filter(({ query, relevant: [{ file }] }) => {
    const files = [...new Set(byQuery.get(query).map((hit) => hit.file))];
    return files.slice(0, 10).includes(file);
  });
  return `R@10 ${(found.length / asked.length).toFixed(3)} (${found.length} of ${asked.length})`;
}

const folder = mkdtempSync(join(tmpdir(), 'rummage-ocr-'));
try {
  for (const set of ['charts', 'receipts']) {
    cpSync(join(values.data, set, 'images'), join(folder, set, 'images'), { recursive: true });
  }
  const questions = join(folder, 'queries.jsonl');
  const lines = [...titles, ...totals].map((one) => JSON.stringify(one));
  writeFileSync(questions, `${lines.join('\n')}\n`);
  const { report, fileCount } = await measureLibrary({ folder, screen: 'lab/score', questions });
  if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 2));
  console.log(`${fileCount} pictures, found by the words in them`);
  console.log(`titles of charts: ${shareFound(report, titles)}`);
  console.log(`companies and totals of receipts: ${shareFound(report, totals)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
