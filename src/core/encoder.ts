import type { Calibration, Fingerprint, Raster, RasterSpec } from './embedding';
import type { HeatMap, HeatMethod } from './heat-map';
import type { WeightPrecision } from './language-model';
import type { Progress } from './progress';

/** What runs ahead of what in the encoder: a query never waits for more than one batch. */
export type Priority = 'query' | 'explain' | 'ingest';

export type Device = 'webgpu' | 'wasm';

/** What a model was trained with: candidates against each other, or each pair by itself. */
export type LossKind = 'softmax' | 'sigmoid';

/** Precision of each tower's weights. */
export interface TowerPrecisions {
  text: WeightPrecision;
  vision: WeightPrecision;
}

/** What is known of a model before its weights are loaded. */
export interface ModelFacts {
  name: string;
  /** Hexadecimal; another for other weights. */
  version: string;
  dims: number;
  raster: RasterSpec;
  calibration: Calibration;
  /** The calibration was measured on this machine, with few texts and pictures. */
  isEstimated: boolean;
  loss: LossKind;
  /** ln of the factor by which cosines become logits, as the model learned it. */
  logitScale: number;
  /** Added to the logits before the sigmoid; 0 with the softmax. */
  logitBias: number;
  /** Precisions to try on each device, best first. */
  variants: Record<Device, TowerPrecisions[]>;
}

export interface EncoderInfo {
  device: Device;
  threads: number;
  precision: string;
  fingerprint: Fingerprint;
}

export interface EncoderOptions {
  /** Folder of the model: an address, or `stored:NAME/` for one that was brought; with the slash. */
  modelUrl: string;
  device: Device;
  threads: number;
  /** Without it, the best that the model has for the device. */
  precision?: TowerPrecisions;
  /** Both towers are loaded and checked before it is ready; else the image tower may come later. */
  isCareful?: boolean;
}

/** The one interface of every encoder, in this thread or another. Vectors are of unit length. */
export interface Encoder {
  /** Reads the manifest and the small files. */
  describe(modelUrl: string): Promise<ModelFacts>;
  /**
   * Loads the towers and checks them against the golden vectors.
   *
   * @throws {SelfTestError} when the device computes wrong numbers
   * @throws {ModelFileError} when a file is missing or is not the one in the manifest
   */
  load(
    options: EncoderOptions,
    onProgress: (progress: Progress<'download'>) => void,
  ): Promise<EncoderInfo>;
  /** @returns shape [texts, dims], row-major */
  embedTexts(texts: string[], priority: Priority, signal?: AbortSignal): Promise<Float32Array>;
  /** @returns shape [rasters, dims], row-major */
  embedRasters(rasters: Raster[], priority: Priority, signal?: AbortSignal): Promise<Float32Array>;
  /**
   * What the places of a picture have to do with its cosine to a query; queries go ahead of it.
   * Where the model does not tell the parts of a picture, it is made by covering.
   *
   * @param query shape [dims], of unit length
   */
  heatMap(
    raster: Raster,
    query: Float32Array,
    method: HeatMethod,
    signal?: AbortSignal,
  ): Promise<HeatMap>;
}

/** A model file is missing or not the one its manifest names. */
export class ModelFileError extends Error {
  override name = 'ModelFileError';
}

/** The device's embeddings of the golden inputs are not the expected ones. */
export class SelfTestError extends Error {
  override name = 'SelfTestError';
}
