import { beforeAll, describe, expect, it } from 'vitest';
import {
  correlation,
  deletionTest,
  type Falls,
  seededRandom,
} from '../../scripts/eval-heat/deletion';
import { ClipEncoder } from '../../src/clip/clip-encoder';
import type { HeatMap, ModelFacts, Raster } from '../../src/core';
import { readPicture } from '../../src/parse';
import sampleQueries from '../e2e/sample-queries.json';

/** The heat maps of the bundled model on the sample photos, each with the query it is found by. */
const modelUrl = new URL('/models/compact-clip/', location.href).href;
const encoder = new ClipEncoder();
const random = seededRandom(7);
// Every other one: a map takes 37 passes of the encoder, and its test as many again.
const labelled = sampleQueries
  .filter(({ kind }) => kind === 'text-image')
  .filter((_, i) => i % 2 === 0);
let facts: ModelFacts;

interface Photo {
  raster: Raster;
  query: Float32Array;
  covering: HeatMap;
  parts: HeatMap;
  falls: Falls;
}
const photos: Photo[] = [];

async function read(file: Blob): Promise<Raster> {
  const drawSvg = () => Promise.reject(new Error('no drawings'));
  const picture = await readPicture(file, { raster: facts.raster, drawSvg });
  if ('issue' in picture) throw new Error(picture.issue.message);
  return picture.raster;
}

const shareOf = (is: (photo: Photo) => boolean) => photos.filter(is).length / photos.length;
const meanOf = (of: (photo: Photo) => number) =>
  photos.reduce((sum, photo) => sum + of(photo), 0) / photos.length;

beforeAll(async () => {
  facts = await encoder.describe(modelUrl);
  await encoder.load({ modelUrl, device: 'wasm', threads: 2 }, () => {});
  for (const { query: text, expect: name } of labelled) {
    const raster = await read(await (await fetch(`/samples/${name}`)).blob());
    const query = await encoder.embedTexts([text], 'query');
    const covering = await encoder.heatMap(raster, query, 'covering');
    const parts = await encoder.heatMap(raster, query, 'parts');
    const falls = await deletionTest(encoder, raster, query, { covering, parts }, random, 6);
    photos.push({ raster, query, covering, parts, falls });
  }
}, 600_000);

describe('a heat map', () => {
  it('has parts that add up to the cosine', () => {
    expect(photos.length).toBeGreaterThan(6);
    for (const { parts, falls } of photos) {
      expect(parts.method).toBe('parts');
      const sum = parts.values.reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(falls.cosine, 4);
    }
  });

  it('passes the deletion test: the hottest fifth counts more than a random one', () => {
    // 13 of these 15 photos; `npm run eval:heat` counts on a hundred, see docs/benchmarks.md.
    const hot = shareOf(({ falls }) => falls.byMap.covering!.hottest > falls.random);
    expect(hot).toBeGreaterThan(0.8);
    const hottest = meanOf(({ falls }) => falls.byMap.covering!.hottest);
    expect(hottest).toBeGreaterThan(2 * meanOf(({ falls }) => falls.random));
  });

  it('has a coldest fifth that counts less than a random one', () => {
    const cold = shareOf(({ falls }) => falls.byMap.covering!.coldest < falls.random);
    expect(cold).toBeGreaterThan(0.8);
  });

  it('is of its own query: that of another finds less of what counts', async () => {
    const pairs = photos.slice(3, 6);
    const falls = await Promise.all(
      pairs.map(async ({ raster, query, covering }, i) => {
        const { query: other } = pairs[(i + 1) % pairs.length]!;
        const wrong = await encoder.heatMap(raster, other, 'covering');
        const maps = { covering, wrong };
        return (await deletionTest(encoder, raster, query, maps, random, 0)).byMap;
      }),
    );
    const sum = (name: string) => falls.reduce((total, fall) => total + fall[name]!.hottest, 0);
    expect(sum('covering')).toBeGreaterThan(1.2 * sum('wrong'));
  }, 120_000);

  it('comes out alike both ways, by exact parts and by covering', () => {
    expect(meanOf(({ parts, covering }) => correlation(parts, covering))).toBeGreaterThan(0.15);
    const hottest = meanOf(({ falls }) => falls.byMap.parts!.hottest);
    expect(hottest).toBeGreaterThan(meanOf(({ falls }) => falls.byMap.parts!.coldest));
  });

  it('gives way when nobody waits for it any more', async () => {
    const { raster, query } = photos[0]!;
    const controller = new AbortController();
    const map = encoder.heatMap(raster, query, 'covering', controller.signal);
    controller.abort();
    await expect(map).rejects.toThrow();
  });

  it('lets a query go first', async () => {
    const { raster, query } = photos[0]!;
    let isDone = false;
    const map = encoder.heatMap(raster, query, 'covering').then(() => {
      isDone = true;
    });
    await encoder.embedTexts(['asked meanwhile'], 'query');
    expect(isDone).toBe(false);
    await map;
  });
});

it('a turned photo is seen upright, as the preview shows it', async () => {
  const canvas = new OffscreenCanvas(64, 64);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'blue';
  context.fillRect(0, 0, 64, 64);
  context.fillStyle = 'red';
  context.fillRect(0, 0, 64, 32);
  const jpeg = await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer();
  // EXIF orientation 6: to be turned clockwise, which brings the red top to the right.
  const exif = [0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8, 0, 1];
  const tag = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
  const parts = [jpeg.slice(0, 2), Uint8Array.from([...exif, ...tag]), jpeg.slice(2)];
  const { data, width } = await read(new Blob(parts, { type: 'image/jpeg' }));
  const at = (x: number) => (Math.round(width / 2) * width + x) * 4;
  expect(data[at(width - 20)]).toBeGreaterThan(200);
  expect(data[at(20)]).toBeLessThan(50);
});
