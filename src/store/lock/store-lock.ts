import type { LibraryDatabase } from '../library-database';
import { plainStores, type StoreName, storeNames, vaultKey } from '../schema';
import type { VaultPhase } from '../unit-of-work';
import { newSecret, openSecret, type WrappedSecret, wrapAnew } from './passphrase';
import { scrub } from './scrub';
import { type SealedKey, type SealedRecord, Sealer } from './sealer';

/** The lock as it is stored: what it says is not secret. */
export interface VaultRecord {
  /** `sealing`, `opening`: a change is on its way, and goes on when it was cut off. */
  phase: VaultPhase;
  secret: WrappedSecret;
  /** What was there before is out of the browser's files as well, see {@link scrub}. */
  isScrubbed: boolean;
}

/** Told of records that are in their new place. */
export type OnLockProgress = (done: number, total: number) => void;

/** Records moved in one transaction, and about how many bytes: other writes wait for no more. */
const maxBatchRecords = 32;
const maxBatchBytes = 16 * 2 ** 20;

const sealable = storeNames.filter((name) => !plainStores.includes(name));

/** The lock of a library: set, opened, changed and taken away. */
export class StoreLock {
  /** Records that cannot be read, and so not be moved: they must not keep the others from it. */
  private readonly unmovable = new Set<string>();

  constructor(private readonly database: LibraryDatabase) {}

  /** Undefined where there is none. */
  vault(): Promise<VaultRecord | undefined> {
    return this.database.raw.get('vault', vaultKey);
  }

  /** Whether records can be read: there is no lock, or it was opened here. */
  async isOpen(): Promise<boolean> {
    return this.database.sealer !== undefined || (await this.vault()) === undefined;
  }

  /**
   * Waits for another tab that changes the lock right now.
   *
   * @returns false where the passphrase is another one
   */
  unlock(passphrase: string): Promise<boolean> {
    return this.changing(async () => {
      const vault = await this.vault();
      const keys = vault && (await openSecret(vault.secret, passphrase));
      if (!keys) return false;
      this.database.sealer = new Sealer(keys);
      this.database.secretId = vault.secret.id;
      this.database.hasPlain = vault.phase !== 'sealed';
      return true;
    });
  }

  /** From now on all that is written is sealed; {@link finish} seals what was there before. */
  async set(passphrase: string): Promise<void> {
    const { wrapped, keys } = await newSecret(passphrase);
    await this.database.alone(async () => {
      if (await this.vault()) throw new Error('The library has a lock already. Reload the page.');
      await this.keep({ phase: 'sealing', secret: wrapped, isScrubbed: false });
      this.database.sealer = new Sealer(keys);
      this.database.secretId = wrapped.id;
    });
  }

  /** @returns false where the former passphrase is not right */
  async change(former: string, next: string): Promise<boolean> {
    return this.database.alone(async () => {
      const vault = await this.vault();
      const secret = vault && (await wrapAnew(vault.secret, former, next));
      if (secret) await this.keep({ ...vault, secret });
      return secret !== undefined;
    });
  }

  /**
   * From now on all that is written is plain; {@link finish} opens what was sealed.
   *
   * @returns false where the passphrase is not right
   */
  remove(passphrase: string): Promise<boolean> {
    // Not while it is set, and not while stores are written over, see {@link scrub}.
    return this.changing(() =>
      this.database.alone(async () => {
        const vault = await this.vault();
        if (!vault || !(await openSecret(vault.secret, passphrase))) return false;
        await this.keep({ ...vault, phase: 'opening' });
        this.database.hasPlain = true;
        return true;
      }),
    );
  }

  /**
   * Brings a change of the lock to its end, whether it has begun just now or was cut off. One tab
   * does it; reads and writes go on between its batches.
   */
  finish(onProgress: OnLockProgress): Promise<void> {
    return this.changing(async () => {
      const before = await this.vault();
      if (before?.phase === 'sealing') {
        await this.moveAll(onProgress, () => this.sealBatch());
        await this.sealed();
      }
      if (before?.phase === 'opening') {
        await this.moveAll(onProgress, () => this.openBatch());
        await this.opened();
      }
      this.database.hasPlain = (await this.vault())?.phase !== 'sealed';
    });
  }

  /** Brings what was there before the lock out of the browser's files, once, see {@link scrub}. */
  scrub(): Promise<void> {
    return this.changing(async () => {
      const vault = await this.vault();
      if (vault?.phase !== 'sealed' || vault.isScrubbed) return;
      await scrub(this.database);
      await this.database.alone(() => this.keepChanged({ isScrubbed: true }));
    });
  }

