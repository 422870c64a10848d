// `npm run eval:ask:own -- --shared DIR [--questions FILE] [--json FILE] [--all]`: the project's own
// written questions over the samples, the documents in tests/retrieval, tables, and PDFs of DIR.
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withOwnLibrary } from './own-library.mjs';

const { values } = parseArgs({
  options: {
    shared: { type: 'string' },
    questions: { type: 'string', default: 'tests/ask/questions.jsonl' },
    json: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
});
if (!values.shared) {
  console.error('Give the folder of test data: npm run eval:ask:own -- --shared DIR');
  process.exit(1);
}
process.exitCode = withOwnLibrary(values.shared, 'tests/ask/library.json', (folder) => {
  copyFileSync(values.questions, join(folder, 'questions.jsonl'));
  const json = values.json ? ['--json', values.json] : [];
  const all = values.all ? ['--all'] : [];
  const args = ['scripts/eval-ask.mjs', '--data', folder, ...json, ...all];
  return spawnSync('node', args, { stdio: 'inherit' }).status ?? 1;
});
