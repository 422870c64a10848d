import {
  adjectives,
  aggregateWords,
  areSynonyms,
  negations,
  normalWord,
  rowNouns,
  stopWords,
} from './lexicon';
import { type ColumnMatch, matchWords, type NamedColumn, nameColumns } from './match-column';
import { fold, isSameRoot } from './text';
import type { Token } from './tokens';
import type { ColumnInfo, Doubt, ReadingPart, Span, TableSource } from './types';
import { dimensionOf, unitOf } from './units';
import { findValueMentions, type ValueMention } from './value-mentions';

/** Words of the query that name a column; token positions, `to` exclusive. */
export interface ColumnMention {
  from: number;
  to: number;
  /** Best first. */
  matches: ColumnMatch[];
  isUsed: boolean;
}

type WithoutId<P> = P extends ReadingPart ? Omit<P, 'id' | 'phrase' | 'span'> : never;

/** A reading of one query for one table, while it is worked out. */
export class Draft {
  readonly columns: NamedColumn[];
  private readonly columnWords: ReadonlySet<string>;
  readonly parts: ReadingPart[] = [];
  readonly doubts = new Set<Doubt>();
  /** How well each token is explained, 0 to 1. */
  readonly credit: Float64Array;
  /** Tokens that say what is asked rather than of what: average, how many, by. */
  readonly isMarker: Uint8Array;
  /** Tokens that name the table or its rows. */
  readonly isRowWord: Uint8Array;
  mentionsTable = false;
  mentions: ColumnMention[];
  values: ValueMention[];

  constructor(
    readonly text: string,
    readonly tokens: Token[],
    readonly source: TableSource,
    /** Columns an embedding finds near a word, by token. */
    similar: ReadonlyMap<number, ColumnMatch[]> = new Map(),
  ) {
    this.columns = nameColumns(source.info.columns);
    this.columnWords = new Set(this.columns.flatMap(({ words }) => words));
    this.credit = new Float64Array(tokens.length);
    this.isMarker = new Uint8Array(tokens.length);
    this.isRowWord = new Uint8Array(tokens.length);
    this.markRowWords();
    this.mentions = this.findMentions();
    for (const [at, matches] of similar) {
      if (this.mentionAt(at)) continue;
      this.mentions.push({ from: at, to: at + 1, matches, isUsed: false });
    }
    this.values = findValueMentions(this);
    this.settleOverlaps();
  }

  private markRowWords(): void {
    const { info } = this.source;
    const named = fold(info.name.replace(/\.\w{1,5}$/, ''))
      .split(' ')
      .map(normalWord);
    const entities = entityWords(this.columns, info.rowCount);
    for (const [i, token] of this.tokens.entries()) {
      if (token.kind !== 'word' || stopWords.has(token.word)) continue;
      const word = normalWord(token.word);
      const isNamed = named.some(
        (name) =>
          name === word || (word.length > 3 && isSameRoot(name, word)) || areSynonyms(name, word),
      );
      if (isNamed) this.mentionsTable = true;
      if (isNamed || entities.has(word) || rowNouns.has(word)) this.isRowWord[i] = 1;
    }
  }

  private findMentions(): ColumnMention[] {
    const found: (ColumnMention & { size: number })[] = [];
    const { tokens } = this;
    for (let from = 0; from < tokens.length; from++) {
      for (let to = from + 1; to <= Math.min(tokens.length, from + 6); to++) {
        const mention = this.mentionOf(from, to);
        if (mention) found.push(mention);
      }
    }
    found.sort((a, b) => b.size - a.size || b.matches[0]!.score - a.matches[0]!.score);
    const taken: ColumnMention[] = [];
    for (const mention of found) {
      if (!taken.some((other) => overlaps(mention, other))) taken.push(mention);
    }
    return taken.sort((a, b) => a.from - b.from);
  }

  private mentionOf(from: number, to: number): (ColumnMention & { size: number }) | undefined {
    const span = this.tokens.slice(from, to);
    if (span.some((token) => token.kind !== 'word')) return undefined;
    const isNamed = (word: string) => span.length > 1 && this.columnWords.has(normalWord(word));
    const isSmall = (word: string) =>
      isFiller(word) && !(isNamed(word) && word !== 'no') && !this.isYesOrNo(word);
    const last = span.at(-1)!.word;
    if (isSmall(span[0]!.word) || (isFiller(last) && !this.isYesOrNo(last))) return undefined;
    // A name goes on over "of", not over "with" or "by".
    const isBroken = span.some(({ word }) => isSmall(word) && !/^(of|the|per|and|a)$/.test(word));
    if (isBroken) return undefined;
    const words = span.filter(({ word }) => !isSmall(word)).map(({ word }) => normalWord(word));
    const named = matchWords(this.columns, words).filter(({ score }) => score >= 0.5);
    const matches = named.length > 0 ? named : this.columnsIn(words);
    if (matches.length === 0) return undefined;
    const isWhole = matches[0]!.score > 0.99;
    const isShape = (word: string) =>
      adjectives.has(word) || Object.hasOwn(aggregateWords, word) || qualities.has(word);
    // "highest price" is no column of its own unless one is really called so.
    if (span.some(({ word }) => isShape(word)) && (words.length < 2 || !isWhole)) return undefined;
    if (words.length === 1 && this.isRowWord[from] && !isWhole) return undefined;
    return { from, to, matches, isUsed: false, size: words.length };
  }

