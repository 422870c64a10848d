import type { PDFPageProxy } from 'pdfjs-dist';
import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api';
import type { Box } from '../../core';
import { cleanText } from '../decode-text';

/** Text that a page's content places at once: some letters, a word, or a whole line. */
export interface Piece {
  /** May be nothing but spaces. */
  text: string;
  box: Box;
  /** Height of its letters as a fraction of the page's height. */
  size: number;
  /** The same length as a fraction of the page's width. */
  em: number;
  /** The one font it is set in, undefined where there are several. */
  font: string | undefined;
  /** Its letters go from right to left. */
  isRtl: boolean;
}

interface Size {
  width: number;
  height: number;
}

/** The pieces of a page in the order of its content, which is the reading order of most PDFs. */
export async function readPieces(page: PDFPageProxy): Promise<Piece[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const viewport = page.getViewport({ scale: 1 });
  const pieces: Piece[] = [];
  for (const [i, item] of items.entries()) {
    if ('str' in item) {
      if (item.str !== '') pieces.push(place(item, viewport.transform as Matrix, viewport));
    } else if (isSoftHyphen(items, i)) {
      const last = pieces.at(-1);
      if (last) last.text += softHyphen;
    }
  }
  return pieces;
}

const softHyphen = '\u00ad';

type Item = TextItem | (TextMarkedContent & { tag?: string });

/**
 * A stretch of its own without text, before the rest of a word: programs mark so a hyphen, which the
 * reader leaves out. A picture is marked so as well, but no word goes on after it.
 */
function isSoftHyphen(items: readonly Item[], at: number): boolean {
  const [begin, end] = [items[at], items[at + 1]];
  if (!begin || !end || 'str' in begin || 'str' in end) return false;
  if (begin.type !== 'beginMarkedContentProps' || begin.tag !== 'Span') return false;
  const next = items.slice(at + 2, at + 8).find((item) => 'str' in item && item.str.trim() !== '');
  return (
    end.type === 'endMarkedContent' && /^\p{Ll}/u.test((next as TextItem | undefined)?.str ?? '')
  );
}

function place(item: TextItem, transform: Matrix, page: Size): Piece {
  const [a, b, c, d, e, f] = multiply(transform, item.transform as Matrix);
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
    text: withoutForms(cleanText(item.str)),
    font: item.fontName,
    size: size / page.height,
    em: size / page.width,
    isRtl: item.dir === 'rtl',
    box: clip({
      x: left / page.width,
      y: top / page.height,
      width: (Math.max(...xs) - left) / page.width,
      height: (Math.max(...ys) - top) / page.height,
    }),
  };
}

/** Ligatures, and Hebrew and Arabic letters in the forms that stand in print, as plain letters. */
function withoutForms(text: string): string {
  return text.replace(/[\ufb00-\ufdff\ufe70-\ufefc]+/g, (forms) => forms.normalize('NFKC'));
}

/** As PDF writes a transformation: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = [number, number, number, number, number, number];

export function multiply([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

/** The part of a box that is on the page. */
export function clip({ x, y, width, height }: Box): Box {
  const left = Math.min(1, Math.max(0, x));
  const top = Math.min(1, Math.max(0, y));
  return {
    x: left,
    y: top,
    width: Math.min(1, Math.max(0, x + width)) - left,
    height: Math.min(1, Math.max(0, y + height)) - top,
  };
}
