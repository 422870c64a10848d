import type { AskSource } from '../core';
import { fillBudget, tokensOf } from './budget';
import type { Prompt } from './generator';
import system from './prompts/answer.md?raw';

/** Word pieces kept free for the answer. */
const answerTokens = 400;

/**
 * The question with as many of the best sources as the model has room for, each whole.
 *
 * @returns the prompt, the sources in it, and how many did not fit: nothing is cut in silence
 */
export function askPrompt(
  question: string,
  sources: readonly AskSource[],
  contextTokens: number,
): { prompt: Prompt; used: AskSource[]; leftOut: number } {
  const written = sources.map((source) => ({ source, text: sourceText(source) }));
  const room = contextTokens - answerTokens - tokensOf(system) - tokensOf(question);
  const { kept, leftOut } = fillBudget(written, Math.max(0, room));
  const user = `${kept.map(({ text }) => text).join('\n\n')}\n\nQuestion: ${question}`;
  return { prompt: { system, user }, used: kept.map(({ source }) => source), leftOut };
}

/** A source between marks that its own text cannot close. */
function sourceText({ number, name, text }: AskSource): string {
  return `<source number="${number}" name=${JSON.stringify(inert(name))}>\n${inert(text)}\n</source>`;
}

/** No mark of ours can be made by a document. */
const inert = (text: string) => text.replaceAll(/<(?=\/?source)/gi, '‹');
