// `npm run eval -- --data DIR [--json FILE]`: how well search finds what it should, measured by
// the app's own page "Score my library" on the built app in Chromium. DIR holds files and
// `captions.tsv` (file<TAB>caption), or `queries.jsonl` ({"query", "relevant": [{"file",
// "place"?}]}; an empty `relevant` means that nothing should match).
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureLibrary } from './eval-library.mjs';

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

const { report, fileCount } = await measureLibrary({ folder, screen: 'lab/score', questions });
print(report);
if (values.json) writeFileSync(values.json, JSON.stringify(report, null, 1));

function print({ byWeights, auc, declinedRight }) {
  const { size } = statSync(questions);
  console.log(`${fileCount} files, ${byWeights[0].results.length} questions (${size} bytes)`);
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
