import { areSynonyms, concepts, normalWord } from './lexicon';
import { fold, isSameRoot } from './text';
import type { ColumnInfo } from './types';
import { dimensionOf, splitUnit } from './units';

/** A column with the words of its name. */
export interface NamedColumn {
  info: ColumnInfo;
  words: string[];
}

export interface ColumnMatch {
  column: ColumnInfo;
  /** 0 to 1. */
  score: number;
}

/** Above it a column is taken without asking, unless another is as good. */
export const sureScore = 0.75;

/** Scores nearer than this are a tie. */
export const tieMargin = 0.04;

/** Left out of names; other stop words may tell columns apart: US gross. */
const joining = new Set([
  'of',
  'in',
  'the',
  'a',
  'an',
  'per',
  'and',
  'or',
  'at',
  'for',
  'to',
  'by',
  'on',
]);

const synonymScore = 0.87;
const rootScore = 0.92;

export function nameColumns(columns: readonly ColumnInfo[]): NamedColumn[] {
  return columns.map((info) => ({ info, words: wordsOf(info.name) }));
}

function wordsOf(name: string): string[] {
  const { name: bare } = splitUnit(name);
  const spaced = bare.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const words = fold(spaced)
    .split(' ')
    .filter((word) => word !== '');
  const content = words.filter((word) => !joining.has(word));
  return (content.length > 0 ? content : words).map(normalWord);
}

/** How well words name a column: all of them must be in its name, or mean a word of it. */
export function scoreWords(words: readonly string[], { words: own }: NamedColumn): number {
  let sum = 0;
  const matched = new Set<string>();
  for (const word of words) {
    let best = 0;
    let at = '';
    for (const candidate of own) {
      const score = scoreWord(word, candidate);
      if (score > best && !matched.has(candidate)) [best, at] = [score, candidate];
    }
    if (best === 0) return 0;
    matched.add(at);
    sum += best;
  }
  const isLead = own.length > 1 && matched.has(own.at(-1)!);
  // The last word of a name is its noun: "unit price" is a price before "price unit" is.
  const coverage =
    matched.size / new Set(own).size + (isLead && matched.size < own.length ? 0.03 : 0);
  return (sum / words.length) * (0.85 + 0.15 * Math.min(1, coverage));
}

function scoreWord(word: string, own: string): number {
  if (word === own) return 1;
  if (isSameRoot(word, own)) return rootScore;
  return areSynonyms(word, own) ? synonymScore : 0;
}

/** Columns for a meaning such as weight, by word and by what their unit measures; best first. */
export function matchConcept(
  columns: readonly NamedColumn[],
  names: readonly string[],
): ColumnMatch[] {
  const matches = columns.map((column) => {
    const scores = names.map((name, i) => {
      const { words, dimension } = concepts[name]!;
      const byWord = Math.max(...words.map((word) => scoreWords([normalWord(word)], column)));
      const own = dimensionOf(column.info.unit) ?? '';
      const isMeasured = dimension !== undefined && own.startsWith(dimension);
      const byUnit = isMeasured ? 0.74 : 0;
      return Math.max(byWord && (isMeasured ? Math.max(byWord, 0.9) : byWord), byUnit) - i * 0.01;
    });
    const isTotal = column.words.includes('total') ? 0.05 : 0;
    const score = Math.max(...scores);
    return { column: column.info, score: score > 0.1 ? Math.min(1, score + isTotal) : 0 };
  });
  return ranked(matches);
}

export function matchWords(
  columns: readonly NamedColumn[],
  words: readonly string[],
): ColumnMatch[] {
  return ranked(
    columns.map((column) => ({ column: column.info, score: scoreWords(words, column) })),
  );
}

export function ranked(matches: ColumnMatch[]): ColumnMatch[] {
  return matches
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.column.index - b.column.index);
}

/** The best match, less sure where the next is about as good. */
export function confidenceOf(matches: readonly ColumnMatch[]): number {
  const [first, second] = matches;
  if (!first) return 0;
  const isTied = second !== undefined && first.score - second.score < tieMargin;
  return isTied ? Math.min(first.score, 0.6) : first.score;
}
