import type { DocumentId } from '../core';
import { BrokenSealError, type SealedKey, type SealedRecord, type Sealer } from './lock/sealer';
import {
  plainStores,
  type RawDatabase,
  type RawStoreName,
  type RummageSchema,
  type StoreName,
  vaultKey,
} from './schema';
import { UnitOfWork } from './unit-of-work';

type Key<N extends StoreName> = RummageSchema[N]['key'];
type Value<N extends StoreName> = RummageSchema[N]['value'];
export type Query<K> = K | IDBKeyRange;

/** A lock was set or changed since this tab was opened. */
export class LibraryLockedError extends Error {
  override name = 'LibraryLockedError';
}

/**
 * The database as the store uses it, with a lock or without one. A record is either in its own
 * object store or, sealed, in `sealed`; while a lock comes or goes some are here and some there, so
 * with a key both are looked at, in one transaction.
 *
 * [Note: Writes are gathered] Encryption is asynchronous, and a transaction ends as soon as nothing
 * is asked of it. So a unit of work reads and decides first, under a lock that lets one writer of
 * the origin work at a time; then all it wants written is encrypted and applied in one transaction.
 *
 * [Note: Broken seals] A sealed record that cannot be opened any more is as if it were not there, so
 * that it takes neither search nor its neighbours with it, and is made anew as a missing one is. Not
 * so a document's own: without it nobody would know of the document, and the library is no whole.
 */
export class LibraryDatabase {
  /** There while the library is unlocked. */
  sealer: Sealer | undefined;
  /** Of the secret that the sealer has. */
  secretId: string | undefined;
  /** Not all records are sealed, or not yet. */
  hasPlain = true;
  /** Told of a record that cannot be opened, see [Note: Broken seals]. */
  onBroken: () => void = () => {};
  private readonly broken = new Set<string>();
  private readonly keyPaths = new Map<string, string | undefined>();

  constructor(readonly raw: RawDatabase) {
    const stores = [...raw.objectStoreNames];
    const transaction = raw.transaction(stores);
    for (const name of stores) {
      const { keyPath } = transaction.objectStore(name);
      this.keyPaths.set(name, typeof keyPath === 'string' ? keyPath : undefined);
    }
  }

  close(): void {
    this.raw.close();
  }

  async get<N extends StoreName>(store: N, key: Key<N>): Promise<Value<N> | undefined> {
    const sealer = this.sealerOf(store);
    if (!sealer) return this.raw.get(store, key);
    const sealedKey = await sealer.keyOf(store, key);
    const { sealed, plain } = this.both(store);
    const [record, value] = await Promise.all([sealed.get(sealedKey), plain?.get(key)]);
    if (!record) return value;
    return (await this.opened(sealer, sealedKey, record))?.value as Value<N> | undefined;
  }

  /** In the order of their keys. */
  async getAll<N extends StoreName>(store: N, query?: Query<Key<N>>): Promise<Value<N>[]> {
    const sealer = this.sealerOf(store);
    if (!sealer) return this.raw.getAll(store, query);
    const range = await this.sealedRange(sealer, store, query);
    const { sealed, plain } = this.both(store);
    const [sealedKeys, records, keys, values] = await Promise.all([
      sealed.getAllKeys(range),
      sealed.getAll(range),
      plain?.getAllKeys(query) ?? [],
      plain?.getAll(query) ?? [],
    ]);
    const opened = await Promise.all(
      records.map((record, i) => this.opened(sealer, sealedKeys[i]!, record)),
    );
    const sound = opened.filter((one) => one !== undefined);
    const all = [...sound, ...values.map((value, i) => ({ key: keys[i]! as IDBValidKey, value }))];
    all.sort((a, b) => indexedDB.cmp(a.key, b.key));
    return all.map(({ value }) => value as Value<N>);
  }

  /** In their order. */
  async getAllKeys<N extends StoreName>(store: N, query?: Query<Key<N>>): Promise<Key<N>[]> {
    const sealer = this.sealerOf(store);
    if (!sealer) return this.raw.getAllKeys(store, query);
    const range = await this.sealedRange(sealer, store, query);
    const { sealed, plain } = this.both(store);
    const [sealedKeys, keys] = await Promise.all([
      sealed.getAllKeys(range),
      plain?.getAllKeys(query) ?? [],
    ]);
    // A segment has to be found to be removed.
    const wanted = sealedKeys.filter((key) => store === 'embeddings' || !this.isBroken(key));
    const meant = await Promise.all(wanted.map((key) => this.meaningOf(sealer, store, key)));
    const all = [...meant.filter((key) => key !== undefined), ...keys] as Key<N>[];
    return all.sort((a, b) => indexedDB.cmp(a, b));
  }

  async getAllKeysFromIndex(
    store: 'embeddings',
    index: 'documents',
    id: DocumentId,
  ): Promise<number[]> {
    const { sealer } = this;
    if (!sealer) return this.raw.getAllKeysFromIndex(store, index, id);
    const name = await sealer.nameOf(id);
    const { sealed, plain } = this.both(store);
    return this.segments(sealed.index(index).getAllKeys(name), plain?.index(index).getAllKeys(id));
  }

