import type { Box } from './chunk';
import type { RasterSpec } from './embedding';

/**
 * How a heat map is made. `parts`: what each place adds to the cosine, exactly. `covering`: how far
 * the cosine falls when the place is covered, worked out from squares laid over the picture and,
 * where the model tells them, from the parts.
 */
export type HeatMethod = 'covering' | 'parts';

/** What the places of a picture have to do with its cosine to a query. */
export interface HeatMap {
  method: HeatMethod;
  /** Cells across and down. */
  side: number;
  /** Centre of the first cell, as a fraction of the input's side; the last lies as far from its end. */
  first: number;
  /** Shape [side, side], row-major, the top left first; in units of the cosine. */
  values: Float32Array;
  /** Of the whole picture with the query. */
  cosine: number;
  /** What of the picture the encoder sees, see {@link seenBox}. */
  fit: RasterSpec['fit'];
}

/**
 * The part of a picture that the encoder sees, and that a heat map lies over.
 *
 * @param ratio width by height of the picture; the input is square
 */
export function seenBox(fit: RasterSpec['fit'], ratio: number): Box {
  if (fit === 'stretch') return { x: 0, y: 0, width: 1, height: 1 };
  const width = Math.min(1, 1 / ratio);
  const height = Math.min(1, ratio);
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
}

/**
 * A heat map at any resolution: bilinear between the centres of its cells, level beyond them.
 *
 * @returns shape [height, width], row-major, over the whole of what the encoder sees
 */
export function sampleHeat(map: HeatMap, width: number, height: number): Float32Array {
  const { side, values } = map;
  const across = steps(map, width);
  const down = steps(map, height);
  const sampled = new Float32Array(width * height);
  for (const [y, { at: row, share: below }] of down.entries()) {
    for (const [x, { at: column, share: right }] of across.entries()) {
      const corner = row * side + column;
      const beside = right > 0 ? 1 : 0;
      const under = below > 0 ? side : 0;
      const top = mix(values[corner]!, values[corner + beside]!, right);
      const bottom = mix(values[corner + under]!, values[corner + under + beside]!, right);
      sampled[y * width + x] = mix(top, bottom, below);
    }
  }
  return sampled;
}

const mix = (a: number, b: number, share: number) => a + (b - a) * share;

/** For each of `count` pixels the cell before its centre and how far it is on the way to the next. */
function steps({ side, first }: HeatMap, count: number): { at: number; share: number }[] {
  const step = side > 1 ? (1 - 2 * first) / (side - 1) : 1;
  return Array.from({ length: count }, (_, pixel) => {
    const place = ((pixel + 0.5) / count - first) / step;
    const at = Math.min(side - 1, Math.max(0, Math.floor(place)));
    return { at, share: at === side - 1 ? 0 : Math.min(1, Math.max(0, place - at)) };
  });
}

/** Resolution at which the means of a coarser grid are taken. */
const finePerCell = 13;

/**
 * The mean of a heat map in each cell of another grid.
 *
 * @returns shape [grid, grid], row-major
 */
export function heatByCell(map: HeatMap, grid: number): Float32Array {
  // On its own grid a map says itself what its cells are worth: nothing is to be made of neighbours.
  const isOwnGrid = map.side === grid && Math.abs(map.first - 0.5 / grid) < 1e-6;
  if (isOwnGrid) return map.values.slice();
  const fine = grid * finePerCell;
  const means = new Float32Array(grid * grid);
  for (const [i, value] of sampleHeat(map, fine, fine).entries()) {
    const row = Math.floor(i / fine / finePerCell);
    const column = Math.floor((i % fine) / finePerCell);
    means[row * grid + column]! += value / finePerCell ** 2;
  }
  return means;
}

/**
 * How much warmer than the picture's mean each cell is, 0 where it is colder. A heat map has no zero
 * of its own: a square laid over a picture disturbs the encoder wherever it lies, and may even help.
 */
export function warmthOf(map: HeatMap): HeatMap {
  const mean = map.values.reduce((sum, value) => sum + value, 0) / map.values.length;
  return { ...map, values: map.values.map((value) => Math.max(0, value - mean)) };
}

/**
 * The share of all warmth that lies in each cell of another grid.
 *
 * @returns shape [grid, grid], row-major, summing to 1; all 0 where nothing is warm
 */
export function heatShares(map: HeatMap, grid: number): number[] {
  const means = Array.from(heatByCell(warmthOf(map), grid));
  const sum = means.reduce((total, mean) => total + mean, 0);
  return sum > 0 ? means.map((mean) => mean / sum) : means;
}
