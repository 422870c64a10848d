import type { Box } from '../../core';
import type { TextBlock } from '../passages';

/** A sentence that goes on for longer on the next page is left as it is. */
const maxRest = 500;

const isUnfinished = (text: string): boolean => !/[.!?:;…]["'”’)\]]*$/.test(text.trim());

/**
 * The rest of the sentence that a page ends in, from the text of the next page.
 *
 * @returns '' where the page ends with a sentence
 */
export function restOfSentence(
  blocks: readonly TextBlock<Box>[],
  next: readonly TextBlock<Box>[],
): string {
  const last = blocks.at(-1);
  const first = next[0];
  if (!last || !first || last.isHeading || first.isHeading) return '';
  if (!isUnfinished(last.text) || !/^[\p{Ll}\p{Lu}\d(“"]/u.test(first.text)) return '';
  const end = /[.!?…]["'”’)\]]*(?=\s|$)/.exec(first.text);
  const rest = end ? first.text.slice(0, end.index + end[0].length) : '';
  return rest.length <= maxRest ? rest : '';
}

/** Ends a page's text with the rest of its last sentence. It stands where the sentence begins. */
export function withRest(blocks: readonly TextBlock<Box>[], rest: string): TextBlock<Box>[] {
  const last = blocks.at(-1);
  if (!last || rest === '') return [...blocks];
  const isBroken = /\p{Ll}[-\u00ad\u2010]$/u.test(last.text) && /^\p{Ll}/u.test(rest);
  const text = isBroken ? last.text.slice(0, -1) + rest : `${last.text} ${rest}`;
  return [...blocks.slice(0, -1), { ...last, text }];
}

/** Begins a page's text after what the page before has taken of it. */
export function withoutRest(blocks: readonly TextBlock<Box>[], rest: string): TextBlock<Box>[] {
  const [first, ...others] = blocks;
  if (!first || rest === '' || !first.text.startsWith(rest)) return [...blocks];
  const cut = first.text.length - first.text.slice(rest.length).trimStart().length;
  if (cut >= first.text.length) return others;
  const spans = first.spans
    .filter(({ end }) => end > cut)
    .map(({ start, end, place }) => ({ start: Math.max(0, start - cut), end: end - cut, place }));
  return [{ ...first, text: first.text.slice(cut), spans }, ...others];
}
