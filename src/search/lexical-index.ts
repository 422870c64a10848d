import type { Chunk, DocumentId, QueryText } from '../core';
import type { Database } from './database';
import { contentWords, quoted, spaced } from './words';

/** Raised when what is indexed, or how, changes: an older database is then emptied. */
const layout = 1;

/** Most chunks a document can have here: a row's id is its document's number and its ordinal. */
const maxChunks = 2 ** 21;

/** A word in more chunks than this is counted no further; it tells little anyway. */
const maxCounted = 20_000;

/** Weights of the columns in BM25: a word in a file's name or a heading says more. */
const columnWeights = '3, 2, 1';

export interface LexicalHit {
  documentId: DocumentId;
  ordinal: number;
  /** Okapi BM25, above 0. */
  bm25: number;
  /** Share of the query's words in the chunk, weighted by inverse document frequency. */
  coverage: number;
  matched: string[];
}

export interface LexicalRanking {
  /** By BM25, best first. */
  hits: LexicalHit[];
  /** Chunks with an identifier or a phrase of the query letter for letter. */
  exact: { documentId: DocumentId; ordinal: number }[];
}

interface Term {
  typed: string;
  match: string;
  /** Stands in so many chunks that it tells next to nothing. */
  isEverywhere: boolean;
  /** Inverse document frequency, above 0. */
  idf: number;
}

/**
 * Full text over all chunks: SQLite's FTS5, English words stemmed (Porter 1980), ranked by
 * Okapi BM25 (Robertson and Zaragoza 2009). The texts themselves stay in the store.
 */
export class LexicalIndex {
  private readonly numbers = new Map<DocumentId, number>();
  private readonly ids = new Map<number, DocumentId>();
  private readonly stamps = new Map<DocumentId, string>();

  constructor(private readonly database: Database) {
    this.prepare();
    const rows = database.selectArrays('select number, id, stamp from sources');
    for (const [number, id, stamp] of rows as [number, DocumentId, string | null][]) {
      this.numbers.set(id, number);
      this.ids.set(number, id);
      if (stamp !== null) this.stamps.set(id, stamp);
    }
  }

  /** Documents that are wholly in, with the stamp they were added under. */
  get documents(): ReadonlyMap<DocumentId, string> {
    return this.stamps;
  }

  /** Documents of which anything is in. */
  known(): DocumentId[] {
    return [...this.numbers.keys()];
  }

  /** Adds some chunks of a document; it is wholly in after {@link finish}. */
  add(documentId: DocumentId, names: string, chunks: readonly Chunk[]): void {
    const number = this.numberOf(documentId);
    this.database.transaction(() => {
      const insert = this.database.prepare(
        'insert into lexical (rowid, name, heading, text) values (?, ?, ?, ?)',
      );
      try {
        for (const chunk of chunks) {
          if (chunk.ordinal >= maxChunks) break;
          const name = chunk.ordinal === 0 ? spaced(names) : '';
          const rowId = number * maxChunks + chunk.ordinal;
          insert.bind([rowId, name, spaced(chunk.heading ?? ''), spaced(wordsOf(chunk))]);
          insert.stepReset();
        }
      } finally {
        insert.finalize();
      }
    });
  }

  finish(documentId: DocumentId, stamp: string): void {
    const bind = [stamp, this.numberOf(documentId)];
    this.database.exec('update sources set stamp = ? where number = ?', { bind });
    this.stamps.set(documentId, stamp);
  }

  remove(documentId: DocumentId): void {
    const number = this.numbers.get(documentId);
    if (number === undefined) return;
    const bind = [number * maxChunks, (number + 1) * maxChunks - 1];
    this.database.transaction(() => {
      this.database.exec('delete from lexical where rowid between ? and ?', { bind });
      this.database.exec('delete from sources where number = ?', { bind: [number] });
    });
    this.numbers.delete(documentId);
    this.ids.delete(number);
    this.stamps.delete(documentId);
  }

  /** Forgets everything, down to the bytes. */
  clear(): void {
    this.database.exec('drop table lexical; drop table sources; vacuum');
    for (const known of [this.numbers, this.ids, this.stamps]) known.clear();
    this.prepare();
  }

  /**
   * Chunks with any word of the query, best first, among those that have all its phrases and
   * none of what it excludes.
   *
   * @param limit most hits to return
   */
  search(query: QueryText, limit: number): LexicalRanking {
    const terms = this.termsOf(query);
    const any = tellingOf(terms)
      .map(({ match }) => match)
      .join(' OR ');
    const must = query.phrases.map(quoted);
    if (any === '') return { hits: [], exact: [] };
    const excluded = query.excluded.map((word) => ` NOT ${quoted(word)}`).join('');
    const match = `${[`(${any})`, ...must].join(' AND ')}${excluded}`;
    const ranked = this.database.selectArrays(
      `select rowid, bm25(lexical, ${columnWeights}) from lexical where lexical match ? order by rank limit ?`,
      [match, limit],
    ) as [number, number][];
    const matched = this.matchedTerms(
      ranked.map(([rowId]) => rowId),
      terms,
    );
    const whole = terms.reduce((sum, { idf }) => sum + idf, 0);
    const hits = ranked.flatMap(([rowId, negative]) => {
      const place = this.placeOf(rowId);
      const found = matched.get(rowId) ?? [];
      const coverage = found.reduce((sum, { idf }) => sum + idf, 0) / whole;
      const typed = found.map((term) => term.typed);
      return place ? [{ ...place, bm25: -negative, coverage, matched: typed }] : [];
    });
    return { hits, exact: this.exactly([...query.identifiers, ...query.phrases], limit) };
  }

