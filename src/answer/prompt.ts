import type { AskSource } from '../core';
import { fillBudget, tokensOf } from './budget';
import type { Generator, Prompt } from './generator';
import system from './prompts/answer.md?raw';

/** Word pieces kept free for the answer. */
export const answerTokens = 400;

/** Word pieces that the marks of a conversation take, and what some models say before it. */
const frameTokens = 64;

/**
 * The question with as many of the best sources as the model has room for, each whole.
 *
 * @returns the prompt, the sources in it, and how many did not fit: nothing is cut in silence
 * @throws {RangeError} where not one source fits
 */
export async function askPrompt(
  question: string,
  sources: readonly AskSource[],
  { contextTokens, countTokens = estimate }: Pick<Generator, 'contextTokens' | 'countTokens'>,
): Promise<{ prompt: Prompt; used: AskSource[]; leftOut: number }> {
  const texts = sources.map(sourceText);
  const counts = await countTokens([system + question, ...texts.map((text) => `${text}\n\n`)]);
  const [asked = 0, ...costs] = counts;
  const written = sources.map((source, i) => ({ source, text: texts[i]!, cost: costs[i]! }));
  const room = contextTokens - answerTokens - frameTokens - asked;
  const { kept, leftOut } = fillBudget(written, room, ({ cost }) => cost);
  if (leftOut > 0 && kept.length === 0) {
    const least = contextTokens - room + Math.min(...costs);
    throw new RangeError(
      `the question with its shortest source and the answer take ${least} tokens, but the model can read ${contextTokens}`,
    );
  }
  const user = `${kept.map(({ text }) => text).join('\n\n')}\n\nQuestion: ${question}`;
  return { prompt: { system, user }, used: kept.map(({ source }) => source), leftOut };
}

const estimate = async (texts: string[]) => texts.map(tokensOf);

/** A source between marks that its own text cannot close. */
function sourceText({ number, name, text }: AskSource): string {
  return `<source number="${number}" name=${JSON.stringify(inert(name))}>\n${inert(text)}\n</source>`;
}

/** No mark of ours can be made by a document. */
const inert = (text: string) => text.replaceAll(/<(?=\/?source)/gi, '‹');
