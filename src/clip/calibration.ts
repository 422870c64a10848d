import type { Calibration, ChunkClass } from '../core';

/** `calibration.json`; the vectors themselves stand in `background.bin`, as 8-bit integers. */
export interface CalibrationFile {
  background: {
    /** One step of the integers. */
    scale: number;
    /** In the order of the vectors. */
    counts: Record<ChunkClass, number>;
  };
  top: number;
  odds: Calibration['odds'];
}

/**
 * @param vectors shape [sum of the counts, dims]
 * @throws {RangeError} when there are fewer vectors than are named
 */
export function readCalibration(
  { background: { scale, counts }, top, odds }: CalibrationFile,
  vectors: Int8Array,
  dims: number,
): Calibration {
  let at = 0;
  const read = (name: ChunkClass) => {
    const end = at + counts[name] * dims;
    if (end > vectors.length) throw new RangeError('the background of the calibration is cut off');
    const part = Float32Array.from(vectors.subarray(at, end), (x) => x * scale);
    at = end;
    return part;
  };
  return {
    background: { picture: read('picture'), passage: read('passage'), row: read('row') },
    top,
    odds,
  };
}
