import type { PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '../../core';
import { type Crop, toRaster } from '../picture';
import { union } from '../text-lines';

/** Longer side of a drawn page: figures cut from it are still sharp enough for the encoder. */
const pageSide = 1100;

const maxFigures = 12;

export interface DrawnPage {
  canvas: OffscreenCanvas;
  /** Where raster images of some size stand. */
  figures: Box[];
}

/** Draws a page on white, with the places of the raster images in it. */
export async function drawPage(page: PDFPageProxy, longSide = pageSide): Promise<DrawnPage> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longSide / Math.max(width, height) });
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  await page.render({
    canvas: canvas as unknown as HTMLCanvasElement,
    viewport,
    // The other intents wait for animation frames, which hidden tabs and workers do not get.
    intent: 'print',
    recordImages: true,
  }).promise;
  return { canvas, figures: figuresOf(page.imageCoordinates ?? []) };
}

/** Side at which a page is looked at for whether there is anything on it. */
const blankSide = 200;

/** Least difference of light, of 255, that something on a page makes. */
const leastContrast = 24;

/** Whether there is nothing on a drawn page. */
export async function isBlank(canvas: OffscreenCanvas): Promise<boolean> {
  const { data } = await toRaster(canvas, { width: blankSide, height: blankSide, fit: 'stretch' });
  let darkest = 255;
  let lightest = 0;
  for (let i = 1; i < data.length; i += 4) {
    darkest = Math.min(darkest, data[i]!);
    lightest = Math.max(lightest, data[i]!);
  }
  return lightest - darkest < leastContrast;
}

export function inPixels(box: Box, { width, height }: { width: number; height: number }): Crop {
  return {
    x: Math.round(box.x * width),
    y: Math.round(box.y * height),
    width: Math.max(1, Math.round(box.width * width)),
    height: Math.max(1, Math.round(box.height * height)),
  };
}

/**
 * Boxes of pictures worth finding on their own: not tiny, not the whole page (that is the
 * page's own picture), and the strips of a sliced picture as one.
 *
 * @param corners three corners (x, y) of each image as fractions of the page
 */
function figuresOf(corners: ArrayLike<number>): Box[] {
  const boxes: Box[] = [];
  for (let i = 0; i + 5 < corners.length; i += 6) {
    const [ax, ay, bx, by, cx, cy] = Array.from({ length: 6 }, (_, k) => corners[i + k]!) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const xs = [ax, bx, cx, bx + cx - ax].map(clamp);
    const ys = [ay, by, cy, by + cy - ay].map(clamp);
    const x = Math.min(...xs);
    const y = Math.min(...ys);
    boxes.push({ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y });
  }
  return joinStrips(boxes)
    .filter(({ width, height }) => width > 0.08 && height > 0.05 && width * height > 0.01)
    .filter(({ width, height }) => width * height < 0.8)
    .slice(0, maxFigures);
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

/** Joins boxes that overlap or touch along a whole side. */
function joinStrips(boxes: readonly Box[]): Box[] {
  const joined: Box[] = [];
  for (const box of boxes) {
    let grown = box;
    for (let i = joined.length - 1; i >= 0; i--) {
      if (!belongTogether(joined[i]!, grown)) continue;
      grown = union([joined[i]!, grown]);
      joined.splice(i, 1);
    }
    joined.push(grown);
  }
  return joined;
}

function belongTogether(a: Box, b: Box): boolean {
  const near = 0.004;
  const isNear = (x: number, y: number) => Math.abs(x - y) < near;
  const stacked =
    isNear(a.x, b.x) &&
    isNear(a.width, b.width) &&
    (isNear(a.y + a.height, b.y) || isNear(b.y + b.height, a.y));
  const sideBySide =
    isNear(a.y, b.y) &&
    isNear(a.height, b.height) &&
    (isNear(a.x + a.width, b.x) || isNear(b.x + b.width, a.x));
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = width > 0 && height > 0 ? width * height : 0;
  return stacked || sideBySide || shared > 0.5 * Math.min(a.width * a.height, b.width * b.height);
}
