// `npm run eval:own -- --shared DIR [--json FILE]`: the project's own written queries over the
// samples, the documents in tests/retrieval and the pictures and files of DIR that are named there.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { shared: { type: 'string' }, json: { type: 'string' } },
});
if (!values.shared) {
  console.error('Give the folder of test data: npm run eval:own -- --shared DIR');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'rummage-own-'));
try {
  for (const from of ['public/samples', 'tests/retrieval/documents']) {
    for (const name of readdirSync(from)) {
      if (name !== 'samples.json') copyFileSync(join(from, name), join(folder, name));
    }
  }
  const library = JSON.parse(readFileSync('tests/retrieval/library.json', 'utf8'));
  for (const [name, path] of Object.entries(library)) {
    copyFileSync(join(values.shared, path), join(folder, name));
  }
  copyFileSync('tests/retrieval/queries.jsonl', join(folder, 'queries.jsonl'));
  const json = values.json ? ['--json', values.json] : [];
  const { status } = spawnSync('node', ['scripts/eval.mjs', '--data', folder, ...json], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
