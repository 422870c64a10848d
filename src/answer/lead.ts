import type { AskSource } from '../core';
import { type AskQuestion, expectedIn } from './question';

const negation =
  /\b(?:not|no|never|without|cannot|nor|neither|only|except|beyond|unable|impossible|destroys|forbidden|refused|declined)\b|n['’]t\b/i;

/** Kinds whose answers are led by the stretch that is asked for. */
const led = /^(?:who|when|count|amount|duration)$/;

/** A comma between a figure and a word is as far as so many letters. */
const commaChars = 15;

/** A figure stands before what it counts; one behind it is as much further. */
const behindChars = 10;

interface Quoted {
  text: string;
  source: Pick<AskSource, 'chunk'>;
  /** Share of the question's words in it, 0 to 1. */
  coverage: number;
}

/** Whether something may be done is told by a sentence that says what may be. */
const asksLeave = /^(?:may|can|could|should|must|shall|need|am i allowed)\b/i;
const givesLeave =
  /\b(?:may|can|must|should|shall|need|needs|needed|allowed|permitted|only|never|cannot|forbidden|refused)\b|n['’]t\b/i;

/** A sentence with less of the question in it is about something else. */
const minCovered = 0.6;

function yesOrNo({ text: asked }: AskQuestion, quoted: readonly Quoted[]): string | undefined {
  const telling = asksLeave.test(asked)
    ? quoted.find(({ text }) => givesLeave.test(text))
    : quoted.find(({ coverage }) => coverage >= minCovered);
  if (!telling) return undefined;
  const isNegated = negation.test(telling.text) !== negation.test(asked);
  return isNegated ? 'Probably no' : 'Probably yes';
}

/**
 * What the answer leads with: the stretch of the asked kind that stands nearest to what is asked of,
 * in the best sentence that has one, or yes or no. Undefined for open questions.
 *
 * @param quoted the sentences of the answer, best first; names of columns are no names
 */
export function findLead(question: AskQuestion, quoted: readonly Quoted[]): string | undefined {
  if (question.kind === 'yes-no') return yesOrNo(question, quoted);
  if (!led.test(question.kind)) return undefined;
  const asked = question.text.toLowerCase();
  for (const { text, source } of quoted) {
    if (question.kind === 'who' && source.chunk.kind === 'row') continue;
    const found = expectedIn(text, question.kind)
      .map((written) => written.replace(/[.,]+$/, ''))
      .filter((written) => !asked.includes(written.toLowerCase()));
    const ranked = found.map((written) => ({ written, far: distance(text, written, question) }));
    const [nearest] = ranked.sort((a, b) => a.far - b.far);
    if (nearest) return nearest.written;
  }
  return undefined;
}

/** How far a stretch stands from the word it answers to, in letters. */
function distance(text: string, written: string, { text: asked, words }: AskQuestion): number {
  const folded = text.toLowerCase();
  const start = folded.indexOf(written.toLowerCase());
  const [, head = ''] = /\bhow (?:many|much) ([\p{L}'’-]+)/iu.exec(asked) ?? [];
  const all = [head, ...words].filter((word) => word !== '').map(stemOf);
  const placed = all
    .map((word) => ({ word, at: folded.indexOf(word) }))
    .filter(({ at }) => at >= 0);
  const wanted = placed[0]?.word === stemOf(head) ? placed.slice(0, 1) : placed;
  const far = wanted.map(({ word, at }) => {
    const end = start + written.length;
    const [from, to] = at >= end ? [end, at] : [at + word.length, start];
    const commas = folded.slice(from, to).match(/[,;]/g)?.length ?? 0;
    return Math.max(0, to - from) + commaChars * commas + (at >= end ? 0 : behindChars);
  });
  return far.length > 0 ? Math.min(...far) : text.length;
}

/** Enough of a word for its inflected forms. */
const stemOf = (word: string) => word.toLowerCase().slice(0, Math.max(4, word.length - 2));
