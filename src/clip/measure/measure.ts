import type { Progress, Raster, WeightPrecision } from '../../core';
import type { CalibrationFile } from '../calibration';
import { drawing, drawingNames } from '../drawings';
import { readModel } from '../read-model';
import { configureRuntime, serveModelFiles } from '../runtime';
import type { Golden } from '../self-test';
import { ImageTower, TextTower } from '../towers';
import { estimateCalibration } from './estimate';
import { goldenOf, measuredVectors, measurePhotos, measureTexts, partsOf } from './inputs';

export interface MeasureOptions {
  modelUrl: string;
  precision: WeightPrecision;
  threads: number;
}

/** What a model lacks that its makers did not measure. */
export interface Measurement {
  dims: number;
  golden: Golden;
  calibration: CalibrationFile;
  background: Int8Array<ArrayBuffer>;
}

type OnProgress = (progress: Progress<'measure'>) => void;

/** So many at once, so that a large model's activations stay small. */
const batchSize = 4;

/** Embeds what a model is measured by, one tower to a worker, so that one is in memory at a time. */
export class ModelMeasure {
  /** Names in `samples/` of the photos that are wanted. */
  photoNames(): readonly string[] {
    return measurePhotos;
  }

  /** @returns vectors of {@link measureTexts} */
  async texts(options: MeasureOptions, onProgress: OnProgress): Promise<Float32Array[]> {
    const tower = await TextTower.load(await towerOptions(options)).catch(failure);
    return embedAll(measureTexts, (texts) => tower.embed(texts), onProgress);
  }

  /** @returns vectors of the drawings, then of the parts of each photo */
  async pictures(
    options: MeasureOptions,
    photos: Blob[],
    onProgress: OnProgress,
  ): Promise<Float32Array[]> {
    const ready = await towerOptions(options);
    const { spec } = ready.picture;
    const tower = await ImageTower.load(ready).catch(failure);
    const rasters: Raster[] = drawingNames.map((name) => drawing(name, spec));
    for (const photo of photos) rasters.push(...(await partsOf(photo, spec)));
    const embed = async (some: Raster[]) =>
      (await tower.embed(some)).map(({ embedding }) => embedding);
    return embedAll(rasters, embed, onProgress);
  }

  /**
   * @param texts see {@link ModelMeasure.texts}
   * @param pictures see {@link ModelMeasure.pictures}
   * @throws {RangeError} where the towers do not share a space
   */
  async result(
    modelUrl: string,
    texts: Float32Array[],
    pictures: Float32Array[],
  ): Promise<Measurement> {
    const dims = texts[0]!.length;
    const imageDims = pictures[0]!.length;
    if (dims !== imageDims) {
      throw new RangeError(
        `its towers do not belong together: texts have ${dims} numbers, pictures ${imageDims}`,
      );
    }
    const { picture } = await readModel(modelUrl);
    const photos = pictures.slice(drawingNames.length);
    return {
      dims,
      golden: goldenOf(texts, pictures, picture.spec),
      ...estimateCalibration(measuredVectors(texts, photos)),
    };
  }
}

async function towerOptions({ modelUrl, precision, threads }: MeasureOptions) {
  const { files, facts, family, picture, isJoint } = await readModel(modelUrl);
  configureRuntime('wasm', threads);
  const fileFailure = serveModelFiles(facts.name, files, () => {});
  failureOf = fileFailure;
  const has = (path: string) => files.has(path);
  return { name: facts.name, family, device: 'wasm' as const, precision, isJoint, has, picture };
}

/** Of the one model of this worker. */
let failureOf: () => unknown = () => undefined;

const failure = (error: unknown): never => {
  throw failureOf() ?? error;
};

async function embedAll<T>(
  inputs: readonly T[],
  embed: (some: T[]) => Promise<Float32Array[]>,
  onProgress: OnProgress,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < inputs.length; from += batchSize) {
    vectors.push(...(await embed(inputs.slice(from, from + batchSize))));
    onProgress({ phase: 'measure', done: vectors.length, total: inputs.length });
  }
  return vectors;
}
