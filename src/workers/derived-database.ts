import {
  type Database,
  deleteStoredSqlite,
  openSqlite,
  openStoredSqlite,
  type StoredDatabase,
} from '../search';

/** A reloaded page waits this long for the worker before it to let go of the files. */
const lockTimeoutMs = 2000;

/** Another tab that is being locked lets go of the files within this time. */
const deleteTries = 25;
const deleteIntervalMs = 200;

const poolName = 'rummage-search';

/**
 * The database of what is made from the store: full text and tables. One tab keeps it on disk,
 * further ones make theirs in memory; one that is damaged is made anew, in memory.
 */
export class DerivedDatabase {
  private opening: Promise<Database> | undefined;
  private stored: StoredDatabase | undefined;
  private canStore = true;
  private readonly losers: (() => void)[] = [];

  open(): Promise<Database> {
    this.opening ??= this.openStored();
    return this.opening;
  }

  /** @param listener told when all that was in the database is gone */
  onLoss(listener: () => void): void {
    this.losers.push(listener);
  }

  /**
   * What is stored is damaged, or the disk is full.
   *
   * @returns whether it is worth another try: memory fails too, sometimes
   */
  async giveUp(error: unknown): Promise<boolean> {
    console.error(error);
    if (!this.canStore) return false;
    this.canStore = false;
    await this.dropStored();
    return true;
  }

  /** Makes it anew in memory, where it is on disk, and leaves nothing of it there. */
  async keepInMemory(): Promise<void> {
    this.canStore = false;
    await this.opening?.catch(() => {});
    if (this.stored) await this.dropStored();
    for (let tries = deleteTries; tries > 0; tries--) {
      if (await deleteStoredSqlite(poolName)) return;
      await new Promise((resolve) => setTimeout(resolve, deleteIntervalMs));
    }
    console.error('The full text on disk could not be deleted; the next start tries again.');
  }

  private async dropStored(): Promise<void> {
    this.opening = undefined;
    await this.stored?.destroy().catch(console.error);
    this.stored = undefined;
    for (const lose of this.losers) lose();
  }

  private async openStored(): Promise<Database> {
    if (!this.canStore) return openSqlite();
    try {
      await holdLock();
      this.stored = await openStoredSqlite(poolName);
      return this.stored.database;
    } catch {
      this.canStore = false;
      return openSqlite();
    }
  }
}

/** Resolves when the lock is held, for as long as this worker lives. */
function holdLock(): Promise<void> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(lockTimeoutMs);
    const hold = () => new Promise<never>(() => resolve());
    navigator.locks.request(poolName, { signal }, hold).catch(reject);
  });
}
