import { OPS, type PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '../../core';
import { clip, type Matrix, multiply } from './pieces';

/** What is painted on a page besides text and raster images. */
export interface Graphics {
  /** Thin lines, also those of frames and of thin boxes. */
  horizontal: Box[];
  vertical: Box[];
  /** Filled boxes: the background of a row, the bar of a chart. */
  fills: Box[];
  /** Curves and slanted lines. */
  shapes: Box[];
}

/** More than these are a drawing, and no table is looked for among them. */
const maxMarks = 20_000;

/** Thickness of a rule, at most, as a fraction of the page's height. */
const ruleThickness = 0.004;

/** Walks through the drawing operations of a page. */
export async function readGraphics(page: PDFPageProxy): Promise<Graphics> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const viewport = page.getViewport({ scale: 1 });
  const graphics: Graphics = { horizontal: [], vertical: [], fills: [], shapes: [] };
  const saved: Matrix[] = [];
  let current = viewport.transform as Matrix;
  let count = 0;
  for (const [i, operation] of fnArray.entries()) {
    if (operation === OPS.save) saved.push(current);
    else if (operation === OPS.restore) current = saved.pop() ?? current;
    else if (operation === OPS.transform) current = multiply(current, argsArray[i] as Matrix);
    else if (operation === OPS.paintFormXObjectBegin) {
      saved.push(current);
      const [matrix] = argsArray[i] as [Matrix | null];
      if (matrix) current = multiply(current, matrix);
    } else if (operation === OPS.paintFormXObjectEnd) current = saved.pop() ?? current;
    else if (operation === OPS.constructPath) {
      const [paint, [path]] = argsArray[i] as [number, [ArrayLike<number> | null]];
      if (!path || paint === OPS.endPath) continue;
      for (const part of partsOf(path, current)) {
        count += 1;
        if (count > maxMarks) return graphics;
        add(graphics, part, isFill(paint), viewport);
      }
    }
  }
  return graphics;
}

const isFill = (paint: number): boolean =>
  [OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke].includes(paint as never);

interface Part {
  box: Box;
  /** All of its lines are level or upright. */
  isStraight: boolean;
  lineCount: number;
}

/** Numbers that follow each operation of a path: move, line, curve, curve of one handle, close. */
const operands = [2, 2, 6, 4, 0];

/** The figures that one path is made of, in points, as the page is seen. */
function* partsOf(path: ArrayLike<number>, [a, b, c, d, e, f]: Matrix): Generator<Part> {
  let xs: number[] = [];
  let ys: number[] = [];
  let isStraight = true;
  const end = (): Part | undefined => {
    if (xs.length < 2) return undefined;
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    const box = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
    return { box, isStraight, lineCount: xs.length - 1 };
  };
  for (let i = 0; i < path.length; ) {
    const operation = path[i]!;
    const count = operands[operation];
    if (count === undefined) return;
    if (operation === 0) {
      const part = end();
      if (part) yield part;
      xs = [];
      ys = [];
      isStraight = true;
    }
    for (let k = 1; k < count; k += 2) {
      const [px, py] = [path[i + k]!, path[i + k + 1]!];
      const [x, y] = [a * px + c * py + e, b * px + d * py + f];
      const isLevel = Math.abs(x - (xs.at(-1) ?? x)) < 0.5 || Math.abs(y - (ys.at(-1) ?? y)) < 0.5;
      if (operation > 1 || !isLevel) isStraight = false;
      xs.push(x);
      ys.push(y);
    }
    i += 1 + count;
  }
  const last = end();
  if (last) yield last;
}

function add(
  graphics: Graphics,
  { box, isStraight, lineCount }: Part,
  isFilled: boolean,
  page: { width: number; height: number },
): void {
  const thin = ruleThickness * page.height;
  const inPage = (x: number, y: number, width: number, height: number) =>
    clip({
      x: x / page.width,
      y: y / page.height,
      width: width / page.width,
      height: height / page.height,
    });
  const { x, y, width, height } = box;
  const whole = inPage(x, y, width, height);
  if (whole.width * whole.height > 0.95) return;
  if (!isStraight) graphics.shapes.push(whole);
  else if (height <= thin && width > thin) graphics.horizontal.push(whole);
  else if (width <= thin && height > thin) graphics.vertical.push(whole);
  else if (isFilled) graphics.fills.push(whole);
  else if (lineCount >= 3) {
    graphics.horizontal.push(inPage(x, y, width, 0), inPage(x, y + height, width, 0));
    graphics.vertical.push(inPage(x, y, 0, height), inPage(x + width, y, 0, height));
  }
}
