import type { ModelSession } from './model-session';

/** How near each column's name is to a phrase in meaning; names are embedded once. */
export function columnSimilarity(model: ModelSession) {
  const known = new Map<string, Promise<Float32Array>>();
  const embed = (text: string): Promise<Float32Array> => {
    const embedding = known.get(text) ?? model.embedTexts([text], 'query');
    known.set(text, embedding);
    embedding.catch(() => known.delete(text));
    return embedding;
  };
  /** @returns cosines, shape [columns] */
  return async (phrase: string, columns: string[]): Promise<number[]> => {
    const [asked, ...named] = await Promise.all([phrase, ...columns].map(embed));
    return named.map((name) => name.reduce((sum, x, i) => sum + x * asked![i]!, 0));
  };
}

/** See {@link columnSimilarity}. */
export type ColumnSimilarity = ReturnType<typeof columnSimilarity>;
