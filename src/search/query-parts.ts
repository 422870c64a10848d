import {
  type Calibration,
  type ChunkKind,
  modalityOf,
  type PartEvidence,
  type QueryPart,
} from '../core';
import {
  calibrateQuery,
  logOdds,
  noiseScore,
  posterior,
  type QueryCalibration,
} from './calibration';

/** A part of a query with what its cosines are worth. */
export interface CalibratedPart extends QueryPart {
  scoreOf: QueryCalibration;
}

export function calibrateParts(
  parts: readonly QueryPart[],
  calibration: Calibration,
): CalibratedPart[] {
  return parts.map((part) => ({ ...part, scoreOf: calibrateQuery(part, calibration) }));
}

/** A chunk against all parts of a query. */
export interface Judged {
  /** 0 to 100. */
  calibrated: number;
  parts: PartEvidence[];
}

/**
 * One score for a query of several parts: the weighted mean of the wanted parts' logarithmic
 * odds, so that a hit must fit all of them, less what it has of the parts that are not wanted.
 * Cosines of words and of pictures cannot be added as they are: they lie in other ranges.
 */
export function judgeParts(
  parts: readonly CalibratedPart[],
  kind: ChunkKind,
  cosineOf: (part: CalibratedPart) => number,
): Judged {
  const modality = modalityOf(kind);
  const evidence = parts
    .filter(({ only }) => only === undefined || only === modality)
    .map((part) => {
      const cosine = cosineOf(part);
      return { cosine, calibrated: part.scoreOf(cosine, kind), weight: part.weight };
    });
  const wanted = evidence.filter(({ weight }) => weight > 0);
  const [only] = wanted;
  if (only && evidence.length === 1) return { calibrated: only.calibrated, parts: evidence };
  const weight = wanted.reduce((sum, part) => sum + part.weight, 0);
  let odds = wanted.reduce((sum, part) => sum + part.weight * logOdds(part.calibrated), 0) / weight;
  for (const part of evidence) {
    if (part.weight >= 0) continue;
    odds += part.weight * Math.max(0, logOdds(part.calibrated) - logOdds(noiseScore / 2));
  }
  return { calibrated: posterior(odds), parts: evidence };
}

/**
 * The points to look around for hits: each wanted part, and where they are several also their
 * weighted sum, near which lies what fits all of them a little.
 */
export function targetsOf(parts: readonly QueryPart[]): Float32Array[] {
  const wanted = parts.filter(({ weight }) => weight > 0);
  const targets = wanted.map(({ embedding }) => embedding);
  const [first] = targets;
  if (!first || wanted.length === 1) return targets;
  const sum = new Float32Array(first.length);
  for (const { embedding, weight } of wanted) {
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * embedding[i]!;
  }
  const length = Math.hypot(...sum);
  return length > 0 ? [...targets, sum.map((x) => x / length)] : targets;
}
