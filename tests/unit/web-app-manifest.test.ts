import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharePath } from '../../src/service-worker/share';

const manifest = JSON.parse(readFileSync('public/manifest.webmanifest', 'utf8'));
const [handler] = manifest.file_handlers as { accept: Record<string, string[]> }[];
const opened = Object.values(handler!.accept).flat();
const shared: string[] = manifest.share_target.params.files[0].accept;

const read = ['tests/e2e/fixtures/formats', 'tests/e2e/fixtures/office', 'public/samples']
  .flatMap((folder) => readdirSync(folder))
  .filter((name) => name !== 'samples.json');

describe('the web app manifest', () => {
  it.each([...new Set(read.map((name) => extname(name)))])('opens %s files', (extension) => {
    expect(opened).toContain(extension);
  });

  it('takes by sharing what it opens, by type or by the end of the name', () => {
    const isShared = (type: string, endings: string[]) =>
      shared.includes(type) ||
      shared.includes(`${type.split('/')[0]}/*`) ||
      endings.every((ending) => shared.includes(ending));
    const left = Object.entries(handler!.accept).filter(([type, ends]) => !isShared(type, ends));
    expect(left).toEqual([]);
  });

  it('names icons that are there, and sends what is shared where the worker takes it', () => {
    for (const { src } of manifest.icons) expect(existsSync(join('public', src)), src).toBe(true);
    expect(manifest.share_target.action).toBe(`./${sharePath}`);
  });
});
