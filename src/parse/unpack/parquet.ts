import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import Papa from 'papaparse';
import { issue, type Unpacked } from '../../core';
import { ArchiveError } from '../archive';
import { baseName } from './names';
import { dateText } from './workbook';

/** Rows that are read at a time, and at the most: more do not fit into one text. */
const sliceRows = 20_000;
const maxRows = 5_000_000;

/** The rows of a Parquet file as a table. */
export async function unpackParquet(file: Blob, name: string): Promise<Unpacked> {
  const parts: string[] = [];
  const refused: Unpacked['refused'] = [];
  let columns: string[] | undefined;
  try {
    const source = {
      byteLength: file.size,
      slice: (from: number, to?: number) => file.slice(from, to).arrayBuffer(),
    };
    for (let from = 0; ; from += sliceRows) {
      if (from >= maxRows) {
        refused.push({ path: '', issue: cutShort });
        break;
      }
      const rows = await parquetReadObjects({
        file: source,
        compressors,
        rowStart: from,
        rowEnd: from + sliceRows,
      });
      columns ??= Object.keys(rows[0] ?? {});
      if (from === 0) parts.push(Papa.unparse([columns]));
      const lines = rows.map((row) => columns!.map((column) => textOf(row[column])));
      if (lines.length > 0) parts.push(Papa.unparse(lines));
      if (rows.length < sliceRows) break;
    }
  } catch {
    throw new ArchiveError(broken);
  }
  if (!columns || columns.length === 0) throw new ArchiveError(empty);
  const table = new Blob([parts.join('\r\n')], { type: 'text/csv' });
  return { files: [{ path: `${baseName(name)}.csv`, file: table }], refused };
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'object') {
    return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));
  }
  return String(value);
}

const cutShort = issue(
  'cut-short',
  `Only its first ${maxRows.toLocaleString('en')} rows were taken.`,
  'Export the others to a file of their own.',
);

const broken = issue(
  'corrupt',
  'This Parquet file cannot be read.',
  'Write it again, or export it as CSV.',
);

const empty = issue('no-content', 'There is no row in this file.', 'Check the original.');
