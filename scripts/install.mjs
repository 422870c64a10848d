import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'node_modules', '.installed-from');

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Runs `npm ci` unless node_modules already stands for this very lock file. */
export function installIfNeeded() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages …');
  // `npm ci` refuses a lock file that lacks the optional binaries of other platforms
  // (npm/cli#9846); a plain install then takes the same pinned versions and adds this platform's.
  if (!succeeds('npm', ['ci', ...quiet])) run('npm', ['install', '--no-save', ...quiet]);
  writeFileSync(stamp, wanted);
}

/**
 * Runs a command in the project's folder and ends this process with its status if it fails.
 * `node` resolves to the pinned one in node_modules/.bin once it is installed.
 */
export function run(command, args) {
  const status = statusOf(command, args, 'inherit');
  if (status !== 0) process.exit(status ?? 1);
}

function succeeds(command, args) {
  return statusOf(command, args, 'ignore') === 0;
}

function statusOf(command, args, stdio) {
  return spawnSync(command, args, {
    cwd: root,
    stdio,
    env: withPinnedNode(),
    shell: process.platform === 'win32',
  }).status;
}

/** The environment with node_modules/.bin first on the path. */
export function withPinnedNode() {
  const separator = process.platform === 'win32' ? ';' : ':';
  return {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${separator}${process.env.PATH}`,
  };
}
