import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAdapter, writeAdapter } from '../../src/clip/adapter-file';
import { readTensors, writeTensors } from '../../src/clip/safetensors';
import type { Adapter } from '../../src/core';

const recalls = { r1: 0.1, r5: 0.2, r10: 0.3 };
const measured = { count: 20, before: recalls, after: { r1: 0.5, r5: 0.6, r10: 0.7 } };

const adapter: Adapter = {
  name: 'Unsere Sachen ✂',
  model: { name: 'compact-clip', version: 'abc' },
  dims: 3,
  matrices: {
    text: Float32Array.from({ length: 9 }, (_, i) => i / 7),
    image: new Float32Array(9),
  },
  pairCount: 40,
  heldOut: measured,
  general: measured,
  createdAt: 1_790_000_000_000,
};

/** A safetensors file by hand. */
function fileOf(header: unknown, bytes = 0): ArrayBuffer {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const file = new Uint8Array(8 + text.length + bytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file.buffer;
}

describe('the file of an adapter', () => {
  it('comes back as it was written', async () => {
    const read = readAdapter(await writeAdapter(adapter).arrayBuffer());
    expect(read).toEqual(adapter);
  });

  it('is refused with a reason where it is cut off, at any length', async () => {
    const whole = await writeAdapter(adapter).arrayBuffer();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.byteLength - 1 }), (length) => {
        expect(() => readAdapter(whole.slice(0, length))).toThrow(RangeError);
      }),
    );
  });

  it.each([
    ['of another kind', { __metadata__: { format: 'pt' } }, /not an adapter/],
    ['with a broken header', '{"a":', /cannot be read/],
    ['whose header is a list', [1], /cannot be read/],
    [
      'with a tensor past its end',
      { image: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } },
      /cut off/,
    ],
    ['of other numbers', { image: { dtype: 'F64', shape: [1], data_offsets: [0, 8] } }, /F64/],
    ['without a shape', { image: { dtype: 'F32', data_offsets: [0, 8] } }, /no shape/],
  ])('is refused %s', (_, header, reason) => {
    expect(() => readAdapter(fileOf(header, 8))).toThrow(reason);
  });

  it('is refused where a matrix is not square or not of numbers', async () => {
    const tensor = { shape: [1, 2], data: Float32Array.of(1, 2) };
    const { metadata } = readTensors(await writeAdapter(adapter).arrayBuffer());
    const file = writeTensors({ tensors: { image: tensor }, metadata });
    const broken = writeAdapter({
      ...adapter,
      matrices: { image: new Float32Array(9).fill(Number.NaN) },
    });
    for (const one of [file, broken]) {
      const bytes = await one.arrayBuffer();
      expect(() => readAdapter(bytes)).toThrow(/broken/);
    }
  });

  it('keeps bytes as they are', async () => {
    const data = Int8Array.of(-128, 0, 127, 5);
    const file = writeTensors({
      tensors: { words: { shape: [2, 2], data } },
      metadata: { a: 'b' },
    });
    const { tensors, metadata } = readTensors(await file.arrayBuffer());
    expect(tensors.words).toEqual({ shape: [2, 2], data });
    expect(metadata).toEqual({ a: 'b' });
  });
});

describe('the general pairs that come with the model', () => {
  it('are of this very model, as many pictures as captions', () => {
    const folder = 'public/models/compact-clip';
    const file = readFileSync(`${folder}/general-pairs.safetensors`);
    const { tensors, metadata } = readTensors(new Uint8Array(file).buffer);
    const manifest = readFileSync(`${folder}/manifest.json`);
    expect(metadata.model_version).toBe(createHash('sha256').update(manifest).digest('hex'));
    expect(tensors.pictures!.shape).toEqual([496, 384]);
    expect(tensors.captions!.shape).toEqual([496, 384]);
  });
});
