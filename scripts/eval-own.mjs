// `npm run eval:own -- --shared DIR [--json FILE]`: the project's own written queries over the
// samples, the documents in tests/retrieval and the pictures and files of DIR that are named there.
import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withOwnLibrary } from './own-library.mjs';

const { values } = parseArgs({
  options: { shared: { type: 'string' }, json: { type: 'string' } },
});
if (!values.shared) {
  console.error('Give the folder of test data: npm run eval:own -- --shared DIR');
  process.exit(1);
}
process.exitCode = withOwnLibrary(values.shared, 'tests/retrieval/library.json', (folder) => {
  copyFileSync('tests/retrieval/queries.jsonl', join(folder, 'queries.jsonl'));
  const json = values.json ? ['--json', values.json] : [];
  const args = ['scripts/eval.mjs', '--data', folder, ...json];
  return spawnSync('node', args, { stdio: 'inherit' }).status ?? 1;
});
