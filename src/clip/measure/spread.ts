import type { ChunkClass, Modality } from '../../core';

/** Queries with what they are right for: query i with chunk i, of unit vectors. */
export interface RightPairs {
  /** Shape [pairs, dims]. */
  queries: Float32Array[];
  chunks: Float32Array[];
  /** Vectors of the background that are of the same things, in this order, over and over. */
  isInBackground: boolean;
}

/** Where the cosines of a model lie, for queries of one kind and chunks of another. */
export interface Spread {
  /** Mean over pairs that have nothing to do with each other, and their standard deviation. */
  mean: number;
  deviation: number;
  /** Mean over right pairs. */
  right: number;
  /** Mean, over queries, of the mean of the highest cosines with the background. */
  base: number;
}

export type Spreads = Record<Modality, Record<ChunkClass, Spread>>;

/**
 * @param background unrelated chunks of the same class
 * @param top how many of the highest count
 */
export function spreadOf(
  { queries, chunks, isInBackground }: RightPairs,
  background: readonly Float32Array[],
  top: number,
): Spread {
  const wrong: number[] = [];
  const right: number[] = [];
  for (const [q, query] of queries.entries()) {
    for (const [c, chunk] of chunks.entries()) {
      (q === c ? right : wrong).push(dot(query, chunk));
    }
  }
  const mean = meanOf(wrong);
  const deviation = Math.sqrt(meanOf(wrong.map((cosine) => (cosine - mean) ** 2)));
  const bases = queries.map((query, q) => {
    // What answers a query is not what is unrelated to it.
    const others = background.filter((_, i) => !isInBackground || i % queries.length !== q);
    return highestMean(query, others, top);
  });
  return { mean, deviation, right: meanOf(right), base: meanOf(bases) };
}

export function highestMean(
  query: Float32Array,
  vectors: readonly Float32Array[],
  top: number,
): number {
  const cosines = vectors.map((vector) => dot(query, vector)).sort((a, b) => b - a);
  return meanOf(cosines.slice(0, top));
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
