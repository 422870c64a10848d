import type { SavedFiles, SaveFault } from '../../core';
import type { AppStore } from '../state';
import { askWorker, savedFiles } from './ask-worker';
import type { Control } from './take-control';

/** Whether the app works without network and server. */
export type OfflineState =
  /** Until it can be searched. */
  | { phase: 'waiting' }
  | ({ phase: 'saving' } & Omit<SavedFiles, 'fault'>)
  | { phase: 'ready'; totalFiles: number; totalBytes: number }
  /** Tried again at the next visit, with the next network, and when one asks for it. */
  | { phase: 'stopped'; reason: SaveFault | 'no-answer' }
  | { phase: 'unavailable'; reason: string };

/** The first searches and the second half of the encoder go ahead. */
const idleMs = 3000;

/** A tab that stays open for days looks for a new version this often. */
const updateCheckMs = 60 * 60 * 1000;

interface Parts {
  /** Settles when a person can search. */
  ready: Promise<unknown>;
  /** Has what is not needed offline, and makes the next visit better, kept as well. */
  keepMore: () => Promise<void>;
}

/** Saves the app for offline use once it is ready, and tells of new versions. */
export class OfflineSession {
  private isSaving = false;
  /** This tab shows what the present worker was built with. */
  private isOfThisVersion = true;

  constructor(
    private readonly store: AppStore,
    private readonly control: Control,
    private readonly parts: Parts,
  ) {
    if (control.phase === 'unavailable') {
      this.set({ phase: 'unavailable', reason: control.reason });
    }
    if (control.phase !== 'controlled') return;
    this.followUpdates(control.registration);
    void this.begin();
  }

  /** Goes on until all is saved or something stands in the way. */
  async save(): Promise<void> {
    if (this.isSaving || this.control.phase !== 'controlled') return;
    this.isSaving = true;
    try {
      while (!this.tell(await savedFiles(this.worker, 'save')));
    } catch (error) {
      console.error(error);
      this.set({ phase: 'stopped', reason: 'no-answer' });
    } finally {
      this.isSaving = false;
    }
  }

  /** The person wants the new version: this tab shows it now, others when they are loaded anew. */
  update(): void {
    const { waiting } = this.control.phase === 'controlled' ? this.control.registration : {};
    if (!waiting) {
      // Another tab has put it in its place already.
      location.reload();
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    });
    askWorker(waiting, { type: 'activate' });
  }

  private get worker(): ServiceWorker {
    const { controller } = navigator.serviceWorker;
    if (!controller) throw new Error('the service worker is gone');
    return controller;
  }

  private async begin(): Promise<void> {
    const found = await savedFiles(this.worker, 'look').catch(() => undefined);
    if (found && isAll(found)) this.tell(found);
    await this.parts.ready;
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    if (!found || !isAll(found)) {
      await this.save();
      window.addEventListener('online', () => void this.save());
    }
    if (this.store.getState().offline.phase !== 'ready') return;
    await this.parts.keepMore().catch(console.error);
    if (this.isOfThisVersion) askWorker(this.worker, { type: 'sweep' });
  }

  private followUpdates(registration: ServiceWorkerRegistration): void {
    const tell = () => {
      // The one that is installed first is this tab's own.
      if (registration.waiting && registration.active) this.store.setState({ hasUpdate: true });
    };
    const follow = () => registration.installing?.addEventListener('statechange', tell);
    tell();
    follow();
    registration.addEventListener('updatefound', follow);
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      this.isOfThisVersion = false;
      this.store.setState({ hasUpdate: true });
    });
    setInterval(() => void registration.update().catch(() => {}), updateCheckMs);
  }

  /** @returns whether there is nothing more to be done now */
  private tell({ fault, ...saved }: SavedFiles): boolean {
    const { totalFiles, totalBytes } = saved;
    if (isAll(saved)) this.set({ phase: 'ready', totalFiles, totalBytes });
    else if (fault) this.set({ phase: 'stopped', reason: fault });
    else this.set({ phase: 'saving', ...saved });
    return isAll(saved) || fault !== undefined;
  }

  private set(offline: OfflineState): void {
    this.store.setState({ offline });
  }
}

const isAll = ({ savedFiles: saved, totalFiles }: Pick<SavedFiles, 'savedFiles' | 'totalFiles'>) =>
  saved === totalFiles;
