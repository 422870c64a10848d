import { AutoProcessor, RawImage } from '@huggingface/transformers';
import { beforeAll, describe, expect, it } from 'vitest';
import { ClipEncoder } from '../../src/clip/clip-encoder';
import { imageTensor, type PreprocessorConfig } from '../../src/clip/image-tensor';
import { type Golden, goldenRaster } from '../../src/clip/self-test';
import { cosineSimilarity } from '../../src/clip/similarity';
import type { ModelFacts, Raster } from '../../src/core';
import { identify, parse } from '../../src/parse';

/** The bundled model as a browser without a GPU runs it, against what Python's runtime computed. */
const modelUrl = new URL('/models/compact-clip/', location.href).href;
const precision = 'q8';
const encoder = new ClipEncoder();
let facts: ModelFacts;
let golden: Golden;

const rows = (packed: Float32Array) =>
  Array.from({ length: packed.length / facts.dims }, (_, i) =>
    packed.subarray(i * facts.dims, (i + 1) * facts.dims),
  );

const norm = (vector: Float32Array) => Math.hypot(...vector);

async function rasterOf(name: string): Promise<Raster> {
  const blob = await (await fetch(`/tests/browser/fixtures/${name}`)).blob();
  const file = new File([blob], name);
  const identified = await identify(file, name);
  if (!identified.ok || 'container' in identified) throw new Error(`${name} is no picture`);
  const options = { raster: facts.raster, drawSvg: () => Promise.reject(new Error('no drawing')) };
  for await (const step of parse(file, name, identified.format, options)) {
    if (step.phase === 'failed') throw new Error(step.issue.message);
    if (step.phase === 'end') break;
    const raster = step.chunks.find((chunk) => chunk.raster)?.raster;
    if (raster) return raster;
  }
  throw new Error(`${name} has no picture`);
}

beforeAll(async () => {
  facts = await encoder.describe(modelUrl);
  golden = await (await fetch(`${modelUrl}golden.json`)).json();
  await encoder.load({ modelUrl, device: 'wasm', threads: 1 }, () => {});
}, 120_000);

describe('the encoder in the browser', () => {
  it('gives the embeddings of Python on every golden text', async () => {
    const embeds = rows(
      await encoder.embedTexts(
        golden.texts.map(({ text }) => text),
        'query',
      ),
    );
    expect(embeds.length).toBeGreaterThan(3);
    for (const [i, { embedding }] of golden.texts.entries()) {
      expect(cosineSimilarity(embeds[i]!, embedding[precision]!)).toBeGreaterThan(0.999);
    }
  });

  it('gives the embeddings of Python on every golden picture', async () => {
    const rasters = await Promise.all(golden.images.map(goldenRaster));
    const embeds = rows(await encoder.embedRasters(rasters, 'query'));
    expect(embeds.length).toBeGreaterThan(1);
    for (const [i, { embedding }] of golden.images.entries()) {
      expect(cosineSimilarity(embeds[i]!, embedding[precision]!)).toBeGreaterThan(0.999);
    }
  });

  it('tells one golden picture from another', async () => {
    const rasters = await Promise.all(golden.images.map(goldenRaster));
    const [first, second] = rows(await encoder.embedRasters(rasters, 'query'));
    expect(cosineSimilarity(first!, second!)).toBeLessThan(0.9);
  });

  it.each([
    ['no text', ''],
    ['spaces', '   '],
    ['10,000 words', 'word '.repeat(10_000)],
    ['emoji', '👩‍🚀🐶❄️'],
    ['other scripts', '東京の夜景 مرحبا привет'],
    ['a broken surrogate', '\ud83d and \0'],
  ])('embeds %s as a unit vector', async (_, text) => {
    expect(norm(await encoder.embedTexts([text], 'query'))).toBeCloseTo(1, 4);
  });

  it.each([
    'one-pixel.png',
    'sixteen-bit.png',
    'cmyk.jpg',
    'palette-transparent.png',
    '20000x10.png',
  ])('embeds %s as a unit vector', async (name) => {
    expect(norm(await encoder.embedRasters([await rasterOf(name)], 'query'))).toBeCloseTo(1, 4);
  });

  it('gives a text the same embedding alone and in a batch', async () => {
    const [alone] = rows(await encoder.embedTexts(['a dog'], 'query'));
    const [batched] = rows(
      await encoder.embedTexts(['a dog', 'a much longer text about a dog in the snow'], 'ingest'),
    );
    expect(cosineSimilarity(alone!, batched!)).toBeGreaterThan(0.9999);
  });

  it('prepares pixels as the processor that its own settings describe', async () => {
    const raster = await goldenRaster(golden.images[1]!);
    const settings: PreprocessorConfig = await (
      await fetch(`${modelUrl}preprocessor_config.json`)
    ).json();
    const processor = await AutoProcessor.from_pretrained(facts.name, { local_files_only: true });
    const image = new RawImage(new Uint8ClampedArray(raster.data), raster.width, raster.height, 4);
    const { pixel_values } = await processor(image);
    const ours = imageTensor([raster], facts.raster, settings);
    expect(pixel_values.dims).toEqual([1, 3, facts.raster.height, facts.raster.width]);
    expect(cosineSimilarity(ours, pixel_values.data)).toBeGreaterThan(0.99999);
  });
});