  private async keep(vault: VaultRecord): Promise<void> {
    await this.database.raw.put('vault', vault, vaultKey);
  }

  private forget(): void {
    this.database.sealer = undefined;
    this.database.secretId = undefined;
    this.database.hasPlain = true;
  }

  private async moveAll(onProgress: OnLockProgress, move: () => Promise<number>): Promise<void> {
    const { raw } = this.database;
    const isSealing = (await this.vault())?.phase === 'sealing';
    const counts = isSealing ? sealable.map((name) => raw.count(name)) : [raw.count('sealed')];
    const total = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    let done = 0;
    onProgress(done, total);
    for (;;) {
      const moved = await this.database.alone(move);
      if (moved === 0) return;
      done += moved;
      // Documents that came meanwhile are moved as well.
      onProgress(Math.min(done, total), total);
    }
  }

  private async sealBatch(): Promise<number> {
    const { raw, sealer } = this.database;
    for (const store of sealable) {
      const sealed: { plain: IDBValidKey; key: SealedKey; record: SealedRecord }[] = [];
      let bytes = 0;
      for (const plain of await this.movableIn(store)) {
        const one = await this.orUnmovable([store, plain], async () =>
          sealer!.seal(store, plain, await raw.get(store, plain as never)),
        );
        if (!one) continue;
        sealed.push({ plain, ...one });
        bytes += sizeOf(one.record);
        if (bytes > maxBatchBytes) break;
      }
      if (sealed.length === 0) continue;
      const transaction = this.database.begin(['sealed', store]);
      const [into, from] = [transaction.objectStore('sealed'), transaction.objectStore(store)];
      await Promise.all([
        ...sealed.map(({ key, record }) => into.put(record, key)),
        ...sealed.map(({ plain }) => from.delete(plain as never)),
        transaction.done,
      ]);
      return sealed.length;
    }
    return 0;
  }

  private async openBatch(): Promise<number> {
    const { raw, sealer } = this.database;
    const opened: { sealed: SealedKey; key: IDBValidKey; value: unknown }[] = [];
    let bytes = 0;
    for (const sealed of (await this.movableIn('sealed')) as SealedKey[]) {
      const record = await raw.get('sealed', sealed);
      const one = record && (await this.orUnmovable(sealed, () => sealer!.open(sealed, record)));
      if (!one) continue;
      opened.push({ sealed, ...one });
      bytes += sizeOf(record);
      if (bytes > maxBatchBytes) break;
    }
    if (opened.length === 0) return 0;
    const transaction = this.database.begin([...storeNames, 'sealed']);
    await Promise.all([
      ...opened.map(({ sealed, key, value }) => {
        const store = sealed[0] as StoreName;
        const isInside = this.database.keyPathOf(store) !== undefined;
        return transaction
          .objectStore(store)
          .put(value as never, isInside ? undefined : (key as never));
      }),
      ...opened.map(({ sealed }) => transaction.objectStore('sealed').delete(sealed)),
      transaction.done,
    ]);
    return opened.length;
  }

  private async movableIn(store: StoreName | 'sealed'): Promise<IDBValidKey[]> {
    const { raw } = this.database;
    const keys: IDBValidKey[] = await raw.getAllKeys(
      store,
      undefined,
      maxBatchRecords + this.unmovable.size,
    );
    const isMovable = (key: IDBValidKey) =>
      !this.unmovable.has(JSON.stringify(store === 'sealed' ? key : [store, key]));
    return keys.filter(isMovable);
  }

  private async orUnmovable<T>(key: IDBValidKey, move: () => Promise<T>): Promise<T | undefined> {
    try {
      return await move();
    } catch (error) {
      console.error(error);
      this.unmovable.add(JSON.stringify(key));
      return undefined;
    }
  }

  private async sealed(): Promise<void> {
    await this.database.alone(() => this.keepChanged({ phase: 'sealed' }));
  }

  private async opened(): Promise<void> {
    await this.database.alone(async () => {
      const transaction = this.database.begin(['vault', 'sealed']);
      await Promise.all([
        transaction.objectStore('vault').delete(vaultKey),
        // What is left could not be opened, and never can be without its key.
        transaction.objectStore('sealed').clear(),
        transaction.done,
      ]);
      this.forget();
    });
  }

  private async keepChanged(change: Partial<VaultRecord>): Promise<void> {
    const vault = await this.vault();
    if (vault) await this.keep({ ...vault, ...change });
  }

  /** One tab at a time. */
  private changing<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(`${this.database.raw.name}-lock`, work) as Promise<T>;
  }
}

const sizeOf = ({ data, file }: SealedRecord): number => data.byteLength + (file?.size ?? 0);
