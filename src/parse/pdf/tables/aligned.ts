import type { Box } from '../../../core';
import { typeOfCell } from '../../columns';
import { union } from '../../text-lines';
import type { Graphics } from '../graphics';
import type { FoundRow, FoundTable } from './found-table';
import type { Segment, TextRow } from './text-rows';

/** Steps across a page in which it is looked at whether text stands there. */
const steps = 500;

/** Share of rows whose text may lie across the gap between two columns, as a wide heading's does. */
const maxAcross = 0.15;

/** Rows further apart than this many times their height do not belong together. */
const maxGap = 2.6;

/** Tables whose cells stand in line, without frames; rules and tinted rows help where there are any. */
export function alignedTables(rows: readonly TextRow[], graphics: Graphics): FoundTable[] {
  return runs(rows)
    .flatMap((run) => tableOf(run, graphics))
    .filter((table) => isTable(table, graphics));
}

/** Stretches of rows with several cells; single ones may stand between, not at the ends. */
function runs(rows: readonly TextRow[]): TextRow[][] {
  const found: TextRow[][] = [];
  let current: TextRow[] = [];
  let single = 0;
  const end = () => {
    while (current.length > 0 && current.at(-1)!.segments.length < 2) current.pop();
    if (current.length >= 2) found.push(current);
    current = [];
    single = 0;
  };
  for (const row of rows) {
    const last = current.at(-1);
    const height = Math.min(...row.segments.map(({ box }) => box.height));
    if (last && row.box.y - (last.box.y + last.box.height) > maxGap * height) end();
    const isSingle = row.segments.length < 2;
    single = isSingle ? single + 1 : 0;
    if (single > 2) end();
    else if (!isSingle || current.length > 0) current.push(row);
  }
  end();
  return found;
}

function tableOf(run: readonly TextRow[], graphics: Graphics): FoundTable[] {
  const columns = columnsOf(run);
  if (columns.length < 2) return [];
  const box = union(run.map((row) => row.box));
  const lines = run.map((row) => placed(row, columns));
  const rows = joinLines(lines, separators(box, graphics));
  const first = levelRules(box, graphics).find((y) => y > rows[0]!.box.y + rows[0]!.box.height / 2);
  const above =
    first === undefined ? 0 : rows.filter(({ box: row }) => row.y + row.height / 2 < first).length;
  return [
    { box, columns, rows, rowsAboveRule: above < rows.length ? above || undefined : undefined },
  ];
}

/** Where text stands in nearly all rows that have several cells. */
function columnsOf(run: readonly TextRow[]): [number, number][] {
  const several = run.filter(({ segments }) => segments.length > 1);
  const counts = new Uint16Array(steps + 1);
  for (const { segments } of several) {
    for (const { box } of segments) {
      const [from, to] = [Math.floor(box.x * steps), Math.ceil((box.x + box.width) * steps)];
      for (let i = Math.max(0, from); i < Math.min(steps, to); i++) counts[i]! += 1;
    }
  }
  const most = Math.max(0, Math.floor(maxAcross * several.length));
  const columns: [number, number][] = [];
  let from = -1;
  for (let i = 0; i <= steps; i++) {
    const isText = counts[i]! > most;
    if (isText && from < 0) from = i;
    if (!isText && from >= 0) {
      columns.push([from / steps, i / steps]);
      from = -1;
    }
  }
  return columns;
}

/** A row with each of its segments in its column, or across several. */
function placed({ segments, box }: TextRow, columns: readonly [number, number][]): FoundRow {
  const cells = columns.map(() => '');
  const fonts = new Set<string>();
  const spans: [number, number][] = [];
  for (const segment of segments) {
    const [from, to] = columnsUnder(segment, columns);
    cells[from] = cells[from] ? `${cells[from]} ${segment.text}` : segment.text;
    if (to > from) spans.push([from, to]);
    for (const font of segment.fonts) fonts.add(font);
  }
  return { cells, box, fonts, spans };
}

function columnsUnder({ box }: Segment, columns: readonly [number, number][]): [number, number] {
  const [left, right] = [box.x, box.x + box.width];
  const under = columns.flatMap(([from, to], i) => (left < to && from < right ? [i] : []));
  if (under.length > 0) return [under[0]!, under.at(-1)!];
  const distance = ([from, to]: [number, number]) =>
    Math.min(Math.abs(from - right), Math.abs(left - to));
  const nearest = columns.reduce(
    (best, column, i) => (distance(column) < distance(columns[best]!) ? i : best),
    0,
  );
  return [nearest, nearest];
}

