import sqlite3InitModule, { type Database } from '@sqlite.org/sqlite-wasm';

export type { Database };

/** A fresh SQLite database in memory. */
export async function openSqlite(): Promise<Database> {
  const sqlite3 = await sqlite3InitModule();
  return new sqlite3.oo1.DB(':memory:');
}
