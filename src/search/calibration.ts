import {
  type Calibration,
  type ChunkClass,
  type ChunkKind,
  classOf,
  type QueryVector,
} from '../core';

/** Below this calibrated score a hit is a match is the exception: one in ten, and fewer. */
export const noiseScore = 10;

/** A query whose best hit is below this is about nothing here, or about nothing at all. */
export const farScore = 5;

/** What a cosine of the query with a chunk of a kind is worth, 0 to 100. */
export type QueryCalibration = (cosine: number, kind: ChunkKind) => number;

/**
 * Makes cosines of pictures, passages and rows comparable, for one query: each class of chunks
 * has a background of unrelated ones, and a cosine counts by itself and by its excess over the
 * highest of those. Both together give the odds of a match by logistic regression (Platt 1999),
 * fitted when the model was built on queries with and without an answer.
 */
export function calibrateQuery(
  { embedding, modality }: QueryVector,
  { background, odds, top }: Calibration,
): QueryCalibration {
  const bases: Partial<Record<ChunkClass, number>> = {};
  return (cosine, kind) => {
    const name = classOf(kind);
    bases[name] ??= highestMean(embedding, background[name], top);
    const line = odds[modality][name];
    return posterior(line.intercept + line.cosine * cosine + line.excess * (cosine - bases[name]));
  };
}

/** Mean of the highest cosines; `vectors` has shape [count, dims]. 0 where there are none. */
function highestMean(query: Float32Array, vectors: Float32Array, top: number): number {
  const dims = query.length;
  const cosines = new Float32Array(vectors.length / dims);
  for (let row = 0, at = 0; row < cosines.length; row++, at += dims) {
    let sum = 0;
    for (let i = 0; i < dims; i++) sum += query[i]! * vectors[at + i]!;
    cosines[row] = sum;
  }
  const highest = cosines.sort().subarray(-top);
  return highest.length === 0 ? 0 : highest.reduce((sum, x) => sum + x, 0) / highest.length;
}

/** Logarithmic odds of a score of 0 to 100, whose ends are taken for nearly certain. */
export function logOdds(score: number): number {
  const probability = Math.min(99.9, Math.max(0.1, score)) / 100;
  return Math.log(probability / (1 - probability));
}

/** The score, 0 to 100, of logarithmic odds. */
export function posterior(odds: number): number {
  return 100 / (1 + Math.exp(-odds));
}

/** What a chunk without an embedding is taken for before its words are known, 0 to 100. */
const unseenScore = 3;

/** Evidence, in logarithmic odds, of a chunk in which all words of the query stand. */
const evidenceOfWords = 6;

/**
 * Evidence against a text in which no word of the query stands: so it is with two in five right
 * answers and with nine in ten of the others that are near.
 */
const evidenceOfNoWord = -1.5;

/** An exact hit is what was asked for, whatever its meaning. */
const exactScore = 95;

/**
 * Joins the two kinds of evidence: words of the query that stand in the chunk raise its odds,
 * the more so the larger their share.
 *
 * @param meaning calibrated score by meaning, 0 to 100; undefined where it has no embedding
 * @param coverage share of the query's words in the chunk, weighted by rarity, 0 to 1; undefined
 * where words were not looked for
 * @returns 0 to 100
 */
export function withWords(
  meaning: number | undefined,
  coverage: number | undefined,
  chunk: { isText: boolean; isExact: boolean },
): number {
  let odds = logOdds(meaning ?? unseenScore);
  if (coverage !== undefined) odds += evidenceOfWords * coverage ** 3;
  if (coverage !== undefined && chunk.isText && meaning !== undefined) odds += evidenceOfNoWord;
  return chunk.isExact ? Math.max(exactScore, posterior(odds)) : posterior(odds);
}
