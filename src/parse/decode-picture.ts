import { type Format, issue, type ParseOptions } from '../core';
import { countFrames, drawFrame } from './animation';
import { PictureError } from './picture-error';
import { openRaw } from './raw';

/** Longer side at which drawings without pixels of their own are drawn. */
const svgSide = 1024;

/** Of a picture, before it is decoded: four bytes each. */
const maxPixels = 200_000_000;

/** Pages of one TIFF that are read. */
const maxPages = 500;

/** What is seen of a picture, decoded when it is asked for. */
export interface DecodedPicture {
  pages: number;
  /** More than 1 where it moves; it has one page then. */
  frames: number;
  /** Where its date and its camera stand, where that is not the file as a whole. */
  exif?: Blob[];
  /** @param number of the page, or of the frame, counted from 1 */
  draw: (number: number) => Promise<ImageBitmap>;
}

/** @throws where it cannot be decoded; {@link PictureError} where the reason is known */
export async function openPicture(
  file: Blob,
  format: Format,
  { drawSvg }: Pick<ParseOptions, 'drawSvg'>,
): Promise<DecodedPicture> {
  if (format === 'tiff') return openTiff(await file.arrayBuffer());
  if (format === 'raw') return { pages: 1, frames: 1, ...(await openRaw(file)) };
  const draw = (frame: number) => {
    if (frame > 1) return drawFrame(file, format, frame);
    if (format === 'svg') return drawSvg(file, svgSide);
    if (format === 'heic') return drawHeic(file);
    return createImageBitmap(file, { imageOrientation: 'from-image' });
  };
  return { pages: 1, frames: await countFrames(file, format), draw };
}

const tooManyPixels = issue(
  'too-large',
  `This picture has more than ${maxPixels / 1e6} million pixels.`,
  'Save a smaller copy and add that.',
);

async function openTiff(bytes: ArrayBuffer): Promise<DecodedPicture> {
  const UTIF = await import('utif2');
  // Some of the directories are of small previews, or of nothing.
  const pages = UTIF.decode(bytes).filter((page) => page.t256 && page.t257);
  if (pages.length === 0) throw new RangeError('no picture in this TIFF');
  return {
    pages: Math.min(pages.length, maxPages),
    frames: 1,
    draw: async (number) => {
      const page = pages[number - 1];
      if (!page) throw new RangeError(`no page ${number}`);
      checkPixels(Number((page.t256 as number[])[0]), Number((page.t257 as number[])[0]));
      UTIF.decodeImage(bytes, page);
      const rgba = new Uint8ClampedArray(UTIF.toRGBA8(page));
      return createImageBitmap(new ImageData(rgba, page.width, page.height));
    },
  };
}

/** Some browsers read HEIC by themselves, the others by libheif, which is loaded with the first one. */
async function drawHeic(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    const { default: load } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs');
    const { HeifDecoder } = await load();
    const [image] = new HeifDecoder().decode(new Uint8Array(await file.arrayBuffer()));
    if (!image) throw new RangeError('no picture in this HEIC');
    const [width, height] = [image.get_width(), image.get_height()];
    checkPixels(width, height);
    const pixels = new ImageData(width, height);
    await new Promise<void>((resolve, reject) => {
      image.display(pixels, (shown) => (shown ? resolve() : reject(new RangeError('broken HEIC'))));
    });
    image.free();
    return createImageBitmap(pixels);
  }
}

function checkPixels(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw new RangeError('a picture without a size');
  if (width * height > maxPixels) throw new PictureError(tooManyPixels);
}
