import { type Raster, SelfTestError } from '../core';
import { cosineSimilarity } from './similarity';

/** `golden.json`: inputs with the embeddings that the model's makers computed, by precision. */
export interface Golden {
  texts: { text: string; embedding: Record<string, number[]> }[];
  images: {
    name: string;
    width: number;
    height: number;
    /** Base64. */
    png: string;
    embedding: Record<string, number[]>;
  }[];
}

/** Below this the device does not compute this model, whatever it computes. */
export const goldenMinCosine = 0.99;

/**
 * Compares embeddings with the golden ones.
 *
 * @param embeddings shape [golden.length, dims]
 * @throws {SelfTestError} on a wrong or undefined number
 */
export function checkGolden(
  what: string,
  golden: Record<string, number[]>[],
  precision: string,
  embeddings: Float32Array,
): void {
  const dims = embeddings.length / golden.length;
  for (const [i, byPrecision] of golden.entries()) {
    const expected = byPrecision[precision] ?? Object.values(byPrecision)[0];
    if (!expected) continue;
    const cosine = cosineSimilarity(embeddings.subarray(i * dims, (i + 1) * dims), expected);
    if (!(cosine >= goldenMinCosine)) {
      throw new SelfTestError(
        `The ${what} tower gives wrong numbers here (golden input ${i}: cosine ${cosine.toFixed(3)}).`,
      );
    }
  }
}

/** Decodes a golden picture, which is stored at exactly the encoder's input size. */
export async function goldenRaster(image: Golden['images'][number]): Promise<Raster> {
  const bytes = Uint8Array.from(atob(image.png), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }), {
    colorSpaceConversion: 'none',
  });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, data };
}
