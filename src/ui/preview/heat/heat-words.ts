import { type HeatMap, heatShares } from '../../../core';

const places = [
  ['upper left', 'top', 'upper right'],
  ['left', 'centre', 'right'],
  ['lower left', 'bottom', 'lower right'],
].flat();

/** Below this a third by a third of the picture, whose even share is a ninth, does not stand out. */
const minShare = 0.15;

/** Where the match is, said in words. */
export function heatWords(map: HeatMap, what = 'picture'): string {
  const ranked = heatShares(map, 3)
    .map((share, i) => ({ share, place: places[i]! }))
    .sort((a, b) => b.share - a.share);
  const [first, second] = ranked;
  if (!first || first.share === 0) return `No place of the ${what} stands out.`;
  if (first.share < minShare) return `The match is spread over the whole ${what}.`;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const most = `The match lies most in the ${first.place} (${percent(first.share)})`;
  return second && second.share >= minShare
    ? `${most}, then the ${second.place} (${percent(second.share)}).`
    : `${most}.`;
}
