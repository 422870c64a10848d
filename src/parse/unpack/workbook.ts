import { type CellObject, read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import Papa from 'papaparse';
import { issue, type Unpacked } from '../../core';
import { Archive, ArchiveError, encryptedIssue } from '../archive';
import { baseName } from './names';

/** Of the sheets as they are written out, some five million cells: the reader holds them all. */
const maxBytes = 256 * 1024 ** 2;

/** The sheets of a workbook, each as a table of its own. */
export async function unpackWorkbook(file: Blob, name: string): Promise<Unpacked> {
  await checkSize(file);
  const book = readBook(new Uint8Array(await file.arrayBuffer()));
  const base = baseName(name);
  const sheets = book.SheetNames.flatMap((sheet) => {
    const rows = rowsOf(book.Sheets[sheet]!);
    return rows.length > 0 ? [{ sheet, rows }] : [];
  });
  if (sheets.length === 0) throw new ArchiveError(emptyBook);
  const files = sheets.map(({ sheet, rows }) => ({
    path: sheets.length === 1 ? `${base}.csv` : `${base} · ${sheet.replaceAll('/', '-')}.csv`,
    file: new Blob([Papa.unparse(rows)], { type: 'text/csv' }),
  }));
  return { files, refused: [] };
}

/** The reader unpacks without limits of its own. */
async function checkSize(file: Blob): Promise<void> {
  const isZip = new TextDecoder('latin1').decode(await file.slice(0, 2).arrayBuffer()) === 'PK';
  if (!isZip) return;
  const archive = await Archive.open(file);
  let size = 0;
  for (const path of archive.paths) {
    if (!/\.(xml|bin|rels)$/.test(path)) continue;
    size += (await archive.bytes(path))?.length ?? 0;
    if (size > maxBytes) throw new ArchiveError(tooManyCells);
  }
}

function readBook(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: 'array', cellDates: true, cellNF: true, UTC: true });
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new ArchiveError(isLocked ? encryptedIssue : broken);
  }
}

const broken = issue(
  'corrupt',
  'The sheets of this file cannot be read.',
  'Open it in the program it came from and save it again.',
);

const tooManyCells = issue(
  'too-large',
  `The sheets of this workbook come to more than ${maxBytes / 1024 ** 2} MB, some five million cells.`,
  'Save its sheets as CSV files, which may have any length.',
);

const emptyBook = issue('no-content', 'There is no row in this workbook.', 'Check the original.');

type Row = string[];

/** Filled rows from the first filled column on, with their headers in one row. */
function rowsOf(sheet: WorkSheet): Row[] {
  const range = sheet['!ref'] && utils.decode_range(sheet['!ref']);
  if (!range) return [];
  const cells = filledCells(sheet);
  const rows: { number: number; row: Row }[] = [];
  let left = Number.POSITIVE_INFINITY;
  for (const [number, line] of [...cells].sort(([a], [b]) => a - b)) {
    const row: Row = [];
    for (const [column, text] of line) {
      row[column] = text;
      left = Math.min(left, column);
    }
    rows.push({ number, row });
  }
  const header = joinHeader(sheet, rows);
  const width = Math.max(...header.map(({ row }) => row.length));
  return header.map(({ row }) =>
    Array.from({ length: width - left }, (_, i) => row[left + i] ?? ''),
  );
}

/** Texts of the cells that hold something, by row and column, without walking over empty ones. */
function filledCells(sheet: WorkSheet): Map<number, Map<number, string>> {
  const lines = new Map<number, Map<number, string>>();
  for (const [address, cell] of Object.entries(sheet)) {
    if (address.startsWith('!')) continue;
    const text = textOf(cell as CellObject);
    if (text === '') continue;
    const { r, c } = utils.decode_cell(address);
    const line = lines.get(r) ?? new Map<number, string>();
    line.set(c, text);
    lines.set(r, line);
  }
  return lines;
}

/** A cell as it is counted with: plain numbers, dates as ISO 8601, percentages as such. */
function textOf({ t, v, w, z }: CellObject): string {
  if (t === 'z' || v === undefined || v === null) return '';
  if (t === 'e') return '';
  if (v instanceof Date) return dateText(v);
  if (t === 'n' && typeof z === 'string' && z.includes('%') && w) return w.trim();
  return String(v).trim();
}

/** A moment of UTC in ISO 8601, without its time where that is midnight. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  const time = text.slice(11, 16);
  return time === '00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`;
}

/**
 * Where the first row has cells that reach over several columns, what stands below says what each
 * of them is: both become one name, such as "2024 Q1".
 */
function joinHeader(sheet: WorkSheet, rows: { number: number; row: Row }[]) {
  const [first, second, ...rest] = rows;
  const merges = (sheet['!merges'] ?? []).filter(
    ({ s, e }) => s.r === first?.number && e.r === first.number && e.c > s.c,
  );
  const isText = (row: Row) =>
    Object.values(row).every((text) => text === undefined || Number.isNaN(Number(text)));
  if (!first || !second || merges.length === 0 || !isText(second.row)) return rows;
  const names = [...first.row];
  for (const { s, e } of merges) {
    for (let column = s.c; column <= e.c; column++) names[column] = first.row[s.c] ?? '';
  }
  const width = Math.max(names.length, second.row.length);
  const joined = Array.from({ length: width }, (_, i) =>
    [names[i], second.row[i]].filter(Boolean).join(' '),
  );
  return [{ number: second.number, row: joined }, ...rest];
}
