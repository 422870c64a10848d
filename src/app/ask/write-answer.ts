import {
  askPrompt,
  checkGrounding,
  type GenerateOptions,
  type Generator,
  type PrepareOptions,
  readWritten,
} from '../../answer';
import type { AskAnswer } from '../../core';
import type { ModelSession } from '../model-session';

interface Writing {
  model: ModelSession;
  generator: Generator;
  signal: AbortSignal;
  onText: GenerateOptions['onText'];
  onProgress: PrepareOptions['onProgress'];
}

/**
 * Has a language model write the answer from the sources that were found, and compares every sentence
 * with the sources it cites.
 */
export async function writeAnswer(
  question: string,
  quoted: AskAnswer,
  { model, generator, signal, onText, onProgress }: Writing,
): Promise<AskAnswer> {
  await generator.prepare?.({ signal, onProgress });
  const { prompt, used, leftOut } = await askPrompt(question, quoted.sources, generator);
  const { sources, offered } = quoted;
  const about = {
    sources,
    writtenBy: generator.name,
    ...(offered && { offered }),
    ...(leftOut > 0 && { sourcesLeftOut: leftOut }),
  };
  const text = await generator.generate(prompt, { signal, onText });
  const written = readWritten(text, used);
  if (!written) return { ...about, isDeclined: true, sentences: [] };
  const embed = (texts: string[]) => model.embedTexts(texts, 'query', signal);
  return { ...about, isDeclined: false, sentences: await checkGrounding(written, used, embed) };
}