  /** A column of yes and no may be called by a small word: listed, used. */
  private isYesOrNo(word: string): boolean {
    const isCalled = ({ info, words }: NamedColumn) =>
      info.type === 'boolean' && words.length === 1 && words[0] === normalWord(word);
    return this.columns.some(isCalled);
  }

  /** `average mpg`: the columns in a unit. */
  private columnsIn(words: string[]): ColumnMatch[] {
    const unit = words.length === 1 && words[0]!.length > 1 ? unitOf(words[0]!) : undefined;
    if (!unit || !/^(consumption|power|speed|mass)$/.test(dimensionOf(unit) ?? '')) return [];
    const measured = this.columns.filter(({ info }) => info.unit === unit);
    return measured.map(({ info }) => ({ column: info, score: 0.85 }));
  }

  /** Of a column and a value named by the same words, the longer or the better one stays. */
  private settleOverlaps(): void {
    const groupers =
      /^(by|per|each|average|mean|total|median|highest|lowest|most|which|what|many)$/;
    const isColumnMeant = (mention: ColumnMention) =>
      groupers.test(this.tokens[mention.from - 1]?.word ?? '') && mention.matches[0]!.score >= 0.8;
    this.values = this.values.filter((value) => {
      const rival = this.mentions.find((mention) => overlaps(mention, value));
      if (!rival) return true;
      const [own, other] = [value.to - value.from, rival.to - rival.from];
      if (own !== other) return own > other;
      return !isColumnMeant(rival) && value.options[0]!.score >= rival.matches[0]!.score - 0.05;
    });
    this.mentions = this.mentions.filter(
      (mention) => !this.values.some((value) => overlaps(mention, value)),
    );
  }

  mentionAt(token: number): ColumnMention | undefined {
    return this.mentions.find((mention) => mention.from <= token && token < mention.to);
  }

  valueAt(token: number): ValueMention | undefined {
    return this.values.find((value) => value.from <= token && token < value.to);
  }

  word(token: number): string {
    return this.tokens[token]?.word ?? '';
  }

  /** Whether the tokens at a place are these words. */
  follows(at: number, phrase: string): boolean {
    return phrase.split(' ').every((word, i) => this.word(at + i) === word);
  }

  mark(from: number, to: number): void {
    for (let i = from; i < to; i++) this.isMarker[i] = 1;
  }

  explain(from: number, to: number, credit: number): void {
    for (let i = from; i < to; i++) this.credit[i] = Math.max(this.credit[i]!, credit);
  }

  use(mention: ColumnMention): void {
    mention.isUsed = true;
    this.explain(mention.from, mention.to, mention.matches[0]!.score);
  }

  isExplained(token: number): boolean {
    return this.credit[token]! > 0 || this.isMarker[token] === 1;
  }

  spanOf(from: number, to: number): Span {
    return { from: this.tokens[from]!.from, to: this.tokens[to - 1]!.to };
  }

  add(from: number, to: number, part: WithoutId<ReadingPart>): void {
    const span = this.spanOf(from, to);
    const id = `${part.type}-${this.parts.length + 1}`;
    this.parts.push({
      id,
      span,
      phrase: this.text.slice(span.from, span.to),
      ...part,
    } as ReadingPart);
  }

  column(info: ColumnInfo): NamedColumn {
    return this.columns.find((column) => column.info === info)!;
  }
}

function isFiller(word: string): boolean {
  return stopWords.has(word) || negations.has(word);
}

/** Adjectives in their base form name no column by themselves. */
const qualities = new Set(
  'old heavy tall fast long deep wide rainy windy when low high hot light'.split(' '),
);

export function overlaps(
  a: { from: number; to: number },
  b: { from: number; to: number },
): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Names of columns with a value of its own in nearly every row, and day or month where rows are. */
function entityWords(columns: readonly NamedColumn[], rowCount: number): Set<string> {
  const words = new Set<string>();
  for (const column of columns) {
    const { type, distinct = 0, precision, min, max } = column.info;
    if (type === 'text' && distinct >= rowCount * 0.95) words.add(column.words.at(-1)!);
    if (type !== 'date' || typeof min !== 'string' || typeof max !== 'string') continue;
    const days = (Date.parse(max.slice(0, 10)) - Date.parse(min.slice(0, 10))) / 864e5 + 1;
    const periods = precision === 'month' ? days / 30.44 : days;
    if (precision !== 'time' && Math.abs(periods / rowCount - 1) < 0.05) {
      words.add(precision === 'month' ? 'month' : 'day');
    }
  }
  return words;
}
