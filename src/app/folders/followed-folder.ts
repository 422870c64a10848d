import type { DocumentIssue, FolderFile, LinkedFolder } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import { FolderNames } from './folder-names';
import type { FolderRecord } from './folder-record';
import {
  type FolderPhase,
  type FolderRemarks,
  type FolderView,
  maxListed,
  noRemarks,
} from './folder-state';
import { FolderWatch } from './folder-watch';
import { isGone, isRefused } from './list-folder';
import { dropFiles, inParts, type ScanParts, scanFolder } from './scan-folder';
import { StorageFullError, takeIn } from './take-in';

export interface FollowParts extends ScanParts {
  library: Remote<Library>;
  /** What is to be shown has changed. */
  onChange: () => void;
  /** Runs works on folders one after the other. */
  inTurn: (work: () => Promise<void>) => Promise<void>;
}

/** One linked folder in the tab that does the work. */
export class FollowedFolder {
  private work: FolderPhase = { phase: 'queued' };
  private unread: { path: string; issue: DocumentIssue }[] = [];
  private doubtful: FolderFile[] = [];
  private readonly due = new Set<string>();
  private current = new AbortController();
  private readonly watch: FolderWatch;
  private readonly names: FolderNames;
  private isClosed = false;
  private running: Promise<void> = Promise.resolve();
  private remarks: FolderRemarks = noRemarks;

  constructor(
    private folder: LinkedFolder,
    private readonly record: FolderRecord,
    private readonly parts: FollowParts,
  ) {
    this.names = new FolderNames(folder, parts.document);
    this.watch = new FolderWatch(folder.handle, (scope) => {
      if (this.work.phase !== 'stopped') void this.look(scope);
    });
  }

  view(): FolderView {
    // Of 50,000 files it is not asked four times a second.
    if (this.isAtRest()) this.remarks = this.remarksNow();
    return {
      id: this.folder.id,
      name: this.folder.name,
      fileCount: this.record.files.size,
      lastLook: this.folder.lastLook,
      work: this.work,
      ...this.remarks,
    };
  }

  private remarksNow() {
    const files = [...this.record.files.values()];
    const leftOut = files.filter((file) => this.names.isLeftOut(file)).map(({ path }) => path);
    const faults = files.flatMap(({ path, issue }) => (issue ? [{ path, issue }] : []));
    const problems = [...this.unread, ...faults];
    return {
      problemCount: problems.length,
      problems: problems.slice(0, maxListed),
      leftOutCount: leftOut.length,
      leftOut: leftOut.slice(0, maxListed),
    };
  }

