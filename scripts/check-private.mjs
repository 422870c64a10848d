// After a build: nothing in the sources and in the built files is there to reach out. What is
// allowed is listed with its reason in `check-private/allowed.mjs`.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedInBuild, allowedInSources } from './check-private/allowed.mjs';
import { examine } from './check-private/rules.mjs';
import { root } from './install.mjs';

const read = (pattern) =>
  new Map(
    globSync(pattern, { cwd: root }).map((path) => [
      path.replaceAll('\\', '/'),
      readFileSync(join(root, path), 'utf8'),
    ]),
  );

const built = read('dist/**/*.{js,mjs,html,css,svg,webmanifest}');
const sources = read('{index.html,src/**/*.{ts,tsx,css}}');
if (built.size === 0) throw new Error('There is nothing in dist/: run `npm run build` first.');

let isClean = true;
for (const [files, allowances] of [
  [built, allowedInBuild],
  [sources, allowedInSources],
]) {
  const { findings, stale } = examine(files, allowances);
  for (const { rule, file, excerpt, why } of findings) {
    console.error(`${file}: ${rule} (${why})\n    … ${excerpt} …`);
  }
  for (const { rule, file, why } of stale) {
    console.error(`allowed, but not there any more: ${rule} in ${file} (${why})`);
  }
  isClean &&= findings.length + stale.length === 0;
}
console.log(`${built.size} built files and ${sources.size} sources looked through`);
process.exit(isClean ? 0 : 1);
