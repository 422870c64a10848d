import { adjectives, aggregateWords, comparators, isKnown, normalWord, stopWords } from './lexicon';
import { fold } from './text';
import type { Token } from './tokens';
import type { TableSource } from './types';

/** Shorter words are too near to too many others. */
const minLength = 4;

/** Slips allowed in a word. */
const slipsOf = (word: string) => (word.length < 8 ? 1 : 2);

const keywords = [
  ...Object.keys(aggregateWords),
  ...adjectives.keys(),
  ...new Set(comparators.flatMap(([words]) => words.split(' '))),
  'between',
];

/**
 * The query's tokens with words that nothing explains put as the table would spell them.
 *
 * @param isOpen whether nothing explains the word at a position
 * @returns undefined where there is nothing to correct
 */
export function corrected(
  tokens: readonly Token[],
  source: TableSource,
  isOpen: (at: number) => boolean,
): Token[] | undefined {
  const { name, columns } = source.info;
  const named = [name.replace(/\.\w{1,5}$/, ''), ...columns.map((column) => column.name)];
  const words = [...new Set(named.flatMap((text) => fold(text).split(' ').map(normalWord)))];
  let count = 0;
  const result = tokens.map((token, at) => {
    const isWord = token.kind === 'word' && token.word.length >= minLength;
    if (!isWord || stopWords.has(token.word) || isKnown(token.word) || !isOpen(at)) return token;
    const plain = normalWord(token.word);
    const near =
      nearest(plain, words) ?? nearest(token.word, keywords) ?? source.nearValue?.(plain);
    if (!near) return token;
    count += 1;
    return { ...token, word: near };
  });
  return count > 0 ? result : undefined;
}

/** The one word that a few slips make of another; undefined where there is none, or more. */
export function nearest(word: string, vocabulary: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = slipsOf(word) + 1;
  let isTied = false;
  for (const candidate of vocabulary) {
    // People rarely miss the first letter, and it spares most of the work.
    if (candidate[0] !== word[0] || Math.abs(candidate.length - word.length) >= least + 1) continue;
    const slips = distance(word, candidate);
    if (slips === 0) return undefined;
    if (slips > least || slips > slipsOf(word)) continue;
    isTied = slips === least;
    [best, least] = [candidate, slips];
  }
  return isTied ? undefined : best;
}

/** Optimal string alignment: letters put in, left out, changed, or two swapped (Damerau 1964). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
