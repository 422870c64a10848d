import type { TextSpan } from '../core';

/** After these a full stop ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:no|nos|nr|mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e|approx|fig|ca|inc|ltd|co|p|pp|vol|ed)\.\s*$/i;

/** A number before what it counts off: "3." */
const listNumber = /^\s*\(?\d{1,3}[.)]\s*$/;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Sentences of a text with their places in it; those without a letter or digit are left out. */
export function sentencesOf(text: string): TextSpan[] {
  const spans: TextSpan[] = [];
  let isOpen = false;
  for (const { segment, index } of segmenter.segment(text)) {
    const last = spans.at(-1);
    const end = index + segment.trimEnd().length;
    if (isOpen && last) last.end = end;
    else spans.push({ start: index + (segment.length - segment.trimStart().length), end });
    const { start } = spans.at(-1)!;
    const whole = text.slice(start, index + segment.length);
    const isLineEnd = /\n\s*\n\s*$/.test(whole);
    isOpen = !isLineEnd && (abbreviation.test(whole) || listNumber.test(whole));
  }
  return spans.filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));
}

const maxTitleWords = 10;

/** A heading that stands among sentences: it names something and says nothing of it. */
export function isTitle(sentence: string): boolean {
  const named = sentence.replace(/^\(?\d{1,3}[.)]\s+/, '');
  if (/[.!?:;…"”'’)\]|]$/.test(named) || /[\d:|]/.test(named)) return false;
  return named.split(/\s+/).length <= maxTitleWords;
}
