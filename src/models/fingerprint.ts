import type { ManifestEntry } from './manifest';
import { Sha256 } from './sha256';

/** The same for the same files, whenever and from wherever they were brought. */
export function fingerprintOf(files: readonly ManifestEntry[]): string {
  const hash = new Sha256();
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).sort();
  hash.update(new TextEncoder().encode(lines.join('')));
  return hash.hex();
}
