import type { Box } from '../../core';
import { union } from '../text-lines';
import type { Piece } from './pieces';

/** A line of text on a page. */
export type PageLine = Piece;

/** Joins pieces to lines, in the order they come. */
export function linesOf(pieces: readonly Piece[]): PageLine[] {
  const lines: PageLine[] = [];
  let current: PageLine | undefined;
  for (const piece of asRead(pieces)) {
    if (piece.text.trim() === '') {
      if (current && !/[ \u00ad]$/.test(current.text)) current.text += ' ';
    } else if (current && continues(current, piece)) {
      const needsSpace = gapBetween(current, piece) > piece.em * 0.15;
      // A hyphen within a line is one.
      const isHyphen = current.text.endsWith('\u00ad');
      if (isHyphen) current.text = `${current.text.slice(0, -1)}-${piece.text}`;
      else current.text += (needsSpace && !/\s$/.test(current.text) ? ' ' : '') + piece.text;
      current.box = union([current.box, piece.box]);
      current.size = Math.max(current.size, piece.size);
      if (current.font !== piece.font) current.font = undefined;
    } else {
      current = { ...piece };
      lines.push(current);
    }
  }
  return lines
    .map((line) => ({ ...line, text: line.text.replace(/\s+/g, ' ').trim() }))
    .filter((line) => line.text !== '');
}

/**
 * Pieces of lines that go from right to left in the order in which they are read: programs write
 * them as they are seen, from the left. What goes from left to right within stays in its order.
 */
function asRead(pieces: readonly Piece[]): Piece[] {
  if (!pieces.some(({ isRtl }) => isRtl)) return [...pieces];
  const levels: Piece[][] = [];
  for (const piece of pieces) {
    const level = levels.at(-1);
    if (level && areLevel(level[0]!.box, piece.box)) level.push(piece);
    else levels.push([piece]);
  }
  return levels.flatMap((level) => (isFromRight(level) ? fromRight(level) : level));
}

function isFromRight(level: readonly Piece[]): boolean {
  const letters = (isRtl: boolean) =>
    level
      .filter((piece) => piece.isRtl === isRtl)
      .reduce((sum, { text }) => sum + text.replace(/[^\p{L}]/gu, '').length, 0);
  return letters(true) > letters(false);
}

function fromRight(level: readonly Piece[]): Piece[] {
  const runs: Piece[][] = [];
  for (const piece of [...level].sort((a, b) => a.box.x - b.box.x)) {
    const run = runs.at(-1);
    const isWithin = run?.at(-1)?.isRtl === false && !piece.isRtl;
    const isWord = ({ text }: Piece) => /[\p{L}\p{N}]/u.test(text);
    if (isWithin && isWord(run.at(-1)!) && isWord(piece)) run.push(piece);
    else runs.push([piece]);
  }
  return runs.reverse().flatMap((run) => run.map((piece) => ({ ...piece, isRtl: true })));
}

/** Whether a piece stands on the same line, not further off than a wide space. */
function continues(line: PageLine, piece: Piece): boolean {
  const gap = gapBetween(line, piece);
  return areLevel(line.box, piece.box) && gap > -0.02 && gap < 0.04;
}

/** From the end of a line to where a piece begins, in the direction it is read. */
function gapBetween({ box: line, isRtl }: PageLine, { box: piece, isRtl: isPieceRtl }: Piece) {
  return isRtl && isPieceRtl ? line.x - (piece.x + piece.width) : piece.x - (line.x + line.width);
}

/**
 * Parts lines that head a page from its text: set apart above it, in letters no larger. They are
 * no part of the sentence that goes on from the page before.
 */
export function splitHeads(lines: readonly PageLine[]): { heads: PageLine[]; body: PageLine[] } {
  const usualSize = median(lines.map(({ size }) => size));
  const sorted = [...lines].sort((a, b) => a.box.y - b.box.y);
  const bottomOf = ({ box }: PageLine) => box.y + box.height;
  const last = sorted.findIndex(
    (line, i) => i + 1 < sorted.length && sorted[i + 1]!.box.y - bottomOf(line) > usualSize,
  );
  const heads = sorted.slice(0, last + 1);
  const isHead = (line: PageLine) => bottomOf(line) < 0.12 && line.size <= 1.02 * usualSize;
  if (heads.length > 3 || !heads.every(isHead)) return { heads: [], body: [...lines] };
  return { heads, body: lines.filter((line) => !heads.includes(line)) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Whether two boxes share more than half of the lower one's height. */
export function areLevel(a: Box, b: Box): boolean {
  const overlap = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return overlap > 0.5 * Math.min(a.height, b.height);
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
