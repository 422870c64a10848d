import { cover } from '../../src/clip/occlusion';
import { cosineSimilarity } from '../../src/clip/similarity';
import { type Encoder, type HeatMap, heatByCell, type Raster } from '../../src/core';

/** The picture is taken away by cells of a grid that no heat map is made on the model's own terms. */
const grid = 10;
/** A fifth of the picture. */
const removed = 20;

export interface Falls {
  /** Of the whole picture with the query. */
  cosine: number;
  /** Mean fall of the cosine over the random draws. */
  random: number;
  /** By the map's name. */
  byMap: Record<string, { hottest: number; coldest: number }>;
}

/**
 * The deletion test: how far the cosine falls when the hottest fifth of a picture, the coldest, and
 * random fifths are covered with the picture's mean colour.
 *
 * @param query shape [dims], of unit length
 * @param random numbers from 0 to before 1
 */
export async function deletionTest(
  encoder: Encoder,
  raster: Raster,
  query: Float32Array,
  maps: Record<string, HeatMap>,
  random: () => number,
  draws = 10,
): Promise<Falls> {
  const entries = Object.entries(maps).map(([name, map]) => ({ name, order: byHeat(map) }));
  const taken = [
    [],
    ...Array.from({ length: draws }, () => shuffled(random).slice(0, removed)),
    ...entries.flatMap(({ order }) => [order.slice(0, removed), order.slice(-removed)]),
  ];
  const rasters = taken.map((cells) => cover(raster, grid, (cell) => cells.includes(cell)));
  const embeddings = await encoder.embedRasters(rasters, 'ingest');
  const dims = query.length;
  const [cosine = 0, ...others] = rasters.map((_, i) =>
    cosineSimilarity(query, embeddings.subarray(i * dims, (i + 1) * dims)),
  );
  const falls = others.map((other) => cosine - other);
  const mean = falls.slice(0, draws).reduce((sum, fall) => sum + fall / draws, 0);
  const byMap = entries.map(({ name }, i) => {
    const [hottest = 0, coldest = 0] = falls.slice(draws + 2 * i);
    return [name, { hottest, coldest }];
  });
  return { cosine, random: mean, byMap: Object.fromEntries(byMap) };
}

/** Cells of the grid, hottest first. */
function byHeat(map: HeatMap): number[] {
  const heat = heatByCell(map, grid);
  return [...heat.keys()].sort((a, b) => heat[b]! - heat[a]!);
}

function shuffled(random: () => number): number[] {
  const cells = Array.from({ length: grid * grid }, (_, cell) => ({ cell, at: random() }));
  return cells.sort((a, b) => a.at - b.at).map(({ cell }) => cell);
}

/** Numbers from 0 to before 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Pearson's correlation of two maps, cell by cell. */
export function correlation(a: HeatMap, b: HeatMap): number {
  const [x, y] = [a, b].map((map) => {
    const heat = heatByCell(map, grid);
    const mean = heat.reduce((sum, value) => sum + value, 0) / heat.length;
    return heat.map((value) => value - mean);
  });
  return cosineSimilarity(x!, y!);
}
