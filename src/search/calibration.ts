import type { Calibration, Modality, PairCalibration } from '../core';

/** How often a chunk that is compared is a right answer, before its cosine is known. */
const prior = 0.15;

/** Real cosines are rougher than the two normal curves they are measured against. */
const weightOfEvidence = 0.5;

/** Below this calibrated score a hit is more likely noise than not by three to one. */
export const noiseScore = 25;

/** Standard deviations at which a normal distribution leaves one in a thousand above. */
const deviationsAt999 = 3.0902;

/** What a cosine between two modalities is worth; the order of the modalities does not matter. */
export function pairCalibration(
  calibration: Calibration,
  a: Modality,
  b: Modality,
): PairCalibration {
  if (a === 'text' && b === 'text') return calibration.textText;
  if (a === 'image' && b === 'image') return calibration.imageImage;
  return calibration.textImage;
}

/**
 * Makes cosines of pictures, passages and rows comparable: the probability, by Bayes' rule,
 * that a pair with this cosine is a true one, with cosines of true and of unrelated pairs
 * each taken as normally distributed and the evidence of it counted half.
 *
 * @param cosine -1 to 1
 * @returns 0 to 100, never falling while the cosine rises
 */
export function calibratedScore(cosine: number, calibration: PairCalibration): number {
  const evidence = weightOfEvidence * logLikelihoodRatio(cosine, calibration);
  const odds = Math.log(prior / (1 - prior)) + evidence;
  return 100 / (1 + Math.exp(-odds));
}

function logLikelihoodRatio(cosine: number, { mean, std, p999, match }: PairCalibration): number {
  // Cosines of unrelated pairs have a longer tail than their spread says.
  const spread = Math.max(std, (p999 - mean) / deviationsAt999);
  const precision = 1 / spread ** 2;
  const matchPrecision = 1 / match.std ** 2;
  // Two normal curves of unequal width cross twice: beyond this point the ratio would turn.
  const difference = matchPrecision - precision;
  const turn = (match.mean * matchPrecision - mean * precision) / difference;
  const x = difference === 0 ? cosine : (difference < 0 ? Math.max : Math.min)(cosine, turn);
  const logDensity = (at: number, width: number) => -0.5 * (at / width) ** 2 - Math.log(width);
  return logDensity(x - match.mean, match.std) - logDensity(x - mean, spread);
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
const evidenceOfWords = 3.5;

/** An exact hit is what was asked for, whatever its meaning. */
const exactScore = 95;

/**
 * Joins the two kinds of evidence: words of the query that stand in the chunk raise its odds,
 * the more so the larger their share.
 *
 * @param meaning calibrated score by meaning, 0 to 100; undefined where it has no embedding
 * @param coverage share of the query's words in the chunk, weighted by rarity, 0 to 1
 * @returns 0 to 100
 */
export function withWords(meaning: number | undefined, coverage: number, isExact: boolean): number {
  const joined = posterior(logOdds(meaning ?? unseenScore) + evidenceOfWords * coverage ** 3);
  return isExact ? Math.max(exactScore, joined) : joined;
}
