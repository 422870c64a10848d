import type { SourceDocument } from '../core';
import type { Remote } from '../workers/connect';
import type { Library } from '../workers/library';

export type StoredPlace = 'database' | 'files' | 'caches' | 'settings' | 'serviceWorkers';

/** Something that this browser keeps for this address. */
export interface StoredPart {
  place: StoredPlace;
  /** Of the object store, the folder or file, the cache or the key. */
  name: string;
  /** Records, files, answers; 1 for a setting. */
  count: number;
  bytes?: number;
}

/** Looks into every storage that a page can write, ours or not. */
export async function storedParts(
  library: Pick<Remote<Library>, 'storeCounts'>,
  documents: readonly SourceDocument[],
): Promise<StoredPart[]> {
  const parts = await Promise.all([
    libraryStores(library, documents),
    otherDatabases(),
    storedFiles(),
    storedAnswers(),
    storedSettings(),
    serviceWorkers(),
  ]);
  return parts.flat();
}

async function libraryStores(
  library: Pick<Remote<Library>, 'storeCounts'>,
  documents: readonly SourceDocument[],
): Promise<StoredPart[]> {
  const bytes = documents.reduce((sum, { byteSize }) => sum + byteSize, 0);
  const counts = await library.storeCounts();
  return counts.map(({ name, count }) => ({
    place: 'database',
    name,
    count,
    // Of the others the browser tells no size but that of all together.
    ...(name === 'originals' && { bytes }),
  }));
}

/** What the worker of the library opens. */
const libraryDatabase = 'rummage';

async function otherDatabases(): Promise<StoredPart[]> {
  const databases = await indexedDB.databases();
  return databases
    .map(({ name }) => name ?? '')
    .filter((name) => name !== libraryDatabase)
    .map((name) => ({ place: 'database', name, count: 1 }));
}

async function storedFiles(): Promise<StoredPart[]> {
  const root = await navigator.storage.getDirectory();
  const parts: StoredPart[] = [];
  for await (const [name, handle] of root.entries()) {
    parts.push({ place: 'files', name, ...(await sizeOf(handle)) });
  }
  return parts;
}

async function sizeOf(handle: FileSystemHandle): Promise<{ count: number; bytes: number }> {
  if (handle.kind === 'file') {
    const { size } = await (handle as FileSystemFileHandle).getFile();
    return { count: 1, bytes: size };
  }
  const total = { count: 0, bytes: 0 };
  for await (const child of (handle as FileSystemDirectoryHandle).values()) {
    const { count, bytes } = await sizeOf(child);
    total.count += count;
    total.bytes += bytes;
  }
  return total;
}

async function storedAnswers(): Promise<StoredPart[]> {
  const parts: StoredPart[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    parts.push({ place: 'caches', name, count: (await cache.keys()).length });
  }
  return parts;
}

async function storedSettings(): Promise<StoredPart[]> {
  return [localStorage, sessionStorage].flatMap((storage) =>
    Object.entries<string>(storage).map(
      ([name, value]): StoredPart => ({
        place: 'settings',
        name,
        count: 1,
        // Kept as UTF-16.
        bytes: 2 * (name.length + value.length),
      }),
    ),
  );
}

async function serviceWorkers(): Promise<StoredPart[]> {
  const registrations = await navigator.serviceWorker.getRegistrations();
  return registrations.map(({ scope }) => ({ place: 'serviceWorkers', name: scope, count: 1 }));
}
