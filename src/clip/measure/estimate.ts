import type { Calibration, ChunkClass, MatchOdds, Modality } from '../../core';
import type { CalibrationFile } from '../calibration';
import bundled from './bundled.json';
import { type RightPairs, type Spread, type Spreads, spreadOf } from './spread';

/** The excess counts over so many highest cosines with the background. */
export const topOfBackground = 4;

/**
 * Right pairs lie at least so many standard deviations above the others: a model that cannot tell
 * them apart must not be believed more for it.
 */
const leastDeviations = 2;

const classes: readonly ChunkClass[] = ['picture', 'passage', 'row'];

/** Embeddings of what every model is measured by. */
export interface MeasuredVectors {
  pairs: Record<Modality, Record<ChunkClass, RightPairs>>;
  background: Record<ChunkClass, Float32Array[]>;
}

export function spreadsOf({ pairs, background }: MeasuredVectors): Spreads {
  const byClass = (modality: Modality) =>
    Object.fromEntries(
      classes.map((name) => [
        name,
        spreadOf(pairs[modality][name], background[name], topOfBackground),
      ]),
    ) as Record<ChunkClass, Spread>;
  return { text: byClass('text'), image: byClass('image') };
}

/**
 * Odds for a model that nobody measured with thousands of pairs: those of the bundled model, in
 * which the cosine stands where it would stand there. With m the mean of unrelated pairs and r that
 * of right ones, the line through both takes a cosine c of this model to
 *
 *     c' = m₀ + s (c − m),   s = (r₀ − m₀) / max(r − m, 2σ)
 *
 * Both logistic terms are linear in c, so that the result is odds of the same form. The background
 * is small, so its highest cosines are lower than those of the bundled one; by how much is told by
 * the bundled model on both.
 */
export function estimateOdds(spreads: Spreads): Calibration['odds'] {
  const odds = bundled.odds as Calibration['odds'];
  const reference = bundled.spreads as Spreads;
  const lift = bundled.baseLift as Record<Modality, Record<ChunkClass, number>>;
  const line = (modality: Modality, name: ChunkClass): MatchOdds => {
    const { intercept, cosine, excess } = odds[modality][name];
    const { mean, deviation, right } = spreads[modality][name];
    const there = reference[modality][name];
    const gap = Math.max(right - mean, leastDeviations * deviation, 1e-3);
    const scale = (there.right - there.mean) / gap;
    return {
      intercept: intercept + cosine * (there.mean - scale * mean) - excess * lift[modality][name],
      cosine: cosine * scale,
      excess: excess * scale,
    };
  };
  const byClass = (modality: Modality) => ({
    picture: line(modality, 'picture'),
    passage: line(modality, 'passage'),
    row: line(modality, 'row'),
  });
  return { text: byClass('text'), image: byClass('image') };
}

/** `calibration.json` and `background.bin` of a model. */
export function estimateCalibration(vectors: MeasuredVectors): {
  calibration: CalibrationFile;
  background: Int8Array<ArrayBuffer>;
} {
  const all = classes.flatMap((name) => vectors.background[name]);
  const largest = all.reduce((max, row) => row.reduce((m, x) => Math.max(m, Math.abs(x)), max), 0);
  const scale = largest / 127 || 1;
  const background = new Int8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of all) {
    for (const value of row) background[at++] = Math.round(value / scale);
  }
  const counts = Object.fromEntries(
    classes.map((name) => [name, vectors.background[name].length]),
  ) as Record<ChunkClass, number>;
  const odds = estimateOdds(spreadsOf(vectors));
  return { calibration: { background: { scale, counts }, top: topOfBackground, odds }, background };
}
