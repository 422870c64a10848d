import type { Locator, ParsedChunk, ParseOptions, ParseStep } from '../../core';
import type { Archive } from '../archive';
import { toRaster, toThumbnail } from '../picture';

/** A picture in an office document and where it stands. */
export interface Figure {
  path: string;
  locator: Locator;
}

/** Smaller ones are bullets, rules and logos. */
const minSidePx = 64;

const maxFigures = 500;

const drawable = /\.(png|jpe?g|gif|webp|bmp)$/i;

/** The pictures of a document after its passages; one that cannot be drawn is passed over. */
export async function* figureSteps(
  archive: Archive,
  figures: readonly Figure[],
  { raster: spec }: ParseOptions,
  firstOrdinal: number,
): AsyncGenerator<ParseStep> {
  const seen = new Set<string>();
  const distinct = figures.filter(({ path }) => !seen.has(path) && seen.add(path));
  const wanted = distinct.filter(({ path }) => drawable.test(path)).slice(0, maxFigures);
  let ordinal = firstOrdinal;
  for (const [i, { path, locator }] of wanted.entries()) {
    const bytes = await archive.bytes(path);
    const bitmap = bytes && (await draw(bytes as Uint8Array<ArrayBuffer>));
    if (!bitmap) continue;
    const [raster, thumbnail] = await Promise.all([toRaster(bitmap, spec), toThumbnail(bitmap)]);
    bitmap.close();
    const chunk = { ordinal, kind: 'figure' as const, locator, text: '' };
    ordinal += 1;
    const chunks: ParsedChunk[] = [{ chunk, raster, thumbnail }];
    yield { phase: 'batch', chunks, done: i + 1, total: wanted.length };
  }
}

async function draw(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | undefined> {
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => undefined);
  if (!bitmap || Math.min(bitmap.width, bitmap.height) >= minSidePx) return bitmap;
  bitmap.close();
  return undefined;
}
