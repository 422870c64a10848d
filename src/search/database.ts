import init, { type Database, type Sqlite3Static } from '@sqlite.org/sqlite-wasm';

export type { Database };

/** Of the attached database that holds the tables of the library. */
export const tablesSchema = 'tables';

let loading: Promise<Sqlite3Static> | undefined;

function loadSqlite(): Promise<Sqlite3Static> {
  loading ??= init();
  return loading;
}

/** A database in memory. */
export async function openSqlite(): Promise<Database> {
  const sqlite = await loadSqlite();
  const database = new sqlite.oo1.DB(':memory:', 'c');
  database.exec(`attach ':memory:' as ${tablesSchema}`);
  return database;
}

export interface StoredDatabase {
  database: Database;
  /** Closes and deletes it. */
  destroy: () => Promise<void>;
}

/**
 * A database in the origin private file system, which only one worker may have open. What it
 * holds is derived: where it cannot be opened, {@link openSqlite} does as well.
 *
 * @param name of the pool of files
 * @throws {Error} where the browser has no such storage, or another worker holds it
 */
export async function openStoredSqlite(name: string): Promise<StoredDatabase> {
  const sqlite = await loadSqlite();
  const pool = await sqlite.installOpfsSAHPoolVfs({ name, directory: `/${name}` });
  const database = new pool.OpfsSAHPoolDb('/search.db');
  // Losing the last writes to a power cut costs reading those documents again. Tables are read from
  // end to end: large pages make that quick, and the cache holds one of a million rows.
  database.exec(`
    attach '/tables.db' as ${tablesSchema};
    pragma ${tablesSchema}.page_size = 32768;
    pragma ${tablesSchema}.auto_vacuum = incremental;
    pragma synchronous = off;
    pragma ${tablesSchema}.synchronous = off;
    pragma cache_size = -32000;
    pragma ${tablesSchema}.cache_size = -200000;
  `);
  const destroy = async () => {
    database.close();
    await pool.removeVfs();
  };
  return { database, destroy };
}

/** @returns false while a worker still has it open */
export async function deleteStoredSqlite(name: string): Promise<boolean> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(name, { recursive: true });
    return true;
  } catch (error) {
    // It is not there, or the browser has no such storage.
    return !(error instanceof DOMException && error.name === 'NoModificationAllowedError');
  }
}
