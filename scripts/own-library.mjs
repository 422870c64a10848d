// The project's own test library: the samples, written documents, and files of the shared test data.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Puts the library into a folder for as long as it is used.
 *
 * @param shared the folder of test data
 * @param list JSON file of names and their paths in `shared`
 */
export function withOwnLibrary(shared, list, use) {
  const folder = mkdtempSync(join(tmpdir(), 'rummage-own-'));
  try {
    for (const from of ['public/samples', 'tests/retrieval/documents']) {
      for (const name of readdirSync(from)) {
        if (name !== 'samples.json') copyFileSync(join(from, name), join(folder, name));
      }
    }
    for (const [name, path] of Object.entries(JSON.parse(readFileSync(list, 'utf8')))) {
      copyFileSync(path.startsWith('tests/') ? path : join(shared, path), join(folder, name));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
