import type { Format } from '../core';

const mediaTypes: Partial<Record<Format, string>> = { gif: 'image/gif', webp: 'image/webp' };

/** How many frames a moving picture has; 1 where it stands still, or the browser does not tell. */
export async function countFrames(file: Blob, format: Format): Promise<number> {
  const decoder = await openFrames(file, format).catch(() => undefined);
  const frames = decoder?.tracks.selectedTrack?.frameCount ?? 1;
  decoder?.close();
  return Math.max(1, frames);
}

/**
 * A frame with all that is seen of those before it.
 *
 * @param number counted from 1
 */
export async function drawFrame(file: Blob, format: Format, number: number): Promise<ImageBitmap> {
  const decoder = await openFrames(file, format);
  if (!decoder) throw new RangeError('no decoder of frames');
  try {
    const { image } = await decoder.decode({ frameIndex: number - 1 });
    const bitmap = await createImageBitmap(image);
    image.close();
    return bitmap;
  } finally {
    decoder.close();
  }
}

/** Not all browsers have the decoder. */
async function openFrames(file: Blob, format: Format): Promise<ImageDecoder | undefined> {
  const type = mediaTypes[format];
  if (!type || !('ImageDecoder' in globalThis)) return undefined;
  const decoder = new ImageDecoder({ type, data: await file.arrayBuffer() });
  await Promise.all([decoder.tracks.ready, decoder.completed]);
  return decoder;
}
