import { beforeAll, describe, expect, it } from 'vitest';
import {
  correlation,
  deletionTest,
  type Falls,
  seededRandom,
} from '../../scripts/eval-heat/deletion';
import { ClipEncoder } from '../../src/clip/clip-encoder';
import { cosineSimilarity } from '../../src/clip/similarity';
import type { HeatMap, ModelFacts, Raster } from '../../src/core';
import { readPicture } from '../../src/parse';
import sampleQueries from '../e2e/sample-queries.json';

/** The heat maps of the bundled model on the sample photos, each with the query it is found by. */
const modelUrl = new URL('/models/compact-clip/', location.href).href;
const encoder = new ClipEncoder();
const random = seededRandom(7);
let facts: ModelFacts;

interface Labelled {
  name: string;
  raster: Raster;
  query: Float32Array;
  covering: HeatMap;
  parts: HeatMap;
  falls: Falls;
}
const photos: Labelled[] = [];

async function rasterOf(name: string): Promise<Raster> {
  const blob = await (await fetch(`/public/samples/${name}`)).blob();
  const drawSvg = () => Promise.reject(new Error('no drawings'));
  const picture = await readPicture(blob, { raster: facts.raster, drawSvg });
  if ('issue' in picture) throw new Error(picture.issue.message);
  return picture.raster;
}

beforeAll(async () => {
  facts = await encoder.describe(modelUrl);
  await encoder.load({ modelUrl, device: 'wasm', threads: 2 }, () => {});
  const labelled = sampleQueries.filter(({ kind }) => kind === 'text-image');
  for (const { query: text, expect: name } of labelled) {
    const raster = await rasterOf(name);
    const query = await encoder.embedTexts([text], 'query');
    const covering = await encoder.heatMap(raster, query, 'covering');
    const parts = await encoder.heatMap(raster, query, 'parts');
    const falls = await deletionTest(encoder, raster, query, { covering, parts }, random, 5);
    photos.push({ name, raster, query, covering, parts, falls });
    console.log(
      name,
      text,
      falls.cosine.toFixed(3),
      falls.random.toFixed(3),
      JSON.stringify(falls.byMap),
      correlation(covering, parts).toFixed(2),
      Math.max(...covering.values).toFixed(3),
      Math.min(...covering.values).toFixed(3),
    );
  }
}, 300_000);

describe('it', () => {
  it('x', () => {
    expect(photos.length).toBeGreaterThan(0);
    expect(cosineSimilarity([1], [1])).toBe(1);
  });
});
