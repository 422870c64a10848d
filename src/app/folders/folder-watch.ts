import { isSkipped } from './list-folder';

/** A change is looked at once this long nothing else has changed, at the latest after the second. */
const quietMs = 800;
const maxQuietMs = 8_000;
/** Where the browser tells of no changes, the whole folder is looked at now and then. */
const pollIntervalMs = 5 * 60_000;
/** Coming back to the tab looks again, not more often than this. */
const minPollMs = 30_000;
/** More paths than these are as well looked at all together. */
const maxPaths = 200;

/** Tells which paths of a folder may have changed, while the page is open. */
export class FolderWatch {
  private observer: FileSystemObserver | undefined;
  private readonly paths = new Set<string>();
  private timer: number | undefined;
  private changingSince = 0;
  private polling: number | undefined;
  private lastPollAt = performance.now();

  /** @param onChange see {@link Listing.scope} */
  constructor(
    private readonly handle: FileSystemDirectoryHandle,
    private readonly onChange: (scope: string[]) => void,
  ) {}

  /** By the browser's own notice where it can, else by looking now and then. */
  async start(): Promise<void> {
    if (this.observer) return;
    this.poll();
    if (!('FileSystemObserver' in globalThis)) return;
    const observer = new FileSystemObserver((records) => this.follow(records));
    this.observer = observer;
    try {
      await observer.observe(this.handle, { recursive: true });
      this.stopPolling();
    } catch {
      // Too many are observed, or the folder is of a kind that cannot be: it is polled.
      this.observer = undefined;
    }
  }

  stop(): void {
    this.observer?.disconnect();
    this.observer = undefined;
    clearTimeout(this.timer);
    this.stopPolling();
  }

  private follow(records: readonly FileSystemChangeRecord[]): void {
    for (const { type, relativePathComponents, relativePathMovedFrom } of records) {
      if (type === 'errored') this.giveUp();
      if (type === 'errored' || type === 'unknown') this.paths.add('');
      else this.add(relativePathComponents);
      if (relativePathMovedFrom) this.add(relativePathMovedFrom);
    }
    if (this.paths.size > 0) this.tellSoon();
  }

  private add(components: readonly string[]): void {
    if (components.some(isSkipped)) return;
    this.paths.add(this.paths.size < maxPaths ? components.join('/') : '');
  }

  private giveUp(): void {
    this.observer?.disconnect();
    this.observer = undefined;
    this.poll();
  }

  private tellSoon(): void {
    const now = performance.now();
    if (this.timer === undefined) this.changingSince = now;
    clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(quietMs, this.changingSince + maxQuietMs - now));
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      const scope = this.paths.has('') ? [''] : [...this.paths];
      this.paths.clear();
      this.onChange(scope);
    }, wait);
  }

  private poll(): void {
    if (this.polling !== undefined) return;
    this.polling = window.setInterval(this.pollNow, pollIntervalMs);
    document.addEventListener('visibilitychange', this.pollIfSeen);
    window.addEventListener('focus', this.pollIfSeen);
  }

  private stopPolling(): void {
    clearInterval(this.polling);
    this.polling = undefined;
    document.removeEventListener('visibilitychange', this.pollIfSeen);
    window.removeEventListener('focus', this.pollIfSeen);
  }

  private readonly pollNow = (): void => {
    this.lastPollAt = performance.now();
    this.onChange(['']);
  };

  private readonly pollIfSeen = (): void => {
    const isDue = performance.now() - this.lastPollAt > minPollMs;
    if (document.visibilityState === 'visible' && isDue) this.pollNow();
  };
}
