import type { Calibration, PairCalibration } from '../core';

interface CalibrationFile {
  text_text: PairCalibration;
  text_passage?: PairCalibration;
  text_image: PairCalibration;
  image_image: PairCalibration;
}

export function readCalibration(file: CalibrationFile): Calibration {
  return {
    textText: file.text_passage ?? file.text_text,
    textImage: file.text_image,
    imageImage: file.image_image,
  };
}
