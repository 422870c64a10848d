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
  return a.model === b.model && a.version === b.version && a.parser === b.parser;
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

/** Mean and standard deviation of cosines. */
export interface Spread {
  mean: number;
  std: number;
}

/** Cosines of unrelated and of matching pairs, by what is compared. */
export interface PairCalibration extends Spread {
  /** Only one in a thousand unrelated pairs has a higher cosine. */
  p999: number;
  match: Spread;
}

export interface Calibration {
  textText: PairCalibration;
  textImage: PairCalibration;
  imageImage: PairCalibration;
}
