import type { Box } from '../../core';
import type { PageLine } from './lines';

const wholePage: Box = { x: -1, y: -1, width: 3, height: 3 };

/** Where the gap between two columns may be. */
const gutterFrom = 0.35;
const gutterTo = 0.65;

/** Least width of a line that counts as one of a column of prose. */
const proseWidth = 0.2;

const leastLines = 6;

/** The columns that a page of prose is set in: two, or the page as one. */
export function columnsOf(lines: readonly PageLine[]): Box[] {
  const prose = lines.filter(({ box }) => box.width > proseWidth);
  let best: { at: number; count: number } | undefined;
  for (let at = gutterFrom; at <= gutterTo; at += 0.01) {
    const left = prose.filter(({ box }) => box.x + box.width <= at).length;
    const right = prose.filter(({ box }) => box.x >= at).length;
    const across = prose.length - left - right;
    const count = Math.min(left, right);
    if (count >= leastLines && across < 0.4 * prose.length && count > (best?.count ?? 0)) {
      best = { at, count };
    }
  }
  if (!best) return [wholePage];
  const { at } = best;
  return [
    { ...wholePage, width: at + 1 },
    { ...wholePage, x: at },
  ];
}

/**
 * Lines in the order in which they are read. The order of the content is kept, unless it goes to
 * and fro between two columns, as programs leave it that write a page level by level.
 */
export function inReadingOrder(lines: readonly PageLine[], columns: readonly Box[]): PageLine[] {
  const [left] = columns;
  if (columns.length < 2 || !left) return [...lines];
  const at = left.x + left.width;
  const sideOf = ({ box }: PageLine) => (box.x + box.width <= at ? 0 : box.x >= at ? 1 : undefined);
  const sides = lines.map(sideOf).filter((side) => side !== undefined);
  const turns = sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length;
  if (turns < 6) return [...lines];
  const ordered: PageLine[] = [];
  let waiting: PageLine[] = [];
  const flush = () => {
    for (const side of [0, 1]) ordered.push(...waiting.filter((line) => sideOf(line) === side));
    waiting = [];
  };
  for (const line of [...lines].sort((a, b) => a.box.y - b.box.y)) {
    if (sideOf(line) !== undefined) waiting.push(line);
    else {
      flush();
      ordered.push(line);
    }
  }
  flush();
  return ordered;
}
