import type { PDFPageProxy } from 'pdfjs-dist';
import type { TextItem } from 'pdfjs-dist/types/src/display/api';
import type { Box } from '../core';
import { cleanText } from './decode-text';
import type { TextBlock } from './passages';
import { appendLine, union } from './text-lines';

/** A line of text on a page. */
export interface PageLine {
  text: string;
  box: Box;
  /** Height of its letters as a fraction of the page's height. */
  size: number;
  /** The one font it is set in, undefined where there are several. */
  font: string | undefined;
}

interface Size {
  width: number;
  height: number;
}

/** The lines of a page in the order of its content, which is the reading order of most PDFs. */
export async function readLines(page: PDFPageProxy): Promise<PageLine[]> {
  const { items } = await page.getTextContent();
  const viewport = page.getViewport({ scale: 1 });
  const lines: PageLine[] = [];
  let current: PageLine | undefined;
  for (const item of items) {
    if (!('str' in item)) continue;
    const piece = place(item, viewport.transform, viewport);
    if (piece.text.trim() === '') {
      if (current && piece.text !== '' && !current.text.endsWith(' ')) current.text += ' ';
    } else if (current && continues(current, piece)) {
      const gap = piece.box.x - (current.box.x + current.box.width);
      const needsSpace = gap > piece.size * (viewport.height / viewport.width) * 0.15;
      current.text += (needsSpace && !/\s$/.test(current.text) ? ' ' : '') + piece.text;
      current.box = union([current.box, piece.box]);
      current.size = Math.max(current.size, piece.size);
      if (current.font !== piece.font) current.font = undefined;
    } else {
      current = piece;
      lines.push(current);
    }
  }
  return lines
    .map((line) => ({ ...line, text: cleanText(line.text).replace(/\s+/g, ' ').trim() }))
    .filter((line) => line.text !== '');
}

function place(item: TextItem, transform: number[], page: Size): PageLine {
  const [a, b, c, d, e, f] = multiply(transform, item.transform);
  const size = Math.hypot(c, d);
  const length = Math.hypot(a, b) || 1;
  // The baseline runs along (a, b), the letters stand along (c, d).
  const along = { x: (a / length) * item.width, y: (b / length) * item.width };
  const up = { x: c, y: d };
  const down = 0.25;
  const xs = [e - up.x * down, e + up.x, e + along.x, e + along.x + up.x];
  const ys = [f - up.y * down, f + up.y, f + along.y, f + along.y + up.y];
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return {
    text: item.str,
    font: item.fontName,
    size: size / page.height,
    box: clip({
      x: left / page.width,
      y: top / page.height,
      width: (Math.max(...xs) - left) / page.width,
      height: (Math.max(...ys) - top) / page.height,
    }),
  };
}

type Matrix = [number, number, number, number, number, number];

function multiply(m: number[], n: number[]): Matrix {
  const [a, b, c, d, e, f] = m as Matrix;
  const [g, h, i, j, k, l] = n as Matrix;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

/** Whether a piece stands on the same line, not further off than a wide space. */
function continues(line: PageLine, piece: PageLine): boolean {
  const overlap =
    Math.min(line.box.y + line.box.height, piece.box.y + piece.box.height) -
    Math.max(line.box.y, piece.box.y);
  const isLevel = overlap > 0.5 * Math.min(line.box.height, piece.box.height);
  const gap = piece.box.x - (line.box.x + line.box.width);
  return isLevel && gap > -0.02 && gap < 0.04;
}

function clip({ x, y, width, height }: Box): Box {
  const left = Math.min(1, Math.max(0, x));
  const top = Math.min(1, Math.max(0, y));
  return {
    x: left,
    y: top,
    width: Math.min(1, Math.max(0, x + width)) - left,
    height: Math.min(1, Math.max(0, y + height)) - top,
  };
}

/**
 * The lines without running heads and page numbers: lines at the top or bottom that are a
 * number, or that a neighbouring page has at the same height, digits aside.
 */
export function withoutRunningLines(
  lines: readonly PageLine[],
  neighbours: readonly (readonly PageLine[] | undefined)[],
): PageLine[] {
  const isAtEdge = ({ box }: PageLine) => box.y < 0.09 || box.y + box.height > 0.91;
  const pattern = (text: string) => text.replace(/\d+/g, '#').toLowerCase();
  return lines.filter((line) => {
    if (!isAtEdge(line)) return true;
    if (/^\W*\d{1,4}(\s*(\/|of)\s*\d{1,4})?\W*$/.test(line.text)) return false;
    return !neighbours.some((others) =>
      others?.some(
        (other) =>
          Math.abs(other.box.y - line.box.y) < 0.01 && pattern(other.text) === pattern(line.text),
      ),
    );
  });
}

/** Joins lines to paragraphs and tells headings by their letters: larger, or another font. */
export function blocksOf(lines: readonly PageLine[]): TextBlock<Box>[] {
  const bodySize = usual(lines, ({ size }) => Math.round(size * 2000) / 2000) ?? 0;
  const bodyFont = usual(lines, ({ font }) => font);
  const blocks: TextBlock<Box>[] = [];
  let previous: PageLine | undefined;
  for (const [i, line] of lines.entries()) {
    const isLarge = line.size > bodySize * 1.12 && line.text.length < 150;
    const isHeading = isLarge || isSetApart(line, lines[i + 1], bodyFont);
    const block = blocks.at(-1);
    if (block && previous && block.isHeading === isHeading && isSameParagraph(previous, line)) {
      appendLine(block, line);
    } else {
      const spans = [{ start: 0, end: line.text.length, place: line.box }];
      blocks.push({ text: line.text, isHeading, spans });
    }
    previous = line;
  }
  return blocks;
}

function isSameParagraph(above: PageLine, line: PageLine): boolean {
  const height = Math.max(above.box.height, line.box.height);
  const gap = line.box.y - (above.box.y + above.box.height);
  const overlap =
    Math.min(above.box.x + above.box.width, line.box.x + line.box.width) -
    Math.max(above.box.x, line.box.x);
  const isSameSize = Math.abs(above.size - line.size) < 0.15 * above.size;
  // A short line that ends a sentence ends its paragraph; so does an indented next line.
  const isEnd = above.box.width < 0.7 * line.box.width && /[.!?:]["'”’)]?$/.test(above.text);
  return isSameSize && gap > -height && gap < 0.75 * height && overlap > 0 && !isEnd;
}

/** A short line in a font of its own, above text in the usual one, that is no sentence. */
function isSetApart(line: PageLine, next: PageLine | undefined, bodyFont: string | undefined) {
  const isOwnFont = line.font !== undefined && line.font !== bodyFont;
  return (
    isOwnFont && next?.font === bodyFont && line.text.length < 80 && !/[.,;:]$/.test(line.text)
  );
}

/** The value that most letters of the page share. */
function usual<T>(lines: readonly PageLine[], read: (line: PageLine) => T): T | undefined {
  const letters = new Map<T, number>();
  for (const line of lines) {
    const value = read(line);
    letters.set(value, (letters.get(value) ?? 0) + line.text.length);
  }
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0];
}
