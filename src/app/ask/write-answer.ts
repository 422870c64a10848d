import { askPrompt, checkGrounding, type Generator, readWritten } from '../../answer';
import type { AskAnswer } from '../../core';
import type { ModelSession } from '../model-session';

interface Writing {
  model: ModelSession;
  generator: Generator;
  signal: AbortSignal;
  onText: (text: string) => void;
}

/**
 * Has a language model write the answer from the sources that were found, and compares every sentence
 * with the sources it cites.
 */
export async function writeAnswer(
  question: string,
  quoted: AskAnswer,
  { model, generator, signal, onText }: Writing,
): Promise<AskAnswer> {
  const { prompt, used, leftOut } = askPrompt(question, quoted.sources, generator.contextTokens);
  const { sources, offered } = quoted;
  const about = {
    sources,
    writtenBy: generator.name,
    ...(offered && { offered }),
    ...(leftOut > 0 && { sourcesLeftOut: leftOut }),
  };
  if (used.length === 0) return { ...about, isDeclined: true, sentences: [] };
  const text = await generator.generate(prompt, { signal, onText });
  const written = readWritten(text, used);
  if (!written) return { ...about, isDeclined: true, sentences: [] };
  const embed = (texts: string[]) => model.embedTexts(texts, 'query', signal);
  return { ...about, isDeclined: false, sentences: await checkGrounding(written, used, embed) };
}
