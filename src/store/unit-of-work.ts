import type { DocumentId } from '../core';
import type { LibraryDatabase, Query } from './library-database';
import type { SealedKey, SealedRecord } from './lock/sealer';
import { type RummageSchema, type StoreName, storeNames } from './schema';
import type { EmbeddingSegment } from './segments';

type Key<N extends StoreName> = RummageSchema[N]['key'];
type Value<N extends StoreName> = RummageSchema[N]['value'];

type Step =
  | { type: 'put'; store: StoreName; key: IDBValidKey; value: unknown }
  | { type: 'delete'; store: StoreName; range: IDBKeyRange | undefined };

/** A step as the object stores know it. */
type ReadyStep =
  | { type: 'put'; store: StoreName; key: IDBValidKey | undefined; value: never }
  | { type: 'seal'; key: SealedKey; record: SealedRecord }
  | { type: 'delete'; store: StoreName | 'sealed'; range: IDBKeyRange | undefined };

/** Where puts go; the other side is only read while a lock comes or goes. */
export type VaultPhase = 'sealing' | 'sealed' | 'opening';

/** What one method of the store wants written, see [Note: Writes are gathered]. */
export class UnitOfWork {
  private readonly steps: Step[] = [];

  /**
   * @param phase of the lock; undefined where there is none
   * @param lastSegment highest key of a segment of embeddings; they are counted
   */
  constructor(
    private readonly database: LibraryDatabase,
    private readonly phase: VaultPhase | undefined,
    private lastSegment: number,
  ) {}

  /** As in a transaction: what was written in this unit is read back in it. */
  objectStore<N extends StoreName>(name: N): UnitStore<N> {
    return new UnitStore(this.database, this.steps, name, () => {
      this.lastSegment += 1;
      return this.lastSegment;
    });
  }

  /** Writes all of it, or nothing. */
  async apply(): Promise<void> {
    if (this.steps.length === 0) return;
    const ready: ReadyStep[] = [];
    for (const step of this.steps) ready.push(...(await this.prepare(step)));
    const transaction = this.database.begin([...storeNames, 'sealed']);
    const requests = ready.map((step) => {
      if (step.type === 'seal') return transaction.objectStore('sealed').put(step.record, step.key);
      const store = transaction.objectStore(step.store as StoreName);
      if (step.type === 'put') return store.put(step.value, step.key as never);
      return step.range ? store.delete(step.range) : store.clear();
    });
    await Promise.all([...requests, transaction.done]);
  }

  private async prepare(step: Step): Promise<ReadyStep[]> {
    const { store } = step;
    const sealer = this.database.sealerOf(store);
    if (step.type === 'delete') {
      const { range } = step;
      const plain: ReadyStep = { type: 'delete', store, range };
      if (!sealer) return [plain];
      return [
        plain,
        { type: 'delete', store: 'sealed', range: await sealer.rangeOf(store, range) },
      ];
    }
    const { key, value } = step;
    if (!sealer || !this.phase || this.phase === 'opening') {
      const isInside = this.database.keyPathOf(store) !== undefined;
      const put = { type: 'put', store, key: isInside ? undefined : key, value } as ReadyStep;
      if (!sealer) return [put];
      const former = IDBKeyRange.only(await sealer.keyOf(store, key));
      return [put, { type: 'delete', store: 'sealed', range: former }];
    }
    const sealed: ReadyStep = { type: 'seal', ...(await sealer.seal(store, key, value)) };
    if (this.phase === 'sealed') return [sealed];
    return [sealed, { type: 'delete', store, range: IDBKeyRange.only(key) }];
  }
}

/** An object store within a unit of work. */
export class UnitStore<N extends StoreName> {
  constructor(
    private readonly database: LibraryDatabase,
    private readonly steps: Step[],
    private readonly name: N,
    private readonly nextSegment: () => number,
  ) {}

  async get(key: Key<N>): Promise<Value<N> | undefined> {
    const step = this.lastStepOf(key);
    if (!step) return this.database.get(this.name, key);
    return step.type === 'put' ? (step.value as Value<N>) : undefined;
  }

  async getKey(key: Key<N>): Promise<Key<N> | undefined> {
    const step = this.lastStepOf(key);
    if (step) return step.type === 'put' ? key : undefined;
    return (await this.database.getAllKeys(this.name, key))[0];
  }

  async put(value: Value<N>, key?: Key<N>): Promise<Key<N>> {
    const path = this.database.keyPathOf(this.name);
    const own = path === undefined ? key : (value as unknown as Record<string, Key<N>>)[path];
    if (own === undefined) throw new TypeError(`a record of ${this.name} without a key`);
    this.steps.push({ type: 'put', store: this.name, key: own, value });
    return own;
  }

  /** A segment of embeddings, under a new key. */
  add(value: Value<N>): Promise<Key<N>> {
    return this.put(value, this.nextSegment() as Key<N>);
  }

  async delete(query: Query<Key<N>>): Promise<void> {
    const range = query instanceof IDBKeyRange ? query : IDBKeyRange.only(query);
    this.steps.push({ type: 'delete', store: this.name, range });
  }

  async clear(): Promise<void> {
    this.steps.push({ type: 'delete', store: this.name, range: undefined });
  }

  index(name: 'documents' | 'count'): UnitIndex {
    const segments = this as unknown as UnitStore<'embeddings'>;
    return new UnitIndex(this.database, segments, name);
  }

  /** What the unit says of a key; undefined where it is as it was before. */
  lastStepOf(key: IDBValidKey): Step | undefined {
    return this.steps.findLast((step) => {
      if (step.store !== this.name) return false;
      if (step.type === 'put') return indexedDB.cmp(step.key, key) === 0;
      return step.range?.includes(key) ?? true;
    });
  }

  /** Of this unit, those that a later step undoes included. */
  puts() {
    return this.steps.filter((step) => step.type === 'put' && step.store === this.name) as Extract<
      Step,
      { type: 'put' }
    >[];
  }
}

/** Finds segments of embeddings within a unit of work. */
export class UnitIndex {
  constructor(
    private readonly database: LibraryDatabase,
    private readonly store: UnitStore<'embeddings'>,
    private readonly name: 'documents' | 'count',
  ) {}

  /** @param query id of a document, or a range of counts */
  async getAllKeys(query: DocumentId | IDBKeyRange): Promise<number[]> {
    const before =
      typeof query === 'string'
        ? await this.database.getAllKeysFromIndex('embeddings', 'documents', query)
        : await this.database.segmentsOfSize(query);
    const found = new Set(before.filter((key) => !this.store.lastStepOf(key)));
    for (const { key } of this.store.puts()) {
      const last = this.store.lastStepOf(key);
      if (last?.type !== 'put') continue;
      if (this.fits(last.value as EmbeddingSegment, query)) found.add(key as number);
    }
    return [...found].sort((a, b) => a - b);
  }

  async getAll(query: DocumentId | IDBKeyRange): Promise<EmbeddingSegment[]> {
    const keys = await this.getAllKeys(query);
    const segments = await Promise.all(keys.map((key) => this.store.get(key)));
    return segments.filter((segment) => segment !== undefined);
  }

  private fits({ documents, count }: EmbeddingSegment, query: DocumentId | IDBKeyRange): boolean {
    if (this.name === 'documents') return documents.includes(query as DocumentId);
    return (query as IDBKeyRange).includes(count);
  }
}
