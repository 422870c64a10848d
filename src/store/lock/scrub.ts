import type { LibraryDatabase } from '../library-database';
import type { StoreName } from '../schema';

/** What is written at a time; larger values become files of their own in Chromium. */
const fillerBytes = 32 * 2 ** 10;
const fillersPerRound = 256;
/** More than LevelDB keeps in its log, some times over. */
const rounds = 4;

const minLookups = 30_000;
const bytesPerLookup = 4096;
const lookupsAtATime = 500;

/** Where a library has its words. */
const stores: StoreName[] = ['documents', 'chunks', 'ocrPages'];

/**
 * Drives what was deleted out of the files of the browser.
 *
 * [Note: Deleted is not gone] Chromium keeps records in LevelDB, where one that is deleted stays in the
 * log, or in a table, until that is merged with newer ones, which may be never. Writing random bytes
 * ends the log. Looking up keys that are not there, among those that were, has LevelDB find that it
 * looks into too many tables, and merge them. Both go to stores that are empty with a lock, and that
 * nobody reads. What it came to is told in docs/lock.md.
 */
export async function scrub(database: LibraryDatabase): Promise<void> {
  await clear(database);
  for (let round = 0; round < rounds; round++) {
    // A full disk has room for none, and nothing else is wrong then.
    await fill(database).catch(console.error);
    await clear(database);
  }
  const lookups = Math.max(minLookups, (await sealedBytes(database)) / bytesPerLookup);
  for (let done = 0; done < lookups; done += lookupsAtATime) await lookUp(database);
}

async function fill(database: LibraryDatabase): Promise<void> {
  const transaction = database.begin(stores);
  for (let i = 0; i < fillersPerRound; i++) {
    const filler = crypto.getRandomValues(new Uint8Array(fillerBytes)) as never;
    const id = randomId();
    const name = stores[i % stores.length]!;
    const store = transaction.objectStore(name);
    const isInside = database.keyPathOf(name) !== undefined;
    const put = isInside ? store.put({ id, filler } as never) : store.put(filler, [id, 0] as never);
    // Its failure is that of the transaction.
    put.catch(() => {});
  }
  await transaction.done;
}

async function clear(database: LibraryDatabase): Promise<void> {
  const transaction = database.begin(stores);
  await Promise.all([...stores.map((name) => transaction.objectStore(name).clear())]);
  await transaction.done;
}

async function lookUp(database: LibraryDatabase): Promise<void> {
  const transaction = database.raw.transaction(stores);
  const found = Array.from({ length: lookupsAtATime }, (_, i) => {
    const name = stores[i % stores.length]!;
    const isInside = database.keyPathOf(name) !== undefined;
    const id = randomId();
    return transaction.objectStore(name).get((isInside ? id : [id, 0]) as never);
  });
  await Promise.all(found);
}

/** About what records take that are no files of their own. */
async function sealedBytes({ raw }: LibraryDatabase): Promise<number> {
  let bytes = 0;
  let cursor = await raw.transaction('sealed').store.openCursor();
  while (cursor) {
    const { byteLength } = cursor.value.data;
    if (byteLength < 2 * fillerBytes) bytes += byteLength;
    cursor = await cursor.continue();
  }
  return bytes;
}

/** As the ids of documents are. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
