import type { TextSpan } from '../../app';
import type { Cell } from '../../core';

export interface Excerpt {
  before: string;
  marked: string;
  after: string;
}

/** How much of a long passage stands before its marked sentence. */
const leadChars = 160;

/** A stretch of a text of about `limit` characters that holds the marked span, cut at spaces. */
export function excerptOf(text: string, span: TextSpan | undefined, limit: number): Excerpt {
  const mark = span ?? { start: 0, end: 0 };
  const start = text.length <= limit ? 0 : cutBefore(text, mark.start - leadChars);
  const end = cutAfter(text, Math.max(start + limit, mark.end));
  return {
    before: (start > 0 ? '… ' : '') + text.slice(start, Math.max(start, mark.start)),
    marked: text.slice(mark.start, mark.end),
    after: text.slice(Math.max(start, mark.end), end) + (end < text.length ? ' …' : ''),
  };
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
