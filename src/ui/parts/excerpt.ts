import type { Cell, TextSpan } from '../../core';

/** How much of a long passage stands before what is marked. */
const leadChars = 160;

/**
 * A stretch of a text of about `limit` characters around what is to be seen of it, cut at
 * spaces: before, in and after its best sentence.
 */
export function excerptOf(
  text: string,
  best: TextSpan | undefined,
  words: readonly TextSpan[],
  limit: number,
): { before: TextSpan; best: TextSpan; after: TextSpan } {
  const lead = best ?? words[0] ?? { start: 0, end: 0 };
  const start = text.length <= limit ? 0 : cutBefore(text, lead.start - leadChars);
  const end = cutAfter(text, Math.max(start + limit, lead.end));
  const mark = best ?? { start, end: start };
  return {
    before: { start, end: mark.start },
    best: mark,
    after: { start: mark.end, end },
  };
}

export interface Piece extends TextSpan {
  isWord: boolean;
}

/** A stretch of a text in pieces that are words of the query, or not. */
export function piecesOf({ start, end }: TextSpan, words: readonly TextSpan[]): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const word of words) {
    if (word.start < at || word.end > end) continue;
    if (word.start > at) pieces.push({ start: at, end: word.start, isWord: false });
    pieces.push({ ...word, isWord: true });
    at = word.end;
  }
  if (at < end) pieces.push({ start: at, end, isWord: false });
  return pieces;
}

function cutBefore(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.indexOf(' ', at);
  // Japanese and Chinese have no spaces to cut at.
  return space < 0 || space > at + 30 ? at : space + 1;
}

function cutAfter(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  return space < at - 30 ? at : space;
}

/** The few cells of a row worth showing: those that share a word with the query, then the first. */
export function bestCells(cells: readonly Cell[], query: string, max: number): Cell[] {
  if (cells.length <= max) return [...cells];
  const words = query.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const sharesWord = ({ column, value }: Cell) => {
    const text = `${column} ${value}`.toLowerCase();
    return words.some((word) => text.includes(word));
  };
  const filled = cells.filter(({ value }) => value.trim() !== '');
  const chosen = new Set(
    [...filled.filter(sharesWord), ...filled, ...cells].filter(isFirst).slice(0, max),
  );
  return cells.filter((cell) => chosen.has(cell));
}

const isFirst = <T>(item: T, i: number, all: T[]) => all.indexOf(item) === i;
