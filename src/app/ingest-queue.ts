import { type DocumentId, displayName, isStorageFull, type SourceDocument } from '../core';
import { type IngestParts, ingestDocument } from './ingest-document';
import type { LibraryView } from './library-view';
import { Pace } from './pace';
import { RateMeter } from './rate-meter';
import { bytesToKeep, hasRoomFor } from './room';
import type { Activity, AppStore, IngestState } from './state';

/**
 * Documents in work at a time. More than there are parsers, so that the encoder gets
 * pictures of many documents in one batch.
 */
const maxInWork = 16;

/** Told to the screens at most this often. */
const reportIntervalMs = 250;

/** Only the tab that holds this lock ingests; another takes over when it dies. */
export const ingestLock = 'rummage-ingest';

/** A store that is full is asked this often whether it has room again. */
const roomPollMs = 3000;

/** Asked for at least, before it goes on. */
const minRoomBytes = 200_000;

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
  private isStopped = false;
  /** Gives the lock to another tab. */
  private release: () => void = () => {};
  /** The store gives no more room. */
  private isFull = false;
  /** Of files that were refused since it is. */
  private refusedBytes = 0;
  /** What there must be room for before it goes on by itself. */
  private roomBytes = minRoomBytes;
  private awaiting: Promise<void> | undefined;
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
      if (this.isStopped) return;
      this.holdsLock = true;
      this.pump();
      resolve();
      // Held until the tab ends.
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      this.release = release;
      return held;
    });
    return leading;
  }

  /** For good: another tab does the work from now on. */
  stop(): void {
    this.isStopped = true;
    this.setPaused(true);
    this.holdsLock = false;
    for (const controller of this.inWork.values()) controller.abort();
    this.release();
  }

  /**
   * Something could not be written for want of room: what waits goes on waiting, and goes on when
   * there is room.
   *
   * @param refusedBytes of a file that was not let in
   */
  storageFull(refusedBytes = 0): void {
    this.refusedBytes += refusedBytes;
    this.isFull = true;
    // At once, so that nobody else tries to write.
    this.reportFull();
    this.awaiting ??= this.awaitRoom().finally(() => {
      this.awaiting = undefined;
    });
  }

  /** Goes on although the store was full a moment ago. */
  tryAgain(): void {
    this.isFull = false;
    this.refusedBytes = 0;
    this.pump();
    this.report();
  }

  private async awaitRoom(): Promise<void> {
    while (this.isFull) {
      await new Promise((resolve) => setTimeout(resolve, roomPollMs));
      if (!this.isFull || !(await hasRoomFor(this.roomBytes))) continue;
      // Where that was not enough, the next attempt waits for more.
      this.roomBytes *= 2;
      this.tryAgain();
    }
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
    if (!this.holdsLock || this.paused || this.isFull) return;
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
    let isUndone = false;
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
      this.roomBytes = minRoomBytes;
    } catch (error) {
      isUndone = controller.signal.aborted || isStorageFull(error);
      if (!isUndone) console.error(error);
    } finally {
      this.inWork.delete(id);
      if (!this.tables.has(id)) this.view.setActivity(id, undefined);
      // Asked for again while it was being worked on, or there was no room for it.
      const current = this.view.document(id);
      if (isUndone && current?.state.phase === 'waiting') {
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
    if (this.isFull) {
      this.reportFull();
      return;
    }
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

  private reportFull(): void {
    const waiting = [...this.waiting.keys(), ...this.inWork.keys()];
    const needed = waiting.map((id) => this.view.document(id)).filter((one) => one !== undefined);
    const neededBytes = needed.reduce((sum, one) => sum + bytesToKeep(one), this.refusedBytes);
    this.store.setState({ ingest: { phase: 'full', waiting: needed.length, neededBytes } });
  }

  private current(): Running['current'] {
    const [id] = [...this.inWork.keys(), ...this.tables.keys()];
    const document = id === undefined ? undefined : this.view.document(id);
    const activity = document && this.view.activity(document.id);
    return activity && { name: displayName(document), ...activity };
  }
}
