import { commands } from 'vitest/browser';
import {
  fingerprintOf,
  layoutOf,
  type ManifestEntry,
  removeStored,
  storedModelUrl,
  writeManifest,
  writeStored,
} from '../../src/models';
import { dims } from '../tiny-dual-encoder/definition.mjs';
import type { dualEncoderFiles } from '../tiny-dual-encoder/write.mjs';

declare module 'vitest/browser' {
  interface BrowserCommands {
    dualEncoder: (...args: Parameters<typeof dualEncoderFiles>) => Promise<[string, string][]>;
  }
}

/** Stores a tiny model as if it had been brought, with a golden file if one is given; its address. */
export async function storeDualEncoder(
  name: string,
  ...[kind, options]: Parameters<typeof dualEncoderFiles>
): Promise<string> {
  const files = new Map(
    (await commands.dualEncoder(kind, options)).map(([path, base64]) => [
      path,
      new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]),
    ]),
  );
  const config = JSON.parse(await files.get('config.json')!.text());
  const layout = layoutOf([...files.keys()], config);
  await removeStored(name);
  const entries: ManifestEntry[] = [];
  for (const path of layout.paths) {
    entries.push(await writeStored(name, path, files.get(path)!.stream()));
  }
  const golden = new Blob([JSON.stringify({ texts: [], images: [] })]);
  entries.push(await writeStored(name, 'golden.json', golden.stream()));
  await writeManifest({
    name,
    version: '1',
    dims,
    files: entries,
    variants: layout.variants,
    fingerprint: fingerprintOf(entries),
  });
  return storedModelUrl(name);
}
