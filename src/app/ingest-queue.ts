import { type DocumentId, displayName, type SourceDocument } from '../core';
import { type IngestParts, ingestDocument } from './ingest-document';
import type { LibraryView } from './library-view';
import { Pace } from './pace';
import { RateMeter } from './rate-meter';
import type { Activity, AppStore, IngestState } from './state';

/**
 * Documents in work at a time. More than there are parsers, so that the encoder gets
 * pictures of many documents in one batch.
 */
const maxInWork = 16;

/** Told to the screens at most this often. */
const reportIntervalMs = 250;

/** Only the tab that holds this lock ingests; another takes over when it dies. */
const ingestLock = 'rummage-ingest';

type Running = Extract<IngestState, { phase: 'running' }>;

/** Brings every waiting document of the library to ready or failed, oldest first. */
export class IngestQueue {
  private readonly waiting = new Map<DocumentId, SourceDocument>();
  private readonly inWork = new Map<DocumentId, AbortController>();
  /** Documents whose rows are on their way into SQL, and how many rows are known of. */
  private readonly tables = new Map<DocumentId, number>();
  private readonly rate = new RateMeter();
  private readonly pace = new Pace();
  private run = { done: 0, failed: 0 };
  private admitting = 0;
  private paused = false;
  private holdsLock = false;
  private reportTimer: number | undefined;
  private wasIdle = false;

  constructor(
    private readonly store: AppStore,
    private readonly view: LibraryView,
    private readonly parts: IngestParts,
  ) {}

  /**
   * Starts the work once the index is there.
   *
   * @param ready when that is
   * @returns settles once this tab is the one that ingests
   */
  async start(ready: Promise<unknown>): Promise<void> {
    await ready;
    const { promise: leading, resolve } = Promise.withResolvers<void>();
    void navigator.locks.request(ingestLock, () => {
      this.holdsLock = true;
      this.pump();
      resolve();
      // Held until the tab ends.
      return new Promise(() => {});
    });
    return leading;
  }

  /** Follows the library: what waits is queued, what is gone is given up. */
  follow(changed: SourceDocument[], removed: DocumentId[]): void {
    for (const document of changed) {
      if (document.state.phase !== 'waiting') this.waiting.delete(document.id);
      else if (!this.inWork.has(document.id)) this.waiting.set(document.id, document);
    }
    for (const id of removed) {
      this.waiting.delete(id);
      this.inWork.get(id)?.abort();
    }
    this.pump();
    this.report();
  }

  /** Counts files that are on their way into the library. */
  admit(count: number): void {
    this.admitting += count;
    this.report();
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.rate.restart();
    this.pump();
    this.report();
  }

  /** A table's rows are on their way into SQL; `undefined` when they are no more. */
  tabulating({ id }: SourceDocument, progress: { done: number; total: number } | undefined): void {
    if (progress) {
      const { done } = progress;
      const total = Math.max(progress.total, this.tables.get(id) ?? 0, done);
      this.tables.set(id, total);
      this.view.setActivity(id, { phase: 'tabulating', done, total });
    } else if (this.tables.delete(id)) this.view.setActivity(id, undefined);
    this.report();
  }

  /** What is read and embedded is told once its rows are in: that is quicker, and comes first. */
  private tell(id: DocumentId, activity: Activity): void {
    if (!this.tables.has(id)) this.view.setActivity(id, activity);
    else if (activity.phase === 'reading') this.tables.set(id, activity.total);
  }

  private pump(): void {
    if (!this.holdsLock || this.paused) return;
    for (const [id, document] of this.waiting) {
      if (this.inWork.size >= maxInWork) return;
      this.waiting.delete(id);
      void this.work(document);
    }
  }

  private async work(document: SourceDocument): Promise<void> {
    const { id } = document;
    const controller = new AbortController();
    this.inWork.set(id, controller);
    try {
      await ingestDocument(
        this.parts,
        document,
        (activity) => this.tell(id, activity),
        controller.signal,
      );
      this.run.done += 1;
      if (this.view.document(id)?.state.phase === 'failed') this.run.failed += 1;
      this.rate.count();
    } catch (error) {
      if (!controller.signal.aborted) console.error(error);
    } finally {
      this.inWork.delete(id);
      if (!this.tables.has(id)) this.view.setActivity(id, undefined);
      // Asked for again while it was being worked on.
      const current = this.view.document(id);
      if (controller.signal.aborted && current?.state.phase === 'waiting') {
        this.waiting.set(id, current);
      }
      this.pump();
      this.report();
    }
  }

  private report(): void {
    this.reportTimer ??= window.setTimeout(() => {
      this.reportTimer = undefined;
      this.reportNow();
    }, reportIntervalMs);
  }

  private reportNow(): void {
    const known = [this.waiting, this.inWork, this.tables].flatMap((map) => [...map.keys()]);
    const left = new Set(known).size + this.admitting;
    if (left === 0) {
      // A table that is read goes on to be asked: there is something left again at once.
      if (!this.wasIdle && this.store.getState().ingest.phase !== 'idle') {
        this.wasIdle = true;
        this.report();
        return;
      }
      this.run = { done: 0, failed: 0 };
      this.rate.restart();
      if (this.store.getState().ingest.phase !== 'idle') {
        this.store.setState({ ingest: { phase: 'idle' } });
      }
      return;
    }
    this.wasIdle = false;
    const perSecond = this.rate.perSecond();
    const current = left === 1 ? this.current() : undefined;
    const secondsLeft = perSecond > 0 ? left / perSecond : undefined;
    this.store.setState({
      ingest: {
        phase: 'running',
        done: this.run.done,
        total: this.run.done + left,
        failed: this.run.failed,
        ratePerSecond: perSecond,
        secondsLeft: current ? this.pace.secondsLeft(current) : secondsLeft,
        paused: this.paused,
        current,
      },
    });
    this.report();
  }

  private current(): Running['current'] {
    const [id] = [...this.inWork.keys(), ...this.tables.keys()];
    const document = id === undefined ? undefined : this.view.document(id);
    const activity = document && this.view.activity(document.id);
    return activity && { name: displayName(document), ...activity };
  }
}
