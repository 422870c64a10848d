import type { Database } from '../database';
import { quoted, schema } from './sql-names';
import type { TableInfo } from './types';
import type { KnownValues } from './value-index';

/** Raised when what is kept of a table, or how it is read, changes: all are then imported anew. */
const layout = 2;

/** Keeps what is known of each table that is wholly in; no document's table is called so. */
const factsName = '_rummage';
const facts = `${schema}.${factsName}`;

export interface KeptTable {
  info: TableInfo;
  values: KnownValues;
}

/**
 * Tables that were imported before. What an interrupted import left is dropped.
 *
 * @param names gets the names that no table may have
 */
export function keptTables(db: Database, names: Set<string>): KeptTable[] {
  names.add(factsName);
  const isOutdated = db.selectValue(`PRAGMA ${schema}.user_version`) !== layout;
  if (isOutdated) db.exec(`DROP TABLE IF EXISTS ${facts}`);
  db.exec(`
    CREATE TABLE IF NOT EXISTS ${facts} (name TEXT PRIMARY KEY, info TEXT, known TEXT);
    PRAGMA ${schema}.user_version = ${layout};
  `);
  const kept = db.selectArrays(`SELECT info, known FROM ${facts}`).map(([info, known]) => ({
    info: JSON.parse(info as string) as TableInfo,
    values: JSON.parse(known as string) as KnownValues,
  }));
  const known = new Set([factsName, ...kept.map(({ info }) => info.sqlName)]);
  const all = `SELECT name FROM ${schema}.sqlite_schema WHERE type = 'table'`;
  for (const name of db.selectValues(all) as string[]) {
    if (!known.has(name) && !name.startsWith('sqlite_')) forgetTable(db, name);
  }
  return kept;
}

/** A table is wholly in. */
export function keepFacts(db: Database, { info, values }: KeptTable): void {
  db.exec(`INSERT INTO ${facts} VALUES (?, ?, ?)`, {
    bind: [info.sqlName, JSON.stringify(info), JSON.stringify(values)],
  });
}

/** Drops a table, where there is one, and gives its room back. */
export function forgetTable(db: Database, name: string): void {
  db.transaction(() => {
    db.exec(`DELETE FROM ${facts} WHERE name = ?`, { bind: [name] });
    db.exec(`DROP TABLE IF EXISTS ${schema}.${quoted(name)}`);
  });
  const vacuum = db.prepare(`PRAGMA ${schema}.incremental_vacuum`);
  // A page a step.
  while (vacuum.step());
  vacuum.finalize();
}
