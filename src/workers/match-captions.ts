import { cosineSimilarity } from '../clip/similarity';
import type { Calibration, CaptionMatrix, ChunkPlace } from '../core';
import { calibrateQuery, noiseScore, type VectorIndex } from '../search';

/**
 * Cosines and calibrated chances of every picture with every caption.
 *
 * @param captions shape [captions, dims], row-major, of unit length
 * @throws {RangeError} where a picture has no embedding
 */
export function matchCaptions(
  { index, calibration }: { index: VectorIndex; calibration: Calibration },
  pictures: readonly ChunkPlace[],
  captions: Float32Array,
  dims: number,
): CaptionMatrix {
  const count = captions.length / dims;
  const vectors = Array.from({ length: count }, (_, c) =>
    captions.subarray(c * dims, (c + 1) * dims),
  );
  const chanceOf = vectors.map((embedding) =>
    calibrateQuery({ embedding, modality: 'text' }, calibration),
  );
  const cosines = new Float32Array(pictures.length * count);
  const chances = new Float32Array(pictures.length * count);
  for (const [p, { documentId, ordinal }] of pictures.entries()) {
    const picture = index.vectorOf(documentId, ordinal)?.embedding;
    if (!picture) throw new RangeError('one of the pictures is not in the index any more');
    for (const [c, caption] of vectors.entries()) {
      const cosine = cosineSimilarity(picture, caption);
      cosines[p * count + c] = cosine;
      chances[p * count + c] = chanceOf[c]!(cosine, 'image');
    }
  }
  return { cosines, chances, noiseFrom: noiseScore };
}
