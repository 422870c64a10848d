import { sentencesOf } from '../answer';
import { type Hit, modalityOf, type TextSpan } from '../core';
import type { ModelSession } from './model-session';

/** The sentence of a text hit that is nearest to the query, shape [dims]; undefined where it is all of it. */
export async function findBestSentence(
  model: ModelSession,
  hit: Hit,
  query: Float32Array,
): Promise<TextSpan | undefined> {
  const { text, kind } = hit.chunk;
  if (modalityOf(kind) !== 'text' || kind !== 'passage') return undefined;
  const sentences = sentencesOf(text);
  if (sentences.length < 2) return undefined;
  const vectors = await model.embedTexts(
    sentences.map(({ start, end }) => text.slice(start, end)),
    'explain',
  );
  const dims = query.length;
  const scores = sentences.map((_, i) =>
    query.reduce((sum, x, d) => sum + x * vectors[i * dims + d]!, 0),
  );
  return sentences[scores.indexOf(Math.max(...scores))];
}
