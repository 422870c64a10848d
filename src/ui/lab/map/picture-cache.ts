import type { ThumbnailKey } from '../../../core';

/** Pictures kept for drawing. */
const maxPictures = 400;

/** Thumbnails as bitmaps that a canvas draws at once; those used least recently go first. */
export class PictureCache {
  private readonly pictures = new Map<ThumbnailKey, ImageBitmap | 'loading' | 'none'>();

  constructor(
    private readonly load: (key: ThumbnailKey) => Promise<Blob | undefined>,
    /** One more is there. */
    private readonly onLoaded: () => void,
  ) {}

  get(key: ThumbnailKey): ImageBitmap | undefined {
    const known = this.pictures.get(key);
    if (known === undefined) void this.fetch(key);
    if (!(known instanceof ImageBitmap)) return undefined;
    this.pictures.delete(key);
    this.pictures.set(key, known);
    return known;
  }

  close(): void {
    for (const picture of this.pictures.values())
      if (picture instanceof ImageBitmap) picture.close();
    this.pictures.clear();
  }

  private async fetch(key: ThumbnailKey): Promise<void> {
    this.pictures.set(key, 'loading');
    const blob = await this.load(key).catch(() => undefined);
    const bitmap = blob && (await createImageBitmap(blob).catch(() => undefined));
    this.pictures.set(key, bitmap ?? 'none');
    for (const [old, picture] of this.pictures) {
      if (this.pictures.size <= maxPictures) break;
      if (picture instanceof ImageBitmap) picture.close();
      this.pictures.delete(old);
    }
    if (bitmap) this.onLoaded();
  }
}