  /** Rows that a query with phrases or exclusions allows; undefined where it allows all. */
  allowed(query: QueryText): ((documentId: DocumentId, ordinal: number) => boolean) | undefined {
    const { phrases, excluded } = query;
    if (phrases.length === 0 && excluded.length === 0) return undefined;
    const rowsOf = (match: string) =>
      new Set(
        this.database.selectValues('select rowid from lexical where lexical match ?', [match]),
      );
    const having = phrases.length > 0 ? rowsOf(phrases.map(quoted).join(' AND ')) : undefined;
    const without = excluded.length > 0 ? rowsOf(excluded.map(quoted).join(' OR ')) : undefined;
    return (documentId, ordinal) => {
      const number = this.numbers.get(documentId);
      if (number === undefined) return having === undefined;
      const rowId = number * maxChunks + ordinal;
      return (having?.has(rowId) ?? true) && !without?.has(rowId);
    };
  }

  private prepare(): void {
    const { database } = this;
    if (database.selectValue('pragma user_version') !== layout) {
      database.exec('drop table if exists lexical; drop table if exists sources');
    }
    database.exec(`
      create table if not exists sources (number integer primary key, id text unique, stamp text);
      create virtual table if not exists lexical using fts5 (
        name, heading, text, content = '', contentless_delete = 1, prefix = '2 3',
        tokenize = 'porter unicode61 remove_diacritics 2'
      );
      pragma user_version = ${layout};
    `);
  }

  private numberOf(documentId: DocumentId): number {
    const known = this.numbers.get(documentId);
    if (known !== undefined) return known;
    const number = this.database.selectValue(
      'insert into sources (id) values (?) returning number',
      [documentId],
    ) as number;
    this.numbers.set(documentId, number);
    this.ids.set(number, documentId);
    return number;
  }

  private placeOf(rowId: number): { documentId: DocumentId; ordinal: number } | undefined {
    const documentId = this.ids.get(Math.floor(rowId / maxChunks));
    return documentId === undefined ? undefined : { documentId, ordinal: rowId % maxChunks };
  }

  /** Words of the query with their rarity; those nowhere in the library weigh as well. */
  private termsOf({ words, isLastOpen }: QueryText): Term[] {
    const total = Number(this.database.selectValue('select count(*) from lexical_docsize'));
    const last = words.at(-1);
    return contentWords(words).map((typed) => {
      const isOpen = isLastOpen && typed === last && typed.length > 1;
      const match = isOpen ? `(${quoted(typed)} OR ${quoted(typed)} *)` : quoted(typed);
      const count = Number(
        this.database.selectValue(
          `select count(*) from (select 1 from lexical where lexical match ? limit ${maxCounted})`,
          [match],
        ),
      );
      const idf = Math.log(1 + (total - count + 0.5) / (count + 0.5));
      return { typed, match, isEverywhere: count >= maxCounted, idf };
    });
  }

  private matchedTerms(rowIds: number[], terms: Term[]): Map<number, Term[]> {
    const matched = new Map<number, Term[]>(rowIds.map((rowId) => [rowId, []]));
    for (const term of terms) {
      const having = this.database.selectValues(
        'select rowid from lexical where lexical match ? and rowid in (select value from json_each(?))',
        [term.match, JSON.stringify(rowIds)],
      ) as number[];
      for (const rowId of having) matched.get(rowId)?.push(term);
    }
    return matched;
  }

  private exactly(stretches: string[], limit: number) {
    if (stretches.length === 0) return [];
    const rows = this.database.selectValues(
      'select rowid from lexical where lexical match ? order by rank limit ?',
      [stretches.map(quoted).join(' OR '), limit],
    ) as number[];
    return rows.flatMap((rowId) => this.placeOf(rowId) ?? []);
  }
}

/** Words to look for: ranking a table's every row by a word that is in all of them takes long. */
function tellingOf(terms: Term[]): Term[] {
  const telling = terms.filter(({ isEverywhere }) => !isEverywhere);
  return telling.length > 0 ? telling : terms;
}

/** Of a row only its values: the columns' names stand in every other row as well. */
function wordsOf({ text, cells }: Chunk): string {
  return cells ? cells.map(({ value }) => value).join(' | ') : text;
}
