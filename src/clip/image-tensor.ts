import type { Raster, RasterSpec } from '../core';

/** The part of `preprocessor_config.json` that this encoder reads. */
export interface PreprocessorConfig {
  size?: number | { width?: number; height?: number; shortest_edge?: number };
  crop_size?: number | { width: number; height: number };
  do_center_crop?: boolean;
  rescale_factor?: number;
  /** Else colours go in from 0 to 1. */
  do_normalize?: boolean;
  image_mean?: [number, number, number];
  image_std?: [number, number, number];
}

/** What is taken off each channel, and what it is divided by. */
export interface ColourScale {
  mean: readonly number[];
  std: readonly number[];
}

/** @param usual of the model's family, where its own settings name none */
export function colourScaleOf(
  { do_normalize, image_mean, image_std }: PreprocessorConfig,
  usual: Pick<PreprocessorConfig, 'image_mean' | 'image_std'> = {},
): ColourScale {
  if (do_normalize === false) return { mean: [0, 0, 0], std: [1, 1, 1] };
  return {
    mean: image_mean ?? usual.image_mean ?? [0, 0, 0],
    std: image_std ?? usual.image_std ?? [1, 1, 1],
  };
}

/** The geometry that a model's preprocessor asks for. */
export function rasterSpecOf(config: PreprocessorConfig): RasterSpec {
  if (config.do_center_crop && config.crop_size) {
    const crop = config.crop_size;
    const width = typeof crop === 'number' ? crop : crop.width;
    const height = typeof crop === 'number' ? crop : crop.height;
    return { width, height, fit: 'cover' };
  }
  const size = config.size;
  if (typeof size === 'number') return { width: size, height: size, fit: 'stretch' };
  const side = size?.shortest_edge ?? 224;
  return { width: size?.width ?? side, height: size?.height ?? side, fit: 'stretch' };
}

/**
 * Pixels to the image tower's input: value × rescale, minus mean, by standard deviation.
 *
 * @param rasters n pictures of the spec's size, RGBA bytes; alpha is ignored
 * @returns shape [n, 3, height, width], row-major
 * @throws {RangeError} when a raster has another size
 */
export function imageTensor(
  rasters: Raster[],
  spec: RasterSpec,
  config: PreprocessorConfig,
  { mean, std } = colourScaleOf(config),
): Float32Array<ArrayBuffer> {
  const plane = spec.width * spec.height;
  const tensor = new Float32Array(rasters.length * 3 * plane);
  const rescale = config.rescale_factor ?? 1 / 255;
  for (const [n, raster] of rasters.entries()) {
    if (raster.width !== spec.width || raster.height !== spec.height) {
      throw new RangeError(
        `expected ${spec.width}×${spec.height} pixels, got ${raster.width}×${raster.height}`,
      );
    }
    for (let channel = 0; channel < 3; channel++) {
      const scale = rescale / std[channel]!;
      const shift = mean[channel]! / std[channel]!;
      const at = (n * 3 + channel) * plane;
      for (let i = 0; i < plane; i++)
        tensor[at + i] = raster.data[i * 4 + channel]! * scale - shift;
    }
  }
  return tensor;
}