/** Levels at which rules go through a table. */
function levelRules(box: Box, { horizontal }: Graphics): number[] {
  const slack = 0.01;
  const through = horizontal.filter(
    ({ x, y, width }) =>
      y > box.y - slack &&
      y < box.y + box.height + slack &&
      Math.min(x + width, box.x + box.width) - Math.max(x, box.x) > 0.1 * box.width,
  );
  return through.map(({ y, height }) => y + height / 2).sort((a, b) => a - b);
}

/** Levels that part rows from each other: rules, and the edges of tinted rows. */
function separators(box: Box, graphics: Graphics): number[] {
  const tinted = graphics.fills.filter(
    ({ x, y, width, height }) =>
      y + height > box.y &&
      y < box.y + box.height &&
      height < 0.5 * box.height &&
      Math.min(x + width, box.x + box.width) - Math.max(x, box.x) > 0.05 * box.width,
  );
  const edges = tinted.flatMap(({ y, height }) => [y, y + height]);
  return [...levelRules(box, graphics), ...edges].sort((a, b) => a - b);
}

/**
 * Joins the lines of cells that go over several. Where rows are parted by rules or tints, all lines
 * between two of these are a row; else a line without a first cell goes on with the one above it.
 */
function joinLines(lines: readonly FoundRow[], levels: readonly number[]): FoundRow[] {
  const middle = ({ box }: FoundRow) => box.y + box.height / 2;
  const bandOf = (line: FoundRow) => levels.filter((level) => level < middle(line)).length;
  const bands = new Set(lines.map(bandOf));
  // A header and a body alone do not tell rows apart.
  const isParted = bands.size > 3 && bands.size >= lines.length / 4;
  const rows: FoundRow[] = [];
  let band = -1;
  for (const line of lines) {
    const last = rows.at(-1);
    const isSameBand = isParted && bandOf(line) === band;
    band = bandOf(line);
    if (last && (isParted ? isSameBand : goesOn(last, line)))
      rows[rows.length - 1] = joined(last, line);
    else rows.push(line);
  }
  return rows;
}

/** Close below, without a first cell, and with fewer cells than the row it goes on with. */
function goesOn(above: FoundRow, line: FoundRow): boolean {
  const gap = line.box.y - (above.box.y + above.box.height);
  const count = (row: FoundRow) => row.cells.filter((cell) => cell !== '').length;
  const hasValue = line.cells.some((cell) => /number|integer|date/.test(typeOfCell(cell)));
  return (
    line.cells[0] === '' &&
    above.cells[0] !== '' &&
    !hasValue &&
    gap < 0.35 * line.box.height &&
    count(line) < count(above)
  );
}

function joined(above: FoundRow, line: FoundRow): FoundRow {
  return {
    cells: above.cells.map((cell, i) => [cell, line.cells[i]].filter(Boolean).join(' ')),
    box: union([above.box, line.box]),
    fonts: new Set([...above.fonts, ...line.fonts]),
    spans: [...above.spans, ...line.spans],
  };
}

/** Whether it is one, and not prose in columns, a list, a table of contents or an address. */
function isTable({ box, columns, rows }: FoundTable, graphics: Graphics): boolean {
  const body = rows.slice(1);
  const cells = rows.flatMap((row) => row.cells).filter((cell) => cell !== '');
  const lengths = cells.map((cell) => cell.length).sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const ofColumn = (i: number) => body.map((row) => row.cells[i]!).filter((cell) => cell !== '');
  const isNumeric = (i: number) => {
    const filled = ofColumn(i);
    return filled.length > 1 && filled.filter(isNumber).length > 0.6 * filled.length;
  };
  const marks = /^([•◦▪‣·*–—-]|\(?[\da-z]{1,3}[.)])$/i;
  const isList = columns.length === 2 && ofColumn(0).every((cell) => marks.test(cell));
  const isContents = rows.filter((row) => /\.{4,}|(\. ){4,}/.test(row.cells.join(' '))).length > 1;
  const hasSeveral = rows.filter((row) => row.cells.filter(Boolean).length > 1).length;
  if (isList || isContents || usual > 40 || hasSeveral < 0.6 * rows.length) return false;
  const hasNumbers = columns.some((_, i) => i > 0 && isNumeric(i));
  const ruleCount = new Set(levelRules(box, graphics).map((y) => Math.round(y * 200))).size;
  if (ruleCount >= 2 && rows.length >= 2) return true;
  if (hasNumbers && rows.length >= 3) return true;
  return columns.length >= 3 && rows.length >= 4 && usual <= 25;
}

/** With its unit or currency, in brackets, or as a share. */
const isNumber = (cell: string): boolean =>
  /\d/.test(cell) && /^[^\p{L}]*(\p{L}{1,3})?[^\p{L}]*$/u.test(cell);
