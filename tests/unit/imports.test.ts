import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const forbidden = [
  ['core', '../parse'],
  ['core', '../parse/x'],
  ['parse', '../store'],
  ['clip', '../search/x'],
  ['store', '../clip/x'],
  ['search', '../store'],
  ['answer', '../clip/x'],
  ['answer', '../workers'],
  ['workers', '../app/x'],
  ['app', '../search/x'],
  ['app', '../clip/clip-encoder'],
  ['app', '../ui/x'],
  ['models', '../clip/x'],
  ['ui', '../models/x'],
  ['download', '../app'],
  ['download', '../workers/library'],
  ['download', '../store'],
  ['app', '../download/x'],
  ['ui', '../workers/x'],
  ['service-worker', '../clip'],
  ['ui/search', '../../store'],
] as const;

const allowed = [
  ['parse', '../core'],
  ['workers', '../search'],
  ['workers', '../answer'],
  ['app', '../workers/connect'],
  ['app', '../clip'],
  ['app', '../models'],
  ['clip', '../models'],
  ['download', '../models'],
  ['ui/search', '../../app'],
  ['service-worker', '../core'],
] as const;

const folder = mkdtempSync(join(tmpdir(), 'rummage-imports-'));
const fileOf = (from: string, to: string) => `${from}/to-${to.replaceAll(/\W+/g, '-')}.ts`;
let report = '';

beforeAll(() => {
  const config = JSON.parse(readFileSync('biome.json', 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, $schema: '', vcs: {} }));
  for (const [from, to] of [...forbidden, ...allowed]) {
    mkdirSync(join(folder, 'src', from), { recursive: true });
    writeFileSync(join(folder, 'src', fileOf(from, to)), `import { x } from '${to}';\n\nx();\n`);
  }
  const biome = resolve('node_modules/.bin/biome');
  const { stdout } = spawnSync(
    biome,
    [
      'lint',
      '--only=style/noRestrictedImports',
      '--max-diagnostics=none',
      '--reporter=github',
      '.',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  report = stdout;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('imports run one way', () => {
  it.each(forbidden)('%s may not import %s', (from, to) => {
    expect(report).toContain(`src/${fileOf(from, to)}`);
  });

  it.each(allowed)('%s may import %s', (from, to) => {
    expect(report).not.toContain(`src/${fileOf(from, to)}`);
  });
});
