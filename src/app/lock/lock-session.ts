import { createStore } from 'zustand/vanilla';
import type { LockState } from '../../core';
import { callback, type Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { AppStore } from '../state';
import { IdleWatch } from './idle-watch';
import { isBusy } from './is-busy';

/** Minutes without use after which the library is locked; 0: never. */
export const lockAfterChoices = [5, 15, 60, 0] as const;
export type LockAfter = (typeof lockAfterChoices)[number];

const lockAfterKey = 'rummage.lock-after';
const defaultLockAfter: LockAfter = 15;

/**
 * Says that there is a lock, so that a page does not show itself before it is unlocked. Only a hint:
 * what counts is what the store says.
 */
const hintKey = 'rummage.lock';

const channelName = 'rummage-lock';
type Message = 'lock' | 'reload' | 'used' | { list: string };

/** The lock as the page has it. Every tab is unlocked for itself; all are locked together. */
export class LockSession {
  /** Why setting the lock or taking it away stands still, until {@link finish} goes on. */
  readonly fault = createStore<{ message?: string | undefined }>(() => ({}));
  private readonly channel = new BroadcastChannel(channelName);
  private readonly idle: IdleWatch;
  private onListChange: (name: string) => void = () => {};

  constructor(
    private readonly store: AppStore,
    private readonly library: Remote<Library>,
    private readonly endWork: () => void,
  ) {
    this.idle = new IdleWatch({
      limitMs: () => this.lockAfter() * 60_000 || undefined,
      isBusy: () => isBusy(store.getState()),
      tell: () => this.post('used'),
      onIdle: () => this.lockNow(),
    });
    this.channel.onmessage = ({ data }) => this.follow(data as Message);
    if (hasHint()) store.setState({ lock: { phase: 'unknown' } });
    void library.watchLock(callback((state) => this.apply(state)));
  }

  /** @returns false where the passphrase is another one */
  async unlock(passphrase: string): Promise<boolean> {
    const isRight = await this.library.unlock(passphrase);
    // It may have been cut off while the lock was set or taken away.
    if (isRight) void this.finish();
    return isRight;
  }

  /**
   * Seals the library with a passphrase; how far it is, is in the state.
   *
   * @throws {Error} with a message for the person
   */
  async set(passphrase: string): Promise<void> {
    await this.library.setLock(passphrase);
    this.apply({ phase: 'sealing', done: 0, total: 0 });
    // They have no key, and must not write what can be read.
    this.post('reload');
    void this.finish();
  }

  /** @returns false where the former passphrase is not right */
  change(former: string, next: string): Promise<boolean> {
    return this.library.changePassphrase(former, next);
  }

  /**
   * Takes the lock away; how far it is, is in the state.
   *
   * @returns false where the passphrase is not right
   */
  async remove(passphrase: string): Promise<boolean> {
    if (!(await this.library.removeLock(passphrase))) return false;
    void this.finish('opening');
    return true;
  }

  /** Brings to its end what was begun. Where that fails, {@link fault} says why. */
  async finish(work: string = this.store.getState().lock.phase): Promise<void> {
    this.fault.setState({ message: undefined });
    try {
      await this.library.finishLock();
      if (work === 'opening') this.post('reload');
    } catch (error) {
      console.error(error);
      this.fault.setState({ message: wordsOf(error) });
    }
  }

  /** Locks all tabs. Indexing goes on where it was once the library is unlocked. */
  lockNow(): void {
    this.post('lock');
    this.leave();
  }

  lockAfter(): LockAfter {
    const stored = Number(localStorage.getItem(lockAfterKey) ?? defaultLockAfter);
    return lockAfterChoices.find((choice) => choice === stored) ?? defaultLockAfter;
  }

  setLockAfter(minutes: LockAfter): void {
    localStorage.setItem(lockAfterKey, String(minutes));
  }

  /** There was a lock when this browser was used last; its lists may be in the store still. */
  get wasLocked(): boolean {
    return hasHint();
  }

  /** A list that the screens remember, sealed with the rest. */
  loadList(name: string): Promise<unknown[] | undefined> {
    return this.library.remembered(name);
  }

  async saveList(name: string, items: readonly unknown[]): Promise<void> {
    await this.library.remember(name, [...items]);
    this.post({ list: name });
  }

  /** @param listener told of a list that another tab has saved */
  watchLists(listener: (name: string) => void): void {
    this.onListChange = listener;
  }

  /** Lists are where they belong: the next start need not look for them. */
  listsSettled(): void {
    if (this.store.getState().lock.phase === 'none') localStorage.removeItem(hintKey);
  }

  private apply(state: LockState): void {
    if (state.phase !== 'none') localStorage.setItem(hintKey, 'on');
    if (state.phase === 'unlocked') this.idle.start();
    else this.idle.stop();
    this.store.setState({ lock: state });
  }

  private follow(message: Message): void {
    if (message === 'lock' || message === 'reload') this.leave();
    else if (message === 'used') this.idle.usedElsewhere();
    else this.onListChange(message.list);
  }

  private post(message: Message): void {
    this.channel.postMessage(message);
  }

  /** Nothing of the library stays: neither keys and index in workers, nor what the page shows. */
  private leave(): void {
    this.idle.stop();
    this.endWork();
    document.title = 'Rummage';
    history.replaceState(null, '', '#/');
    location.reload();
  }
}

function wordsOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'QuotaExceededError'
    ? 'There is not enough room on this disk. Make room, then go on.'
    : message;
}

const hasHint = (): boolean => localStorage.getItem(hintKey) !== null;
