import { tablesSchema } from '../database';

/** The schema all tables of documents live in, apart from the application's own. */
export const schema = tablesSchema;

/** The primary key; row numbers count from 1 and leave out the header. */
export const rowColumn = 'row_number';

/** Any text as an identifier: the only way names of columns and tables enter SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name SQLite takes, not in `taken` without regard to case; adds it there. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  // NUL would end the statement; a lone surrogate cannot be written as UTF-8.
  const clean = wanted.replaceAll('\0', '').toWellFormed().slice(0, 120) || 'unnamed';
  const base = /^sqlite_/i.test(clean) ? `_${clean}` : clean;
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} (${n})`;
  taken.add(name.toLowerCase());
  return name;
}

/** Names to show: what the header says, never empty and no two the same. */
export function columnNames(header: readonly string[], count: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, i) => {
    const wanted = header[i]?.trim().replace(/\s+/g, ' ') || `Column ${i + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} (${n})`;
    taken.add(name);
    return name;
  });
}
