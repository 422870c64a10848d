import { type Raster, SelfTestError } from '../core';
import { type DrawingName, drawing } from './drawings';
import { cosineSimilarity } from './similarity';

/** `golden.json`: inputs with the embeddings that they ought to have, by precision. */
export interface Golden {
  texts: { text: string; embedding: Record<string, number[]> }[];
  images: GoldenImage[];
}

export interface GoldenImage {
  /** Of the drawing, where there is no `png`. */
  name: string;
  width: number;
  height: number;
  /** Base64. */
  png?: string;
  embedding: Record<string, number[]>;
}

/** By which name vectors are kept that stand for every precision. */
export const referencePrecision = 'reference';

/** Below this the device does not compute this model, whatever it computes. */
export const goldenMinCosine = 0.99;

/**
 * The least cosine with the most exact weights that there are. Weights of 8 and 4 bits are other
 * weights: they agree less, however right the device computes them. The 8 bits of the bundled towers
 * agree with their 32 to .996 on texts and .990 on drawings.
 */
const minCosines: Record<string, number> = {
  fp32: 0.999,
  fp16: 0.99,
  q8: 0.95,
  int8: 0.95,
  uint8: 0.95,
  q4: 0.9,
  q4f16: 0.9,
  bnb4: 0.9,
};

/**
 * Compares embeddings with the golden ones. Where those are of other weights, each must also be
 * nearest to its own: in many models all embeddings lie close together.
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
    const expected = expectedOf(byPrecision, precision);
    if (!expected) continue;
    const embedding = embeddings.subarray(i * dims, (i + 1) * dims);
    const cosine = cosineSimilarity(embedding, expected);
    const isReference = byPrecision[precision] === undefined && referencePrecision in byPrecision;
    const least = isReference ? (minCosines[precision] ?? goldenMinCosine) : goldenMinCosine;
    const isNearest = golden.every((other) => {
      const vector = expectedOf(other, precision);
      return !vector || cosineSimilarity(embedding, vector) <= cosine + 1e-6;
    });
    if (cosine >= least && isNearest) continue;
    throw new SelfTestError(
      `The ${what} tower gives wrong numbers here (golden input ${i}: cosine ${cosine.toFixed(3)}).`,
    );
  }
}

const expectedOf = (byPrecision: Record<string, number[]>, precision: string) =>
  byPrecision[precision] ?? Object.values(byPrecision)[0];

/** A golden picture at exactly the encoder's input size. */
export async function goldenRaster(image: GoldenImage): Promise<Raster> {
  if (!image.png) return drawing(image.name as DrawingName, image);
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
