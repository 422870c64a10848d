import type { ThumbnailKey } from '../../core';

const maxUnused = 300;

interface Entry {
  url: Promise<string | undefined>;
  uses: number;
}

/**
 * Object URLs of thumbnails. Those on screen are held; of the rest the least recently used
 * are revoked, so that scrolling through thousands of pictures does not keep them all.
 */
export class ThumbnailCache {
  /** Least recently used first. */
  private readonly entries = new Map<ThumbnailKey, Entry>();
  /** Width by height, kept after a thumbnail is gone so that its place does not jump. */
  readonly ratios = new Map<ThumbnailKey, number>();

  constructor(private readonly load: (key: ThumbnailKey) => Promise<Blob | undefined>) {}

  /** Every acquire wants a release. */
  acquire(key: ThumbnailKey): Promise<string | undefined> {
    const entry = this.entries.get(key) ?? { url: this.loadUrl(key), uses: 0 };
    entry.uses += 1;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.url;
  }

  release(key: ThumbnailKey): void {
    const entry = this.entries.get(key);
    if (entry) entry.uses -= 1;
    this.evict();
  }

  private async loadUrl(key: ThumbnailKey): Promise<string | undefined> {
    const blob = await this.load(key).catch(() => undefined);
    // One that is not there yet may come while its document is read: it is asked for again.
    if (!blob) this.entries.delete(key);
    return blob && URL.createObjectURL(blob);
  }

  private evict(): void {
    const unused = [...this.entries].filter(([, { uses }]) => uses <= 0);
    for (const [key, { url }] of unused.slice(0, Math.max(0, unused.length - maxUnused))) {
      this.entries.delete(key);
      void url.then((known) => known && URL.revokeObjectURL(known));
    }
  }
}
