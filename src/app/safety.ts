import { type DocumentIssue, issue, type LibraryDamage } from '../core';
import type { Remote } from '../workers/connect';
import type { Library } from '../workers/library';
import { missingOriginal } from './ingest-document';
import type { AppStore } from './state';

/** Why the library cannot be used as it is, and what is to be decided about it. */
export type Trouble =
  | { phase: 'none' }
  /** Another tab keeps an older version of the store open. */
  | { phase: 'blocked' }
  /** A newer version of the app, in another tab, has taken the store over. */
  | { phase: 'outdated' }
  /** A newer version of the app wrote the store. */
  | { phase: 'newer' }
  | { phase: 'unreadable' }
  | { phase: 'damaged'; damage: LibraryDamage };

const closedFor: Partial<Record<Trouble['phase'], DocumentIssue>> = {
  outdated: issue(
    'internal',
    'A newer Rummage is open in another tab.',
    'Reload this tab, then add the file again.',
  ),
  newer: issue(
    'internal',
    'Your library was written by a newer Rummage.',
    'Reload this tab, then add the file again.',
  ),
  unreadable: issue(
    'internal',
    'Your library could not be opened.',
    'Reload or start anew, then add the file again.',
  ),
};

/** Notices what is wrong with the stored library, says so, and mends it when it is told to. */
export class Safety {
  constructor(
    private readonly store: AppStore,
    private readonly library: Remote<Library>,
  ) {}

  /** The store opened after all, or cannot be opened. */
  opened(error?: unknown): void {
    if (error === undefined) {
      if (this.trouble.phase === 'blocked') this.set({ phase: 'none' });
      return;
    }
    const isNewer = error instanceof Error && error.name === 'VersionError';
    this.set({ phase: isNewer ? 'newer' : 'unreadable' });
  }

  /** Why no file can be let in; undefined where one can. */
  get refusal(): DocumentIssue | undefined {
    return closedFor[this.trouble.phase];
  }

  blocked(): void {
    this.set({ phase: 'blocked' });
  }

  outdated(): void {
    this.set({ phase: 'outdated' });
  }

  /** Once the index is filled. */
  async check(): Promise<void> {
    const damage = await this.library.findDamage();
    if (this.trouble.phase !== 'none' && this.trouble.phase !== 'damaged') return;
    const isSound = Object.values(damage).every((ids) => ids.length === 0);
    this.set(isSound ? { phase: 'none' } : { phase: 'damaged', damage });
  }

  /** Has all that is damaged read again; what is gone for good says so in the Library. */
  async rebuild(): Promise<void> {
    // Another tab may have done so.
    const { rebuildable, lost } = await this.library.findDamage();
    if (lost.length > 0) await this.library.fail(lost, missingOriginal);
    if (rebuildable.length > 0) await this.library.requeue(rebuildable);
    await this.check();
  }

  dismiss(): void {
    this.set({ phase: 'none' });
  }

  /** The files of a library that cannot be opened; undefined where none can be read. */
  salvage(): Promise<Blob | undefined> {
    return this.library.salvage();
  }

  /** Gives up a library that cannot be opened. */
  async startAnew(): Promise<void> {
    await this.library.destroy();
    location.reload();
  }

  private get trouble(): Trouble {
    return this.store.getState().trouble;
  }

  private set(trouble: Trouble): void {
    this.store.setState({ trouble });
  }
}