  /**
   * Looks what changed, after what is being done.
   *
   * @param scope see {@link Listing.scope}
   * @param retries see {@link scanFolder}
   */
  look(scope: readonly string[], retries = false): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    const isDue = this.due.size > 0;
    for (const path of scope) this.due.add(path);
    // What is due already takes it along.
    if (isDue && !retries) return Promise.resolve();
    if (this.isAtRest()) this.show({ phase: 'queued' });
    return this.inTurn(async (signal) => {
      if (this.due.size === 0) return;
      // A part must not hide what is asked of the whole.
      const isWhole = this.due.has('') || this.doubtful.length > 0;
      const paths = isWhole ? [''] : [...this.due];
      this.due.clear();
      if (await this.isReadable()) await this.lookNow(paths, retries, signal);
    });
  }

  /** Puts what is being done off till the person wants it. */
  stop(): void {
    this.current.abort();
    this.due.clear();
    this.show({ phase: 'stopped' });
  }

  /** Stops what is being done, if anything is. */
  stopWork(): void {
    if (!this.isAtRest() || this.work.phase === 'queued') this.stop();
  }

  /** Brings back what the person took out of the library. */
  takeBack(path: string | undefined): Promise<void> {
    return this.inTurn(async (signal) => {
      if (!(await this.isReadable())) return;
      const { id, handle } = this.folder;
      const { record, names, parts } = this;
      const files = [...record.files.values()].filter(
        (file) => names.isLeftOut(file) && (path === undefined || file.path === path),
      );
      const source = { id, handle, record, names, leftOut: new Set<string>() };
      const tell = (done: number) =>
        this.show({ phase: 'adding', done, added: files.length, changed: 0, removed: 0 });
      await takeIn(parts, source, files, tell, signal);
      this.show({ phase: 'idle' });
    });
  }

  /** Says what becomes of documents whose files are gone. */
  settle(keeps: boolean): Promise<void> {
    return this.inTurn(async () => {
      const { library } = this.parts;
      const files = this.doubtful.filter((file) => this.record.files.get(file.path) === file);
      if (keeps) {
        const names = files.flatMap((file) => this.names.of(file));
        await inParts(names, (part) => library.releaseNames(this.folder.id, part));
      }
      await dropFiles(this.parts, this.folder, this.record, files);
      this.doubtful = [];
      const { lastLook } = this.folder;
      if (lastLook) await this.save({ lastLook: { ...lastLook, removed: files.length } });
      this.show({ phase: 'idle' });
    });
  }

  /**
   * Forgets the folder.
   *
   * @param keeps its documents stay, as if they were added by hand
   */
  async forget(keeps: boolean): Promise<void> {
    const { library } = this.parts;
    await this.close();
    this.show({ phase: 'forgetting' });
    await this.save({ forgetting: keeps ? 'keep' : 'remove' });
    const { id } = this.folder;
    await inParts(this.names.ofAll(this.parts.documents()), (part) =>
      keeps ? library.releaseNames(id, part) : library.takeOffNames(id, part),
    );
    await library.removeFolder(id);
  }

  /** Settles once nothing of it goes on. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.current.abort();
    this.watch.stop();
    await this.running;
  }

  private async lookNow(
    scope: readonly string[],
    retries: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const onStep = (step: FolderPhase) => {
      if (!signal.aborted) this.show(step);
    };
    const { doubtful: doubted } = this;
    const options = { scope, doubtful: doubted, retries, onStep, signal };
    const { look, unread, doubtful } = await scanFolder(
      this.parts,
      this.folder,
      this.record,
      options,
    );
    signal.throwIfAborted();
    this.unread = unread;
    const hasChanged = look.added + look.changed + look.moved + look.removed > 0;
    // Looking at one path after another must not hide what the others came to.
    const isWhole = scope.includes('');
    if (isWhole || hasChanged) await this.save({ lastLook: look });
    this.doubtful = doubtful;
    const gone = doubtful.length;
    this.show(gone > 0 ? { phase: 'asking', gone } : { phase: 'idle' });
    await this.watch.start();
  }

  private async isReadable(): Promise<boolean> {
    const permission = await this.folder.handle.queryPermission({ mode: 'read' });
    if (permission === 'granted') return true;
    this.show({ phase: permission === 'denied' ? 'denied' : 'needs-permission' });
    return false;
  }

  private inTurn(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    return this.parts.inTurn(() => {
      if (!this.isClosed) this.running = this.run(work);
      return this.running;
    });
  }

  private async run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.current = new AbortController();
    try {
      await work(this.current.signal);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    // Stopped or closed, which shows itself.
    if (this.current.signal.aborted) return;
    if (isGone(error)) {
      this.show({ phase: 'missing' });
      // It may come back.
      void this.watch.start();
    } else if (isRefused(error)) this.show({ phase: 'needs-permission' });
    else if (error instanceof StorageFullError) this.show({ phase: 'full' });
    else {
      console.error(error);
      this.show({ phase: 'failed' });
    }
  }

  private isAtRest(): boolean {
    return this.work.phase !== 'looking' && this.work.phase !== 'adding';
  }

  private async save(change: Partial<LinkedFolder>): Promise<void> {
    this.folder = { ...this.folder, ...change };
    await this.parts.library.saveFolder(this.folder);
  }

  private show(work: FolderPhase): void {
    this.work = work;
    this.parts.onChange();
  }
}