  /** Keys of segments whose number of vectors is in the range. */
  async segmentsOfSize(range: IDBKeyRange): Promise<number[]> {
    if (!this.sealer) return this.raw.getAllKeysFromIndex('embeddings', 'count', range);
    const { sealed, plain } = this.both('embeddings');
    const ofSize = sealed.index('count').getAllKeys(range);
    return this.segments(ofSize, plain?.index('count').getAllKeys(range));
  }

  async count(store: StoreName): Promise<number> {
    const sealer = this.sealerOf(store);
    if (!sealer) return this.raw.count(store);
    const range = await sealer.rangeOf(store, undefined);
    const { sealed, plain } = this.both(store);
    const [sealedCount, plainCount] = await Promise.all([sealed.count(range), plain?.count() ?? 0]);
    return sealedCount + plainCount;
  }

  async put<N extends StoreName>(store: N, value: Value<N>, key?: Key<N>): Promise<void> {
    await this.write(async (unit) => unit.objectStore(store).put(value, key));
  }

  async delete<N extends StoreName>(store: N, key: Query<Key<N>>): Promise<void> {
    await this.write(async (unit) => unit.objectStore(store).delete(key));
  }

  /**
   * Runs one unit of work. Whatever fails inside it, nothing of it is written.
   *
   * @throws {LibraryLockedError} where this tab has not got the key of the library
   */
  write<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.alone(async () => {
      const vault = await this.raw.get('vault', vaultKey);
      if (vault && vault.secret.id !== this.secretId) {
        throw new LibraryLockedError(
          'The library was locked meanwhile. Reload the page to unlock it.',
        );
      }
      // Another tab may have begun to take it away.
      this.hasPlain = vault?.phase !== 'sealed';
      const segments = await this.getAllKeys('embeddings');
      const unit = new UnitOfWork(this, vault?.phase, segments.at(-1) ?? 0);
      const result = await work(unit);
      await unit.apply();
      return result;
    });
  }

  /** One writer of the origin at a time. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(`${this.raw.name}-store`, work) as Promise<T>;
  }

  /** Begins to write: all of it or nothing, and on the disk before it is told to be done. */
  begin(stores: readonly RawStoreName[]) {
    return this.raw.transaction([...stores], 'readwrite', { durability: 'strict' });
  }

  isBroken(key: SealedKey): boolean {
    return this.broken.has(JSON.stringify(key));
  }

  /** It was written anew. */
  mended(key: SealedKey): void {
    this.broken.delete(JSON.stringify(key));
  }

  /** Records are sealed, and what opens them is not there. */
  async hasLostKey(): Promise<boolean> {
    const transaction = this.raw.transaction(['vault', 'sealed']);
    const [vault, sealed] = await Promise.all([
      transaction.objectStore('vault').count(),
      transaction.objectStore('sealed').count(),
    ]);
    return vault === 0 && sealed > 0;
  }

  keyPathOf(store: StoreName): string | undefined {
    return this.keyPaths.get(store);
  }

  /** Undefined: it is never sealed, or there is no key. */
  sealerOf(store: string): Sealer | undefined {
    return plainStores.includes(store) ? undefined : this.sealer;
  }

  private sealedRange<K extends IDBValidKey>(sealer: Sealer, store: string, query?: Query<K>) {
    if (query === undefined || query instanceof IDBKeyRange) return sealer.rangeOf(store, query);
    return sealer.rangeOf(store, IDBKeyRange.only(query));
  }

  /** Undefined: its seal is broken. */
  private async opened(sealer: Sealer, key: SealedKey, record: SealedRecord) {
    try {
      const content = await sealer.open(key, record);
      this.mended(key);
      return content;
    } catch (error) {
      if (!(error instanceof BrokenSealError) || key[0] === 'documents') throw error;
      if (this.isBroken(key)) return undefined;
      console.error(error);
      this.broken.add(JSON.stringify(key));
      this.onBroken();
      return undefined;
    }
  }

  private async meaningOf(sealer: Sealer, store: StoreName, key: SealedKey) {
    const meant = sealer.meaningOf(key);
    if (meant && store === 'thumbnails') return meant.join('/');
    if (meant) return meant.length > 1 ? meant : meant[0]!;
    const record = await this.raw.get('sealed', key);
    return record && (await this.opened(sealer, key, record))?.key;
  }

  private async segments(sealed: Promise<SealedKey[]>, plain: Promise<number[]> | undefined) {
    const [sealedKeys, keys] = await Promise.all([sealed, plain ?? []]);
    return [...sealedKeys.map(([, key]) => key as number), ...keys].sort((a, b) => a - b);
  }

  private both<N extends StoreName>(store: N) {
    const transaction = this.raw.transaction(['sealed', store]);
    const plain = this.hasPlain ? transaction.objectStore(store) : undefined;
    return { sealed: transaction.objectStore('sealed'), plain };
  }
}
