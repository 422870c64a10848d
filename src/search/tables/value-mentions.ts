import type { Draft } from './draft';
import { adjectives, aggregateWords, negations, stopWords } from './lexicon';
import type { ColumnInfo } from './types';

export interface ValueOption {
  column: ColumnInfo;
  values: string[];
  score: number;
}

/** Words of the query that are a value of a text column; token positions, `to` exclusive. */
export interface ValueMention {
  from: number;
  to: number;
  /** Best first. */
  options: ValueOption[];
  isUsed: boolean;
}

const maxWords = 7;

/** Longest first, none overlapping another. */
export function findValueMentions(draft: Draft): ValueMention[] {
  const phrases = phrasesOf(draft);
  const found = draft.source.findValues([...phrases.keys()]);
  const bySpan = new Map<string, ValueMention>();
  for (const match of found) {
    const column = draft.source.info.columns[match.column]!;
    for (const { from, to, isDerived } of phrases.get(match.phrase) ?? []) {
      const score = scoreOf(draft, column, match, from, to) * (isDerived ? 0.9 : 1);
      if (score === 0 || (isDerived && match.isPartial)) continue;
      const key = `${from} ${to}`;
      const mention = bySpan.get(key) ?? { from, to, options: [], isUsed: false };
      mention.options.push({ column, values: match.values, score });
      bySpan.set(key, mention);
    }
  }
  const mentions = [...bySpan.values()];
  for (const { options } of mentions) options.sort((a, b) => b.score - a.score);
  const isWhole = (mention: ValueMention) => (mention.options[0]!.score > partialScore ? 1 : 0);
  const order = (a: ValueMention, b: ValueMention) =>
    isWhole(b) - isWhole(a) || b.to - b.from - (a.to - a.from);
  const taken: ValueMention[] = [];
  for (const mention of mentions.sort(order)) {
    if (!taken.some((other) => mention.from < other.to && other.from < mention.to)) {
      taken.push(mention);
    }
  }
  return taken.sort((a, b) => a.from - b.from);
}

/** Digits and letters without a space: A-1024, inv/2024/17. */
export const isCode = (written: string) =>
  /\d/.test(written) && /\p{L}/u.test(written) && !/\s/.test(written);

interface Place {
  from: number;
  to: number;
  /** Another word made of the query's: sunny, sun. */
  isDerived: boolean;
}

function phrasesOf({ tokens, text }: Draft): Map<string, Place[]> {
  const phrases = new Map<string, Place[]>();
  const add = (phrase: string, place: Place) => {
    phrases.set(phrase, [...(phrases.get(phrase) ?? []), place]);
  };
  for (let from = 0; from < tokens.length; from++) {
    if (tokens[from]!.kind === 'symbol') continue;
    const words: string[] = [];
    for (let to = from + 1; to <= tokens.length && words.length < maxWords; to++) {
      const token = tokens[to - 1]!;
      if (token.kind === 'symbol') continue;
      words.push(
        token.kind === 'word' ? token.word : token.text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim(),
      );
      const phrase = words.join(' ');
      // A code is looked up as it is written: A-1024.
      const written = text.slice(tokens[from]!.from, token.to).toLowerCase();
      if (written !== phrase && isCode(written)) add(written, { from, to, isDerived: false });
      if (isCode(written)) add(phrase, { from, to, isDerived: false });
      if (words.every((word) => stopWords.has(word) || /^\d/.test(word))) continue;
      if (!isCode(written)) add(phrase, { from, to, isDerived: false });
    }
    const { word, kind } = tokens[from]!;
    if (kind !== 'word' || word.length < 4) continue;
    for (const phrase of baseForms(word)) add(phrase, { from, to: from + 1, isDerived: true });
  }
  return phrases;
}

/** Peoples whose country no ending gives. */
const countries: Record<string, string[]> = {
  american: ['usa', 'us', 'united states'],
  british: ['uk', 'united kingdom', 'great britain'],
  english: ['england'],
  french: ['france'],
  dutch: ['netherlands'],
  spanish: ['spain'],
  danish: ['denmark'],
  swedish: ['sweden'],
  norwegian: ['norway'],
  finnish: ['finland'],
  swiss: ['switzerland'],
  greek: ['greece'],
  turkish: ['turkey'],
  portuguese: ['portugal'],
  polish: ['poland'],
  welsh: ['wales'],
  brazilian: ['brazil'],
};

/** Nouns an adjective may be made of: rainy, foggy, European, Japanese, German. */
function baseForms(word: string): string[] {
  const forms: string[] = [...(countries[word] ?? [])];
  const cut = (ending: RegExp, by = '') => {
    if (ending.test(word)) forms.push(word.replace(ending, by));
  };
  cut(/y$/);
  cut(/([a-z])\1y$/, '$1');
  cut(/an$/);
  cut(/n$/);
  cut(/ian$/, 'y');
  cut(/ese$/);
  cut(/ese$/, 'a');
  cut(/ish$/, 'land');
  cut(/an$/, 'any');
  cut(/d$/);
  return forms.filter((form) => form.length > 2);
}

const partialScore = 0.7;

function scoreOf(
  draft: Draft,
  column: ColumnInfo,
  match: { values: string[]; isPartial: boolean },
  from: number,
  to: number,
): number {
  const { tokens, text } = draft;
  if (isCode(text.slice(tokens[from]!.from, tokens[to - 1]!.to))) return match.isPartial ? 0 : 1;
  const word = tokens[from]!.word;
  const before = tokens[from - 1]?.word ?? '';
  if (to - from === 1) {
    const isShape =
      adjectives.has(word) || Object.hasOwn(aggregateWords, word) || negations.has(word);
    if (isShape || stopWords.has(word)) return 0;
    // A letter or two is a value only as it is written in the cell.
    if (word.length < 3 && !match.values.includes(tokens[from]!.text)) return 0;
    if (word.length < 2 && /\p{Ll}/u.test(tokens[from]!.text)) return 0;
    if (/^(day|week|month|year|time|number)s?$/.test(word) && !/^(at|during|the)$/.test(before))
      return 0;
  }
  // The words of the table's own name are mostly just that.
  const isPlaced = /^(in|from|at|=|is)$/.test(before) && !match.isPartial;
  if (to - from === 1 && draft.isRowWord[from] && !isPlaced) return 0;
  if (match.isPartial) {
    // A fifth of a name or half of it.
    return match.values.length === 1 ? partialScore : partialScore - 0.1;
  }
  const isName = (column.distinct ?? Number.POSITIVE_INFINITY) > draft.source.info.rowCount * 0.8;
  const isWritten = /^\p{Lu}/u.test(tokens[from]!.text);
  // Titles and names are often everyday words.
  if (isName && !isWritten) return to - from === 1 ? 0.55 : 0.8;
  return 1;
}
