import type { LockState } from '../core';
import type { Store } from '../store';
import { removeExports } from './backup/destination';
import { DerivedDatabase } from './derived-database';

/** The lock of the library, and what must wait for it or be changed with it. */
export class LibraryLock {
  protected store!: Store;
  /** On disk it would be readable: with a lock it is in memory only. */
  protected readonly derived = new DerivedDatabase();
  private tellLock: (state: LockState) => void = () => {};
  private readonly unlocking = Promise.withResolvers<void>();

  /** Comes before opening the library. */
  watchLock(tell: (state: LockState) => void): void {
    this.tellLock = tell;
  }

  /**
   * Opens the library for this tab.
   *
   * @returns false where the passphrase is another one
   */
  async unlock(passphrase: string): Promise<boolean> {
    if (!(await this.store.lock.unlock(passphrase)) && !(await this.store.lock.isOpen())) {
      return false;
    }
    this.tellLock({ phase: 'unlocked' });
    this.unlocking.resolve();
    // It may have been cut off while the lock was set or taken away.
    this.finishLock().catch(console.error);
    return true;
  }

  /**
   * Sets a lock: from now on nothing is written that can be read without the passphrase. What is
   * there already is sealed by {@link finishLock}.
   *
   * @throws {Error} where there is one
   */
  setLock(passphrase: string): Promise<void> {
    return this.store.lock.set(passphrase);
  }

  /** @returns false where the former passphrase is not right */
  changePassphrase(former: string, next: string): Promise<boolean> {
    return this.store.lock.change(former, next);
  }

  /**
   * Begins to take the lock away; {@link finishLock} does the rest.
   *
   * @returns false where the passphrase is not right
   */
  removeLock(passphrase: string): Promise<boolean> {
    return this.store.lock.remove(passphrase);
  }

  /** Ends what was begun, by this tab or by one that was killed. How far it is, is told. */
  async finishLock(): Promise<void> {
    const before = await this.store.lock.vault();
    if (before?.phase === 'sealing') {
      await this.derived.keepInMemory();
      await removeExports();
    }
    const phase = before?.phase === 'opening' ? 'opening' : 'sealing';
    await this.store.lock.finish((done, total) => this.tellLock({ phase, done, total }));
    await this.store.lock.scrub();
    const after = await this.store.lock.vault();
    this.tellLock({ phase: after ? 'unlocked' : 'none' });
  }

  /** See {@link Store.remembered}. */
  remembered(name: string): Promise<unknown[] | undefined> {
    return this.store.remembered(name);
  }

  remember(name: string, items: unknown[]): Promise<void> {
    return this.store.remember(name, items);
  }

  /** Settles once records can be read. */
  protected async unlocked(): Promise<void> {
    if (await this.store.lock.isOpen()) return this.tellLock({ phase: 'none' });
    void this.derived.keepInMemory();
    // What was handed over unencrypted, and may be read for as long as the page stays open.
    void removeExports();
    this.tellLock({ phase: 'locked' });
    await this.unlocking.promise;
  }
}
