import type { Calibration, ModelFacts } from '../core';
import { isJoint } from '../models';
import { type CalibrationFile, readCalibration } from './calibration';
import { type Family, type FamilyFiles, familyFor } from './families';
import { colourScaleOf, type PreprocessorConfig, rasterSpecOf } from './image-tensor';
import { ModelFiles } from './model-files';
import type { PictureInput } from './towers';

/** A model whose small files were read. */
export interface ReadModel {
  files: ModelFiles;
  facts: ModelFacts;
  family: Family;
  picture: PictureInput;
  /** Both towers are in one graph. */
  isJoint: boolean;
  /** Side of a patch in pixels; 0 where the model does not say. */
  patchPx: number;
}

/** Nothing to judge scores by: a cosine is then worth what it is worth without a background. */
const noBackground = (): Calibration['background'] => ({
  picture: new Float32Array(),
  passage: new Float32Array(),
  row: new Float32Array(),
});

/** Odds with which a cosine of .3 is as likely a match as not; until the model is measured. */
const plainOdds = { intercept: -6, cosine: 20, excess: 0 };

/**
 * Reads all of a model but its weights.
 *
 * @throws {ModelFileError} when a file is missing or is not the one in the manifest
 */
export async function readModel(modelUrl: string): Promise<ReadModel> {
  const files = await ModelFiles.open(modelUrl);
  const { manifest } = files;
  const [preprocessor, config, tokenizer] = await Promise.all([
    files.readJson<PreprocessorConfig>('preprocessor_config.json'),
    files.readJson<FamilyFiles['config']>('config.json'),
    files.readJson<FamilyFiles['tokenizer']>('tokenizer_config.json'),
  ]);
  const family = familyFor({ config, tokenizer, preprocessor });
  const spec = rasterSpecOf(preprocessor);
  const { loss, logitScale, logitBias } = family;
  return {
    files,
    family,
    picture: { spec, preprocessor, colours: colourScaleOf(preprocessor, family.colours) },
    isJoint: isJoint((path) => files.has(path)),
    patchPx: config.vision_config?.patch_size ?? 0,
    facts: {
      name: manifest.name,
      version: files.version,
      dims: manifest.dims,
      raster: spec,
      calibration: await calibrationOf(files),
      isEstimated: manifest.isEstimated ?? false,
      loss,
      logitScale,
      logitBias,
      variants: files.variants,
    },
  };
}

async function calibrationOf(files: ModelFiles): Promise<Calibration> {
  if (!files.has('calibration.json') || !files.has('background.bin')) {
    const odds = { picture: plainOdds, passage: plainOdds, row: plainOdds };
    return { background: noBackground(), top: 1, odds: { text: odds, image: odds } };
  }
  const calibration = await files.readJson<CalibrationFile>('calibration.json');
  const { buffer, byteOffset, byteLength } = await files.read('background.bin');
  return readCalibration(
    calibration,
    new Int8Array(buffer, byteOffset, byteLength),
    files.manifest.dims,
  );
}
