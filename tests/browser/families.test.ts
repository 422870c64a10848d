import { describe, expect, it } from 'vitest';
import { ClipEncoder } from '../../src/clip/clip-encoder';
import { drawing, drawingNames } from '../../src/clip/drawings';
import { ModelMeasure } from '../../src/clip/measure/measure';
import { storedModel, storedModels, tidyUp, writeText } from '../../src/models';
import { dims, expectedPicture, expectedText, side } from '../tiny-dual-encoder/definition.mjs';
import { storeDualEncoder } from './stored-encoder';

const seed = 42;
const texts = [
  'a red cat',
  'The Old Dog, and the ROCKET!',
  '',
  // Longer than the tower reads: it is cut, and keeps its end mark.
  'coffee wall map '.repeat(40),
];

const rowsOf = (packed: Float32Array) =>
  Array.from({ length: packed.length / dims }, (_, i) => packed.subarray(i * dims, (i + 1) * dims));

const furthest = (vector: Float32Array, expected: number[]) =>
  Math.max(...expected.map((x, i) => Math.abs(x - vector[i]!)));

describe.each([
  { kind: 'clip', isJoint: false, loss: 'softmax' },
  { kind: 'siglip', isJoint: false, loss: 'sigmoid' },
  { kind: 'clip', isJoint: true, loss: 'softmax' },
  { kind: 'siglip', isJoint: true, loss: 'sigmoid' },
] as const)('a model in the layout of $kind (one graph for both towers: $isJoint)', (model) => {
  const { kind, isJoint, loss } = model;

  it('gives the values that its weights say', async () => {
    const modelUrl = await storeDualEncoder(`tiny-${kind}-${isJoint}`, kind, { seed, isJoint });
    const encoder = new ClipEncoder();
    const facts = await encoder.describe(modelUrl);
    expect(facts).toMatchObject({ dims, loss, raster: { width: side, height: side } });
    expect(facts.raster.fit).toBe(kind === 'clip' ? 'cover' : 'stretch');
    expect(facts.logitBias < 0).toBe(kind === 'siglip');
    await encoder.load({ modelUrl, device: 'wasm', threads: 1, isCareful: true }, () => {});

    // All in one batch, so that they are padded to each other.
    const embeds = rowsOf(await encoder.embedTexts(texts, 'query'));
    for (const [i, text] of texts.entries()) {
      expect(furthest(embeds[i]!, expectedText(kind, seed, text)), text).toBeLessThan(1e-4);
    }
    const rasters = drawingNames.map((name) => drawing(name, facts.raster));
    const pictures = rowsOf(await encoder.embedRasters(rasters, 'query'));
    for (const [i, raster] of rasters.entries()) {
      expect(furthest(pictures[i]!, expectedPicture(kind, seed, raster))).toBeLessThan(1e-4);
    }
  });
});

it('refuses a tower that was exported without the projection, by its name', async () => {
  const outputs = { text: 'pooler_output', image: 'image_embeds' };
  const modelUrl = await storeDualEncoder('tiny-unprojected', 'clip', { seed, outputs });
  const options = { modelUrl, precision: 'fp32', threads: 1 } as const;
  await expect(new ModelMeasure().texts(options, () => {})).rejects.toThrow(
    /onnx\/text_model.onnx gives no text_embeds, only pooler_output/,
  );
});

it('keeps whole models only', async () => {
  await storeDualEncoder('tiny-whole', 'clip', { seed });
  await writeText('tiny-half', 'config.json', '{}');
  await tidyUp();
  const names = (await storedModels()).map(({ name }) => name);
  expect(names).toContain('tiny-whole');
  expect(names).not.toContain('tiny-half');
  expect((await storedModel('tiny-whole'))?.dims).toBe(dims);
});
