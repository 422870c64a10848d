import type { Evidence, FusionWeights, Score } from '../core';
import { noiseScore } from './calibration';

/** The constant of reciprocal rank fusion: how little the first ranks count more than the next. */
const rankConstant = 60;

export const evenWeights: FusionWeights = { meaning: 1, words: 1 };

/** A place in the list by words counts from this share of the query's words on. */
const minCoverage = 0.6;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): the sum over the lists of
 * 1 / (60 + rank). The list by words holds only chunks with a good part of the query in them:
 * one word shared by chance does not lift a passage over a picture that fits.
 */
export function fusedScore(
  { meaningRank, words }: Omit<Evidence, 'fused'>,
  weights: FusionWeights,
): number {
  const meaning = meaningRank ? weights.meaning / (rankConstant + meaningRank) : 0;
  const isListed = words && (words.coverage >= minCoverage || weights.meaning === 0);
  return meaning + (isListed ? (weights.words * words.coverage) / (rankConstant + words.rank) : 0);
}

/** Whether a hit stands above the noise line. */
export function isLikely({ score, evidence }: Ordered): boolean {
  return evidence.isExact || score.calibrated >= noiseScore;
}

interface Ordered {
  score: Score;
  evidence: Evidence;
}

/** Best first: what is there letter for letter, what stands above the noise line, the rest. */
export function byRelevance(a: Ordered, b: Ordered): number {
  const tier = (one: Ordered) => (one.evidence.isExact ? 2 : isLikely(one) ? 1 : 0);
  return (
    tier(b) - tier(a) ||
    b.evidence.fused - a.evidence.fused ||
    b.score.calibrated - a.score.calibrated
  );
}
