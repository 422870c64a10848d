import type { Calibration } from '../../src/core';

/** Without a background: half of it is a match at a cosine of .4, hardly any at 0. */
export function plainCalibration(): Calibration {
  const line = { intercept: -8, cosine: 20, excess: 0 };
  const lines = { picture: line, passage: line, row: line };
  const none = new Float32Array(0);
  return {
    background: { picture: none, passage: none, row: none },
    top: 2,
    odds: { text: lines, image: lines },
  };
}
