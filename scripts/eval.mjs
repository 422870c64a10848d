// `npm run eval -- --data DIR [--json FILE]`: how well search finds what it should, measured by
// the app's own page "Score my library" on the built app in Chromium. DIR holds files and
// `captions.tsv` (file<TAB>caption), or `queries.jsonl` ({"query", "relevant": [{"file",
// "place"?}]}; an empty `relevant` means that nothing should match).
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { installIfNeeded, run } from './install.mjs';

const { values } = parseArgs({
  options: { data: { type: 'string' }, json: { type: 'string' } },
});
const folder = values.data;
if (!folder || !existsSync(folder)) {
  console.error('Give a folder of files with their questions: npm run eval -- --data DIR');
  process.exit(1);
}
const questions = ['queries.jsonl', 'captions.tsv']
  .map((name) => join(folder, name))
  .find(existsSync);
if (!questions) {
  console.error(`There is neither queries.jsonl nor captions.tsv in ${folder}.`);
  process.exit(1);
}

installIfNeeded();
run('vite', ['build', '--logLevel', 'error']);
const { chromium } = await import('playwright-core');
const { preview } = await import('vite');
const { launchOptions } = await import('./chromium.mjs');

const notDocuments = new Set(['captions.tsv', 'queries.jsonl', 'splits.tsv']);
const work = mkdtempSync(join(tmpdir(), 'rummage-eval-'));
const library = join(work, 'library');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !notDocuments.has(entry.name))
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
for (const file of files) {
  mkdirSync(dirname(join(library, file)), { recursive: true });
  try {
    linkSync(join(folder, file), join(library, file));
  } catch {
    copyFileSync(join(folder, file), join(library, file));
  }
}

const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'silent' });
const browser = await chromium.launchPersistentContext(join(work, 'profile'), launchOptions());
try {
  const page = browser.pages()[0] ?? (await browser.newPage());
  await page.goto(`${server.resolvedUrls.local[0]}#/library`);
  await page.getByText(/compact-clip ready on/).waitFor({ timeout: 120_000 });
  await page.getByLabel('Add folder').setInputFiles(library);
  const indexing = page.locator('[role=progressbar][aria-label=Indexing]');
  await indexing.waitFor();
  await indexing.waitFor({ state: 'detached', timeout: 3_600_000 });
  await page.goto(`${server.resolvedUrls.local[0]}#/lab/score`);
  const ask = page.getByRole('button', { name: 'Ask from a file' });
  const chooser = page.waitForEvent('filechooser', { timeout: 3_600_000 });
  await ask.click({ timeout: 3_600_000 });
  await (await chooser).setFiles(questions);
  const save = page.getByRole('button', { name: 'Download as JSON' });
  await save.waitFor({ timeout: 3_600_000 });
  const download = page.waitForEvent('download');
  await save.click();
  const path = await (await download).path();
  const report = JSON.parse(readFileSync(path, 'utf8'), withoutRoot);
  print(report);
  if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 1));
} finally {
  await browser.close();
  await server.close();
  rmSync(work, { recursive: true, force: true });
}

/** Paths as they are in the folder given. */
function withoutRoot(key, value) {
  const root = `${basename(library)}/`;
  return key === 'file' && value.startsWith(root) ? value.slice(root.length) : value;
}

function print({ byWeights, auc, declinedRight }) {
  const { size } = statSync(questions);
  console.log(`${files.length} files, ${byWeights[0].results.length} questions (${size} bytes)`);
  console.log('meaning  words    R@1     R@5    R@10     MRR  nDCG@10');
  for (const { weights, ...row } of byWeights) {
    const cells = ['r1', 'r5', 'r10', 'mrr', 'ndcg10'].map((key) => {
      return (row[key] === null ? '–' : row[key].toFixed(3)).padStart(7);
    });
    console.log(
      `${String(weights.meaning).padEnd(8)} ${String(weights.words).padEnd(5)} ${cells.join(' ')}`,
    );
  }
  if (auc !== null) {
    console.log(
      `has a match: ROC-AUC ${auc.toFixed(3)}, declined rightly ${declinedRight.toFixed(3)}`,
    );
  }
}
