import type { Database } from '../database';
import { nearest } from './spelling';
import { quoted, schema } from './sql-names';
import type { ImportedTable } from './table-import';
import { singular, valueKey } from './text';
import type { ValueMatch } from './types';

/** Columns with more values are matched whole only. */
const maxPartialValues = 2000;

/** Values a part of which names them: more than this many are no answer. */
const maxPartialMatches = 12;

interface Entry {
  column: number;
  values: string[];
}

/** What a value index is made of; kept with the table. */
export interface KnownValues {
  /** Text columns by position, with all their values. */
  listed: { column: number; values: string[]; hasPartial: boolean }[];
  /** Text columns of too many values to list, which SQLite has an index of. */
  indexed: { column: number; sqlName: string }[];
}

export function knownValues({ columns, indexed }: ImportedTable): KnownValues {
  const listed = columns.flatMap(({ format, counts, index, info }) => {
    if (format.type !== 'text' || !counts) return [];
    const values = [...counts.keys()];
    const hasPartial = values.length <= maxPartialValues && values.length < info.filled * 0.8;
    return [{ column: index, values, hasPartial }];
  });
  const named = [...indexed].map(({ index, sqlName }) => ({ column: index, sqlName }));
  return { listed, indexed: named };
}

/** The values of a table's text columns, found by the words of a query. */
export class ValueIndex {
  private readonly entries = new Map<string, Entry[]>();
  private readonly words = new Map<string, Set<string>>();

  constructor(
    private readonly db: Database,
    private readonly table: string,
    private readonly known: KnownValues,
  ) {
    for (const column of known.listed) this.addValues(column);
  }

  private addValues({ column, values, hasPartial }: KnownValues['listed'][number]): void {
    for (const value of values) {
      const key = valueKey(value);
      if (key === '') continue;
      const known = this.entries.get(key)?.find((entry) => entry.column === column);
      if (known) known.values.push(value);
      else push(this.entries, key, { column, values: [value] });
      if (hasPartial && key.includes(' ')) this.addWords(key, column);
    }
  }

  private addWords(key: string, column: number): void {
    for (const word of key.split(' ')) {
      const keys = this.words.get(word) ?? new Set();
      this.words.set(word, keys.add(`${column} ${key}`));
    }
  }

  find(phrases: string[]): ValueMatch[] {
    return [...this.findWhole(phrases), ...this.findPartial(phrases), ...this.findIndexed(phrases)];
  }

  /** The value, or the word of one, that a misspelt word may be. */
  near(word: string): string | undefined {
    return nearest(word, [...this.entries.keys(), ...this.words.keys()].filter(isOneWord));
  }

  private findWhole(phrases: string[]): ValueMatch[] {
    return phrases.flatMap((phrase) => {
      const entries = this.entries.get(phrase.split(' ').map(singular).join(' ')) ?? [];
      return entries.map((entry) => ({ ...entry, phrase, isPartial: false }));
    });
  }

  private findPartial(phrases: string[]): ValueMatch[] {
    return phrases.flatMap((phrase) => {
      const words = phrase.split(' ').map(singular);
      const key = words.join(' ');
      const byColumn = new Map<number, string[]>();
      for (const found of this.words.get(words[0]!) ?? []) {
        const [, column, whole] = /^(\d+) (.*)$/.exec(found)!;
        if (whole === key || !` ${whole} `.includes(` ${key} `)) continue;
        push(byColumn, Number(column), ...this.valuesOf(whole!, Number(column)));
      }
      return [...byColumn]
        .filter(([, values]) => values.length <= maxPartialMatches)
        .map(([column, values]) => ({ phrase, column, values, isPartial: true }));
    });
  }

  private valuesOf(key: string, column: number): string[] {
    return this.entries.get(key)?.find((entry) => entry.column === column)?.values ?? [];
  }

  private findIndexed(phrases: string[]): ValueMatch[] {
    const matches: ValueMatch[] = [];
    for (const { column, sqlName } of this.known.indexed) {
      const name = quoted(sqlName);
      const select = this.db.prepare(
        `SELECT DISTINCT ${name} FROM ${schema}.${quoted(this.table)} WHERE ${name} = ? COLLATE NOCASE LIMIT 20`,
      );
      for (const phrase of phrases) {
        select.bind(1, phrase);
        const values: string[] = [];
        while (select.step()) values.push(select.get(0) as string);
        select.reset();
        if (values.length > 0) matches.push({ phrase, column, values, isPartial: false });
      }
      select.finalize();
    }
    return matches;
  }
}

const isOneWord = (key: string) => !key.includes(' ');

function push<K, V>(map: Map<K, V[]>, key: K, ...values: V[]): void {
  const known = map.get(key);
  if (known) known.push(...values);
  else map.set(key, values);
}
