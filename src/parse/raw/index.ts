import exifr from 'exifr';
import { issue } from '../../core';
import { PictureError } from '../picture-error';
import { type EmbeddedJpeg, embeddedJpegs } from './embedded-jpeg';

/** Of a file, which is searched for its preview as a whole. */
const maxBytes = 400_000_000;

/** Previews that are tried until one can be drawn. */
const maxTries = 4;

export interface Raw {
  draw: () => Promise<ImageBitmap>;
  /** Where its date and its camera may stand, the surest first. */
  exif: Blob[];
}

/**
 * A camera's own format, by the largest JPEG in it: cameras put one there that shows the picture as
 * they would have saved it. That is so for all makers, wherever in the file it stands.
 *
 * @throws {PictureError} where there is none
 */
export async function openRaw(file: Blob): Promise<Raw> {
  if (file.size > maxBytes) throw new PictureError(tooLarge);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const area = ({ width, height }: EmbeddedJpeg) => width * height;
  const previews = embeddedJpegs(bytes)
    .sort((a, b) => area(b) - area(a))
    .slice(0, maxTries)
    .map(({ start, end }) => file.slice(start, end, 'image/jpeg'));
  if (previews.length === 0) throw new PictureError(noPreview);
  const container = containerExif(file, bytes);
  const exif = [container, ...previews.slice(0, 1)].filter((one) => one !== undefined);
  return { draw: () => drawFirst(previews, container), exif };
}

async function drawFirst(previews: Blob[], container: Blob | undefined): Promise<ImageBitmap> {
  for (const preview of previews) {
    try {
      return await drawUpright(preview, container);
    } catch {
      // The next smaller one may be whole.
    }
  }
  throw new PictureError(noPreview);
}

/** The preview says how it is turned, or else the file around it does. */
async function drawUpright(preview: Blob, container: Blob | undefined): Promise<ImageBitmap> {
  const drawn = await createImageBitmap(preview, { imageOrientation: 'from-image' });
  if (!container || (await orientationOf(preview)) !== undefined) return drawn;
  const orientation = await orientationOf(container);
  return orientation === undefined || orientation === 1 ? drawn : turned(drawn, orientation);
}

const orientationOf = (file: Blob): Promise<number | undefined> =>
  exifr.orientation(file).catch(() => undefined);

/** @param orientation as EXIF numbers them, 2 to 8 */
function turned(bitmap: ImageBitmap, orientation: number): ImageBitmap {
  const { width, height } = bitmap;
  const isSwapped = orientation >= 5;
  const canvas = isSwapped
    ? new OffscreenCanvas(height, width)
    : new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const matrices: Record<number, [number, number, number, number, number, number]> = {
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, height, 0],
    7: [0, -1, -1, 0, height, width],
    8: [0, -1, 1, 0, 0, width],
  };
  const matrix = matrices[orientation];
  if (!matrix) return bitmap;
  context.setTransform(...matrix);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}

/** The tags around the preview: the file where it is laid out as a TIFF, a box of a CR3, none in a RAF. */
function containerExif(file: Blob, bytes: Uint8Array): Blob | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 8192));
  if (/^(II|MM)/.test(head)) return file;
  const box = head.indexOf('CMT1');
  if (box < 4) return undefined;
  const length = new DataView(bytes.buffer).getUint32(box - 4);
  return file.slice(box + 4, box - 4 + length);
}

const tooLarge = issue(
  'too-large',
  `This RAW file is larger than ${maxBytes / 1e6} MB.`,
  'Export it as a JPEG and add that.',
);

const noPreview = issue(
  'unsupported',
  'This RAW file holds no preview that can be drawn, and what the sensor saw cannot be developed here.',
  'Export it as a JPEG and add that.',
);
