import { stemmer } from 'stemmer';
import type { TextSpan } from '../core';

/** English words too common to be looked for, unless nothing else was typed. */
const stopWords = new Set(
  (
    'a an the of in on at to for from by with without and or but not no is are was were be been ' +
    'it its this that these those as into over under about me my i you your he she his her they ' +
    'their them we our us do does did has have had there here who whom whose which what when ' +
    'where why how can could will would should may might than then so if some any all very'
  ).split(' '),
);

/** Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Text as full text indexes it: with spaces between words where its script has none. */
export function spaced(text: string): string {
  if (!unspaced.test(text)) return text;
  return Array.from(segmenter.segment(text), ({ segment }) => segment).join(' ');
}

/** The words worth looking for; all of them where none is. */
export function contentWords(words: readonly string[]): string[] {
  const unique = [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
  const content = unique.filter((word) => !stopWords.has(word.toLowerCase()));
  return content.length > 0 ? content : unique;
}

/** FTS5's `"…"`: tokens of the text in this order. */
export function quoted(text: string): string {
  return `"${spaced(text).replaceAll('"', '""')}"`;
}

const fold = (word: string) => stemmer(word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''));

/** Where words of the query, inflected or not, stand in a text. */
export function wordSpans(text: string, words: readonly string[]): TextSpan[] {
  const parts = words.flatMap((word) => spaced(word).match(/[\p{L}\p{N}]+/gu) ?? []);
  const stems = new Set(parts.map(fold));
  if (stems.size === 0) return [];
  const tokens = unspaced.test(text)
    ? Array.from(segmenter.segment(text), ({ segment, index }) => ({ word: segment, index }))
    : Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+/gu), ({ 0: word, index }) => ({ word, index }));
  return tokens
    .filter(({ word }) => stems.has(fold(word)))
    .map(({ word, index }) => ({ start: index, end: index + word.length }));
}

const wordShape = /[\p{L}][\p{L}\p{M}'’-]{2,}/gu;

/** Words that stand in most of some texts, the commonest first, without those that are in all prose. */
export function frequentWords(texts: readonly string[], count: number): string[] {
  const counts = new Map<string, { word: string; texts: number }>();
  for (const text of texts) {
    const words = contentWords(spaced(text).match(wordShape) ?? []);
    for (const word of words) {
      const key = fold(word);
      const known = counts.get(key);
      if (known) known.texts += 1;
      else counts.set(key, { word: word.toLowerCase(), texts: 1 });
    }
  }
  return [...counts.values()]
    .sort((a, b) => b.texts - a.texts)
    .slice(0, count)
    .map(({ word }) => word);
}
