import { randomNumbers } from '../../core';

/** Measures of a ranking; Manning, Raghavan and Schütze 2008, chapter 8, unless said otherwise. */

/** For one query: positions of its right answers in the ranking, from 1, ascending. */
export interface Judged {
  positions: number[];
  /** How many right answers there are to find. */
  relevantCount: number;
}

/** 1 where a right answer is among the first k, as retrieval papers count recall, else 0. */
export function recallAt(k: number, { positions }: Judged): number {
  return positions.some((position) => position <= k) ? 1 : 0;
}

/** 1 over the position of the first right answer; 0 where there is none. */
export function reciprocalRank({ positions: [first] }: Judged): number {
  return first === undefined ? 0 : 1 / first;
}

/**
 * Normalised discounted cumulative gain over the first k with gains of 0 and 1 (Järvelin and
 * Kekäläinen 2002): the sum of 1 / log2(1 + position), as a share of the best possible.
 */
export function ndcgAt(k: number, { positions, relevantCount }: Judged): number {
  const gain = (position: number) => 1 / Math.log2(1 + position);
  const found = positions.filter((p) => p <= k).reduce((sum, p) => sum + gain(p), 0);
  let best = 0;
  for (let p = 1; p <= Math.min(k, relevantCount); p++) best += gain(p);
  return best === 0 ? 0 : found / best;
}

/**
 * Area under the receiver operating characteristic: the chance that a query with an answer
 * scores above one without, ties counting half (Mann and Whitney 1947).
 *
 * @returns undefined where one of the two is missing
 */
export function rocAuc(matched: readonly number[], unmatched: readonly number[]) {
  if (matched.length === 0 || unmatched.length === 0) return undefined;
  let sum = 0;
  for (const a of matched) {
    for (const b of unmatched) sum += a > b ? 1 : a === b ? 0.5 : 0;
  }
  return sum / (matched.length * unmatched.length);
}

export interface Estimate {
  mean: number;
  /** Ends of the 95 % interval. */
  low: number;
  high: number;
}

const resamples = 1000;

/** Mean with its percentile bootstrap interval (Efron 1979); the same values give the same one. */
export function bootstrap(values: readonly number[]): Estimate {
  const n = values.length;
  if (n === 0) return { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const random = randomNumbers(n);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[Math.floor(random() * n)]!;
    return sum / n;
  }).sort((a, b) => a - b);
  return {
    mean,
    low: means[Math.floor(0.025 * resamples)]!,
    high: means[Math.ceil(0.975 * resamples) - 1]!,
  };
}

/** z of a normal distribution beyond which 2.5 % lie. */
const z95 = 1.959964;

/**
 * Share of successes with its score interval (Wilson 1927), which holds for few and for all as
 * well: resampling would call 12 of 12 certain.
 */
export function shareOf(values: readonly boolean[]): Estimate {
  const n = values.length;
  if (n === 0) return { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
  const mean = values.filter(Boolean).length / n;
  const z2 = z95 ** 2;
  const middle = (mean + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z95 * Math.sqrt((mean * (1 - mean)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return { mean, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
