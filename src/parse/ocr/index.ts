import type { Format, LanguageToRead, OcrLine, ParseOptions } from '../../core';
import { openPicture } from '../decode-picture';
import { drawPage } from '../pdf/picture';
import { reuse } from '../pdf/render-page';
import { recognise } from './recogniser';
import { hasWords, plausible } from './words';

export { type OcrPassages, ocrPassages } from './passages';
export { configureOcr, endRecogniser } from './recogniser';

/** Longer side at which pages are drawn and pictures read: some 215 dots an inch of A4. */
const maxSide = 2500;

/** Small letters are read better when they are drawn larger, up to this. */
const maxScale = 2;

/** Longer side of the first look: text that matters leaves some words even so. */
const glanceSide = 1000;

/**
 * Reads the words of a page.
 *
 * @param isSure whether there are words; else a picture is looked at small first, and read only
 * where some are seen
 * @returns lines in reading order; none where it cannot be drawn
 * @throws {Error} where Tesseract or the language cannot be loaded
 */
export async function readByOcr(
  file: Blob,
  format: Format,
  page: number,
  language: LanguageToRead,
  isSure: boolean,
  drawSvg: ParseOptions['drawSvg'],
): Promise<OcrLine[]> {
  const drawn = await draw(file, format, page, drawSvg).catch(() => undefined);
  if (!drawn) return [];
  try {
    if (!isSure && !hasWords(await recognise(scaled(drawn, glanceSide, 1), language))) return [];
    return plausible(await recognise(scaled(drawn, maxSide, maxScale), language));
  } finally {
    drawn.close();
  }
}

async function draw(
  file: Blob,
  format: Format,
  page: number,
  drawSvg: ParseOptions['drawSvg'],
): Promise<ImageBitmap> {
  if (format === 'pdf') return drawPdf(file, page);
  return (await openPicture(file, format, { drawSvg })).draw(page);
}

async function drawPdf(file: Blob, number: number): Promise<ImageBitmap> {
  const pdf = await reuse(file);
  if ('code' in pdf) throw new Error(pdf.message);
  const page = await pdf.getPage(number);
  const { canvas } = await drawPage(page, maxSide);
  page.cleanup();
  return canvas.transferToImageBitmap();
}

/** On white, as what is transparent is. */
function scaled(bitmap: ImageBitmap, side: number, most: number): OffscreenCanvas {
  const scale = Math.min(most, side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas;
}
