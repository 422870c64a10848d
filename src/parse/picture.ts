import type { Raster, RasterSpec } from '../core';

/** Longer side of a thumbnail in pixels: sharp on a wide card, about 30 kB. */
export const thumbnailSide = 512;

type Source = ImageBitmap | OffscreenCanvas;

/** A part of a picture in its pixels. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Scales a picture to what the image tower reads.
 *
 * @param source any size; transparent parts count as white
 */
export async function toRaster(
  source: Source,
  spec: RasterSpec,
  crop = whole(source),
): Promise<Raster> {
  const from = spec.fit === 'cover' ? middle(crop, spec.width / spec.height) : crop;
  const canvas = await scaled(source, from, spec.width, spec.height);
  const context = canvas.getContext('2d')!;
  const { data } = context.getImageData(0, 0, spec.width, spec.height);
  return { width: spec.width, height: spec.height, data };
}

/** @param side longest, in pixels */
export async function toThumbnail(
  source: Source,
  side = thumbnailSide,
  crop = whole(source),
): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(crop.width, crop.height));
  const width = Math.max(1, Math.round(crop.width * scale));
  const height = Math.max(1, Math.round(crop.height * scale));
  const canvas = await scaled(source, crop, width, height);
  // WebP is smaller, but takes ten times as long to write.
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.82 });
}

async function scaled(
  source: Source,
  { x, y, width, height }: Crop,
  toWidth: number,
  toHeight: number,
): Promise<OffscreenCanvas> {
  // Drawing straight to a small canvas skips pixels; this resize averages them.
  const resized = await createImageBitmap(source, x, y, width, height, {
    resizeWidth: toWidth,
    resizeHeight: toHeight,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(toWidth, toHeight);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = 'white';
  context.fillRect(0, 0, toWidth, toHeight);
  context.drawImage(resized, 0, 0);
  resized.close();
  return canvas;
}

function whole(source: Source): Crop {
  return { x: 0, y: 0, width: source.width, height: source.height };
}

/** The largest middle part with this ratio of width to height. */
function middle(crop: Crop, ratio: number): Crop {
  const width = Math.min(crop.width, crop.height * ratio);
  const height = width / ratio;
  return {
    x: crop.x + (crop.width - width) / 2,
    y: crop.y + (crop.height - height) / 2,
    width,
    height,
  };
}
