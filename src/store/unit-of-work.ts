import type { DocumentId } from '../core';
import type { LibraryDatabase, Query } from './library-database';
import type { SealedKey, SealedRecord } from './lock/sealer';
import { type RummageSchema, type StoreName, storeNames } from './schema';
import type { EmbeddingSegment } from './segments';

type Key<N extends StoreName> = RummageSchema[N]['key'];
type Value<N extends StoreName> = RummageSchema[N]['value'];

interface Put {
  type: 'put';
  store: StoreName;
  key: IDBValidKey;
  value: unknown;
}

type Step = Put | { type: 'delete'; store: StoreName; range: IDBKeyRange };

/** A step as the object stores know it. */
type ReadyStep =
  | { type: 'put'; store: StoreName; key: IDBValidKey | undefined; value: never }
  | { type: 'seal'; key: SealedKey; record: SealedRecord }
  | { type: 'delete'; store: StoreName | 'sealed'; range: IDBKeyRange };

/** Where puts go; the other side is only read while a lock comes or goes. */
export type VaultPhase = 'sealing' | 'sealed' | 'opening';

/** What one method of the store wants written, see [Note: Writes are gathered]. */
export class UnitOfWork {
  private readonly steps = new Map<StoreName, StoreSteps>();
  private count = 0;

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
    const steps = this.steps.get(name) ?? new StoreSteps(() => this.count++);
    this.steps.set(name, steps);
    return new UnitStore(this.database, steps, name, () => {
      this.lastSegment += 1;
      return this.lastSegment;
    });
  }

  /** Writes all of it, or nothing. */
  async apply(): Promise<void> {
    const ordered = [...this.steps.values()].flatMap((steps) => steps.all());
    if (ordered.length === 0) return;
    ordered.sort((a, b) => a.at - b.at);
    const ready: ReadyStep[] = [];
    for (const { step } of ordered) ready.push(...(await this.prepare(step)));
    const transaction = this.database.begin([...storeNames, 'sealed']);
    try {
      const requests = ready.map((step) => {
        if (step.type === 'seal') {
          return transaction.objectStore('sealed').put(step.record, step.key);
        }
        const store = transaction.objectStore(step.store as StoreName);
        return step.type === 'put'
          ? store.put(step.value, step.key as never)
          : store.delete(step.range);
      });
      await Promise.all([...requests, transaction.done]);
      for (const step of ready) if (step.type === 'seal') this.database.mended(step.key);
    } catch (error) {
      transaction.done.catch(() => {});
      // A failed request aborts by itself, a thrown error does not.
      if (transaction.error === null) abort(transaction);
      throw transaction.error ?? error;
    }
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

/** It may have ended meanwhile. */
function abort(transaction: { abort: () => void }): void {
  try {
    transaction.abort();
  } catch (error) {
    console.error(error);
  }
}

/**
 * What a unit wants done to one object store. Of each key only the last word is kept: a segment
 * that is written again for every document that leaves it must not be there as often.
 */
class StoreSteps {
  private readonly byKey = new Map<string, { at: number; step: Step }>();
  private readonly ranges: { at: number; step: Step; range: IDBKeyRange }[] = [];

  /** @param next number of the next step of the unit */
  constructor(private readonly next: () => number) {}

  put(step: Put): void {
    this.byKey.set(JSON.stringify(step.key), { at: this.next(), step });
  }

  delete(store: StoreName, query: IDBValidKey | IDBKeyRange): void {
    const at = this.next();
    if (query instanceof IDBKeyRange) {
      this.ranges.push({ at, step: { type: 'delete', store, range: query }, range: query });
    } else {
      const step: Step = { type: 'delete', store, range: IDBKeyRange.only(query) };
      this.byKey.set(JSON.stringify(query), { at, step });
    }
  }

  /** What is said of a key; undefined where it is as it was before. */
  lastOf(key: IDBValidKey): Step | undefined {
    const own = this.byKey.get(JSON.stringify(key));
    const later = this.ranges.findLast(({ range }) => range.includes(key));
    return later && later.at > (own?.at ?? -1) ? later.step : own?.step;
  }

  all(): { at: number; step: Step }[] {
    return [...this.byKey.values(), ...this.ranges];
  }

  puts(): Put[] {
    return [...this.byKey.values()].flatMap(({ step }) => (step.type === 'put' ? [step] : []));
  }
}

/** An object store within a unit of work. */
export class UnitStore<N extends StoreName> {
  constructor(
    private readonly database: LibraryDatabase,
    private readonly steps: StoreSteps,
    private readonly name: N,
    private readonly nextSegment: () => number,
  ) {}

  async get(key: Key<N>): Promise<Value<N> | undefined> {
    const step = this.steps.lastOf(key);
    if (!step) return this.database.get(this.name, key);
    return step.type === 'put' ? (step.value as Value<N>) : undefined;
  }

  async getKey(key: Key<N>): Promise<Key<N> | undefined> {
    const step = this.steps.lastOf(key);
    if (step) return step.type === 'put' ? key : undefined;
    return (await this.database.getAllKeys(this.name, key))[0];
  }

  put(value: Value<N>, key?: Key<N>): void {
    const path = this.database.keyPathOf(this.name);
    const own = path === undefined ? key : (value as unknown as Record<string, Key<N>>)[path];
    if (own === undefined) throw new TypeError(`a record of ${this.name} without a key`);
    this.steps.put({ type: 'put', store: this.name, key: own, value });
  }

  /** A segment of embeddings, under a new key. */
  add(value: Value<N>): void {
    this.put(value, this.nextSegment() as Key<N>);
  }

  delete(query: Query<Key<N>>): void {
    this.steps.delete(this.name, query);
  }

  index(name: 'documents' | 'count'): UnitIndex {
    const segments = this as unknown as UnitStore<'embeddings'>;
    return new UnitIndex(this.database, segments, this.steps, name);
  }
}

/** Finds segments of embeddings within a unit of work. */
export class UnitIndex {
  constructor(
    private readonly database: LibraryDatabase,
    private readonly store: UnitStore<'embeddings'>,
    private readonly steps: StoreSteps,
    private readonly name: 'documents' | 'count',
  ) {}

  /** @param query id of a document, or a range of counts */
  async getAllKeys(query: DocumentId | IDBKeyRange): Promise<number[]> {
    const before =
      typeof query === 'string'
        ? await this.database.getAllKeysFromIndex('embeddings', 'documents', query)
        : await this.database.segmentsOfSize(query);
    const found = new Set(before.filter((key) => !this.steps.lastOf(key)));
    for (const { key, value } of this.steps.puts()) {
      if (this.steps.lastOf(key)?.type !== 'put') continue;
      if (this.fits(value as EmbeddingSegment, query)) found.add(key as number);
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
