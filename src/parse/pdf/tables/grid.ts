import type { Box } from '../../../core';
import { union } from '../../text-lines';
import type { Graphics } from '../graphics';
import type { Piece } from '../pieces';
import type { FoundRow, FoundTable } from './found-table';
import { textOf } from './text-rows';

/** Rules that are nearer than this, as a fraction of the page, are one, or meet. */
const near = 0.005;

/** Share of cells with text below which lines are those of a chart or a form. */
const leastFilled = 0.35;

/** All rules on one straight line. */
interface Rule {
  /** Where the line is, across its direction. */
  at: number;
  /** From where to where it is drawn. */
  parts: [from: number, to: number][];
}

/** Tables of which every cell has its frame. */
export function gridTables(pieces: readonly Piece[], graphics: Graphics): FoundTable[] {
  const { horizontal, vertical } = graphics;
  return connected(horizontal, vertical)
    .map(({ levels, uprights }) => gridTable(pieces, levels, uprights))
    .filter((table) => table !== undefined);
}

function gridTable(
  pieces: readonly Piece[],
  horizontal: readonly Box[],
  vertical: readonly Box[],
): FoundTable | undefined {
  const levels = rules(horizontal.map(({ x, y, width, height }) => [y + height / 2, x, x + width]));
  const uprights = rules(vertical.map(({ x, y, width, height }) => [x + width / 2, y, y + height]));
  if (levels.length < 3 || uprights.length < 3) return undefined;
  const [left, right] = [uprights[0]!.at, uprights.at(-1)!.at];
  const [top, bottom] = [levels[0]!.at, levels.at(-1)!.at];
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  const inside = pieces.filter((piece) => isWithin(piece.box, box));
  const columns = uprights.slice(1).map(({ at }, i): [number, number] => [uprights[i]!.at, at]);
  /** Cells that one above or beside them reaches over, with what they hold. */
  const reached = new Map<string, string>();
  const rows: FoundRow[] = [];
  for (let r = 0; r + 1 < levels.length; r++) {
    const cells = columns.map(() => '');
    const fonts = new Set<string>();
    const spans: [number, number][] = [];
    for (let c = 0; c < columns.length; c++) {
      const above = reached.get(`${r} ${c}`);
      if (above !== undefined) {
        cells[c] = above;
        continue;
      }
      const { toColumn, toRow } = extent(levels, uprights, r, c);
      const cell = {
        x: columns[c]![0],
        y: levels[r]!.at,
        width: columns[toColumn]![1] - columns[c]![0],
        height: levels[toRow + 1]!.at - levels[r]!.at,
      };
      const own = inside.filter((piece) => isWithin(piece.box, cell));
      for (const { font } of own) if (font) fonts.add(font);
      cells[c] = textOf(own);
      for (let i = r; i <= toRow; i++) {
        for (let k = c; k <= toColumn; k++) reached.set(`${i} ${k}`, k === c ? cells[c]! : '');
      }
      if (toColumn > c) spans.push([c, toColumn]);
    }
    const rowBox = { ...box, y: levels[r]!.at, height: levels[r + 1]!.at - levels[r]!.at };
    rows.push({ cells, box: rowBox, fonts, spans });
  }
  const filled = rows.flatMap(({ cells }) => cells).filter((cell) => cell !== '').length;
  if (filled < leastFilled * rows.length * columns.length) return undefined;
  return { box, columns, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) };
}

/** How far a cell goes: up to the next rule that is drawn beside and below it. */
function extent(levels: readonly Rule[], uprights: readonly Rule[], r: number, c: number) {
  const middleY = (levels[r]!.at + levels[r + 1]!.at) / 2;
  let toColumn = c;
  while (toColumn + 2 < uprights.length && !isDrawn(uprights[toColumn + 1]!, middleY)) {
    toColumn += 1;
  }
  const middleX = (uprights[c]!.at + uprights[c + 1]!.at) / 2;
  let toRow = r;
  while (toRow + 2 < levels.length && !isDrawn(levels[toRow + 1]!, middleX)) toRow += 1;
  return { toColumn, toRow };
}

const isDrawn = ({ parts }: Rule, at: number): boolean =>
  parts.some(([from, to]) => from - near <= at && at <= to + near);

/** By the middle of it. */
export function isWithin({ x, y, width, height }: Box, box: Box): boolean {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return (
    middleX > box.x &&
    middleX < box.x + box.width &&
    middleY > box.y &&
    middleY < box.y + box.height
  );
}

/** Joins what lies on one straight line; in the order of the lines. */
function rules(lines: readonly [at: number, from: number, to: number][]): Rule[] {
  const joined: Rule[] = [];
  for (const [at, from, to] of [...lines].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && at - last.at < near) last.parts.push([from, to]);
    else joined.push({ at, parts: [[from, to]] });
  }
  return joined;
}

interface Net {
  box: Box;
  levels: Box[];
  uprights: Box[];
}

/** Rules that meet, directly or by others. */
function connected(horizontal: readonly Box[], vertical: readonly Box[]): Net[] {
  const nets: Net[] = [];
  const join = (box: Box, side: 'levels' | 'uprights') => {
    const net: Net = { box, levels: [], uprights: [] };
    net[side].push(box);
    for (let i = nets.length - 1; i >= 0; i--) {
      const other = nets[i]!;
      const isMet = [...other.levels, ...other.uprights].some((rule) => doMeet(rule, box));
      if (!isMet) continue;
      net.box = union([net.box, other.box]);
      net.levels.push(...other.levels);
      net.uprights.push(...other.uprights);
      nets.splice(i, 1);
    }
    nets.push(net);
  };
  for (const box of horizontal) join(box, 'levels');
  for (const box of vertical) join(box, 'uprights');
  return nets;
}

function doMeet(a: Box, b: Box): boolean {
  return (
    a.x - near < b.x + b.width &&
    b.x - near < a.x + a.width &&
    a.y - near < b.y + b.height &&
    b.y - near < a.y + a.height
  );
}
