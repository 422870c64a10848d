import type { Raster, RasterSpec } from '../../core';
import { drawingNames } from '../drawings';
import type { Golden } from '../self-test';
import { referencePrecision } from '../self-test';
import type { MeasuredVectors } from './estimate';
import texts from './texts.json';

/** Texts that every device must embed as the most exact weights do. */
const goldenTexts = [
  'a dog running through the snow',
  'Total: 12.50',
  'a red cup of coffee on a wooden table',
  'the meeting was moved to Thursday afternoon',
];

const { passages, rows, pictures } = texts;

/** All that is embedded to measure a model, in one list. */
export const measureTexts: readonly string[] = [
  ...goldenTexts,
  ...pictures.map(({ query }) => query),
  ...passages.flatMap(({ query, text }) => [query, text]),
  ...rows.flatMap(({ query, text }) => [query, text]),
];

/** Photos that come with the app, by their names in `samples/`. */
export const measurePhotos: readonly string[] = pictures.map(({ file }) => file);

/** Parts of a photo that are embedded: all of it, and what lies to the left and to the right. */
const parts = [
  { from: 0, to: 1 },
  { from: 0, to: 0.6 },
  { from: 0.4, to: 1 },
] as const;

/**
 * The parts of a photo at the encoder's size.
 *
 * @returns as many as {@link parts}
 */
export async function partsOf(photo: Blob, { width, height, fit }: RasterSpec): Promise<Raster[]> {
  const whole = await createImageBitmap(photo);
  const rasters: Raster[] = [];
  for (const { from, to } of parts) {
    let part = { x: from * whole.width, y: 0, w: (to - from) * whole.width, h: whole.height };
    if (fit === 'cover') {
      const scale = Math.min(part.w / width, part.h / height);
      const [w, h] = [scale * width, scale * height];
      part = { x: part.x + (part.w - w) / 2, y: (part.h - h) / 2, w, h };
    }
    const size = { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' } as const;
    const small = await createImageBitmap(
      ...([whole, Math.round(part.x), Math.round(part.y)] as const),
      Math.max(1, Math.round(part.w)),
      Math.max(1, Math.round(part.h)),
      size,
    );
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(small, 0, 0);
    small.close();
    rasters.push({ width, height, data: context.getImageData(0, 0, width, height).data });
  }
  whole.close();
  return rasters;
}

/**
 * @param textVectors of {@link measureTexts}
 * @param photoVectors of the parts of each photo, one photo after the other; may be fewer
 */
export function measuredVectors(
  textVectors: readonly Float32Array[],
  photoVectors: readonly Float32Array[],
): MeasuredVectors {
  const rest = [...textVectors.slice(goldenTexts.length)];
  const captions = rest.splice(0, pictures.length);
  const asked = rest.splice(0, 2 * passages.length);
  const even = (vectors: readonly Float32Array[]) => vectors.filter((_, i) => i % 2 === 0);
  const odd = (vectors: readonly Float32Array[]) => vectors.filter((_, i) => i % 2 === 1);
  const part = (which: number) => photoVectors.filter((_, i) => i % parts.length === which);
  const [wholes, lefts, rights] = [part(0), part(1), part(2)];
  const told = captions.slice(0, wholes.length);
  const ofPictures = { queries: wholes, chunks: told, isInBackground: false };
  return {
    pairs: {
      text: {
        picture: { queries: told, chunks: wholes, isInBackground: true },
        passage: { queries: even(asked), chunks: odd(asked), isInBackground: true },
        row: { queries: even(rest), chunks: odd(rest), isInBackground: true },
      },
      image: {
        picture: { queries: lefts, chunks: rights, isInBackground: true },
        passage: ofPictures,
        row: ofPictures,
      },
    },
    background: { picture: [...wholes, ...lefts], passage: odd(asked), row: odd(rest) },
  };
}

/** What a model's most exact weights made of the golden inputs, for all others to be held to. */
export function goldenOf(
  textVectors: readonly Float32Array[],
  drawingVectors: readonly Float32Array[],
  { width, height }: RasterSpec,
): Golden {
  const embedding = (vector: Float32Array) => ({
    [referencePrecision]: Array.from(vector, (x) => Math.round(x * 1e6) / 1e6),
  });
  return {
    texts: goldenTexts.map((text, i) => ({ text, embedding: embedding(textVectors[i]!) })),
    images: drawingNames.map((name, i) => ({
      ...{ name, width, height },
      embedding: embedding(drawingVectors[i]!),
    })),
  };
}
