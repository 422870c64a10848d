import type { AnswerSentence, AskSource, Citation } from '../core';
import { sentencesOf } from './sentences';

/** What a model says where the sources have no answer, see `prompts/answer.md`. */
const declined = /\bNOT IN THE SOURCES\b/;

/** With the space before it, but not the one behind: words around it stay apart. */
const mark = /\s*\[\s*\d+(?:\s*,\s*\d+)*\s*\]/g;

/**
 * Takes apart what a model wrote: sentences without their marks, each with the sources it cites, as
 * far as there are such sources.
 *
 * @returns undefined where the model said that the sources have no answer
 */
export function readWritten(
  written: string,
  sources: readonly Pick<AskSource, 'number'>[],
): AnswerSentence[] | undefined {
  if (declined.test(written) || written.trim() === '') return undefined;
  // A mark may stand before the stop or after it: it goes to the sentence it stands in or behind.
  const text = written.replaceAll(/([.!?])((?:\s*\[[\d,\s]+\])+)/g, '$2$1');
  return sentencesOf(text).map(({ start, end }): AnswerSentence => {
    const sentence = text.slice(start, end);
    const numbers = [...sentence.matchAll(mark)].flatMap(([found]) =>
      (found.match(/\d+/g) ?? []).map(Number),
    );
    const citations: Citation[] = [...new Set(numbers)]
      .filter((number) => sources.some((source) => source.number === number))
      .map((source) => ({ source }));
    return {
      text: sentence.replaceAll(mark, '').trim(),
      citations,
      support: { phase: 'unsupported', missing: [] },
    };
  });
}
