// `npm test`: install what is missing, get a browser, then check, unit, browser and end-to-end
// tests. Ends with one line `N passed, N failed` summed over the runners.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { installIfNeeded, root, withPinnedNode } from './install.mjs';

installIfNeeded();
process.env.RUMMAGE_CHROMIUM = ensureChromium();

const reports = mkdtempSync(join(tmpdir(), 'rummage-test-'));
const env = { ...withPinnedNode(), PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'e2e.json') };
const total = { passed: 0, failed: 0 };

function step(name, command, args, count) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const counts = count();
  total.passed += counts.passed;
  // A runner that breaks before or after its tests is a failure of its own.
  total.failed += status !== 0 && counts.failed === 0 ? 1 : counts.failed;
  return status === 0;
}

const asOne = (ok) => ({ passed: ok ? 1 : 0, failed: 0 });

function check(name, command, args) {
  if (step(name, command, args, () => asOne(false))) total.passed += 1;
}

function vitest(project) {
  const file = join(reports, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  step(`${project} tests`, 'vitest', ['run', '--project', project, ...reporters], () => {
    if (!existsSync(file)) return { passed: 0, failed: 0 };
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  });
}

function endToEnd() {
  step('end-to-end tests', 'playwright', ['test', '--reporter=list,json'], () => {
    const file = env.PLAYWRIGHT_JSON_OUTPUT_NAME;
    if (!existsSync(file)) return { passed: 0, failed: 0 };
    const { stats } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  });
}

const has = (folder) => existsSync(join(root, 'tests', folder));

check('format, lint and import rules', 'biome', ['ci', '--error-on-warnings', '.']);
check('types', 'tsc', ['--noEmit']);
vitest('unit');
if (has('browser')) vitest('browser');
if (existsSync(join(root, 'playwright.config.ts'))) {
  check('build', 'vite', ['build']);
  check('nothing in the build reaches out', 'node', ['scripts/check-private.mjs']);
  endToEnd();
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
