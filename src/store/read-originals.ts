import { openDB } from 'idb';
import type { SourceDocument } from '../core';
import { LibraryLockedError } from './library-database';

/**
 * The originals of a database whatever its version, and whatever else of it is missing.
 *
 * @throws {DOMException} where the browser cannot open it at all
 * @throws {LibraryLockedError} where some are sealed
 */
export async function* readOriginals(
  name: string,
): AsyncGenerator<{ path: string; original: Blob }> {
  const database = await openDB(name);
  try {
    if (database.objectStoreNames.contains('sealed') && (await database.count('sealed')) > 0) {
      throw new LibraryLockedError(
        'Your library is locked: reload the page and unlock it, then its files can be saved.',
      );
    }
    if (!database.objectStoreNames.contains('originals')) return;
    const hasDocuments = database.objectStoreNames.contains('documents');
    for (const key of await database.getAllKeys('originals')) {
      // One that cannot be read must not keep the others from being saved.
      const read = <T>(store: string): Promise<T | undefined> =>
        database.get(store, key).catch(() => undefined);
      const original = await read<Blob>('originals');
      const document = hasDocuments ? await read<SourceDocument>('documents') : undefined;
      if (original) yield { path: document?.names?.[0]?.path ?? String(key), original };
    }
  } finally {
    database.close();
  }
}
