import type { ChunkClass, Modality } from './chunk';

/** A vector of unit length in the shared space of pictures and texts; shape [dims]. */
export type Embedding = Float32Array;

/** What an embedding was made with. */
export interface Fingerprint {
  model: string;
  /** Hash of the model's manifest. */
  version: string;
  /** Precision of the tower files, e.g. "text q8, image fp16". */
  precision: string;
  parser: number;
}

export function fingerprintKey(f: Fingerprint): string {
  return [f.model, f.version, f.precision, `parser ${f.parser}`].join(' · ');
}

/**
 * Whether stored embeddings still stand for their documents: another model is another space,
 * another parser cuts other chunks. Precisions of one model may be mixed, they agree to a
 * cosine of 0.99.
 */
export function sameContent(a: Fingerprint, b: Fingerprint): boolean {
  return sameSpace(a, b) && a.parser === b.parser;
}

/** Whether cosines between their embeddings mean anything. */
export function sameSpace(a: Fingerprint, b: Fingerprint): boolean {
  return a.model === b.model && a.version === b.version;
}

/** Row-major pixels, 4 bytes RGBA each, already scaled to what the encoder reads. */
export interface Raster {
  width: number;
  height: number;
  /** Length width × height × 4. */
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** How a picture is brought to the encoder's input size. */
export interface RasterSpec {
  width: number;
  height: number;
  /** `stretch` squeezes the whole picture in; `cover` scales the short side and crops the middle. */
  fit: 'stretch' | 'cover';
}

/** Logarithmic odds that a pair is a match: a line in its cosine and in its excess. */
export interface MatchOdds {
  intercept: number;
  /** For each 1 of cosine. */
  cosine: number;
  /** For each 1 by which the cosine is above what the query has with unrelated chunks at best. */
  excess: number;
}

/** What makes cosines of pictures, passages and rows comparable; measured when a model is built. */
export interface Calibration {
  /** Unit vectors of unrelated chunks, shape [count, dims], row-major. */
  background: Record<ChunkClass, Float32Array>;
  /** The excess is over the mean of this many highest cosines with the background. */
  top: number;
  /** By what the query is. */
  odds: Record<Modality, Record<ChunkClass, MatchOdds>>;
}
