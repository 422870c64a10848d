import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { openSqlite } from '../../../src/search/database';
import { TableStore } from '../../../src/search/tables';

const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** The tables of table-questions.json and hard-table-questions.json, and the file each is in. */
export const files = {
  cars: 'node_modules/vega-datasets/data/cars.json',
  movies: 'node_modules/vega-datasets/data/movies.json',
  gapminder: 'node_modules/vega-datasets/data/gapminder.json',
  weather: 'node_modules/vega-datasets/data/seattle-weather.csv',
  penguins: 'public/samples/penguins.csv',
  strikes: 'public/samples/wildlife-strikes.csv',
  orders: 'tests/data/orders.csv',
  companies: 'tests/data/companies.csv',
} as const;

export type TableName = keyof typeof files;

interface Grid {
  header: string[];
  rows: string[][];
}

export function readGrid(path: string): Grid {
  const text = readFileSync(root(path), 'utf8').trim();
  if (path.endsWith('.csv')) {
    const [header, ...rows] = Papa.parse<string[]>(text).data;
    return { header: header!, rows };
  }
  const records = JSON.parse(text) as Record<string, unknown>[];
  const header = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const cell = (value: unknown) => (value === null || value === undefined ? '' : String(value));
  return { header, rows: records.map((record) => header.map((key) => cell(record[key]))) };
}

export async function openLibrary(): Promise<TableStore> {
  const store = new TableStore(await openSqlite());
  for (const [id, path] of Object.entries(files)) {
    const { header, rows } = readGrid(path);
    await store.add(id, path.split('/').at(-1)!, header, [rows]);
  }
  return store;
}
