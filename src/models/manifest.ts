import type { Device, TowerPrecisions } from '../core';

export interface ManifestEntry {
  path: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** Precisions to try on each device, best first. */
export type Variants = Record<Device, TowerPrecisions[]>;

/** `manifest.json` of a model folder. */
export interface Manifest {
  name: string;
  version: string;
  /** 0 until the model was measured on this machine. */
  dims: number;
  files: ManifestEntry[];
  /** Bundled models name one for each device. */
  variants: Record<Device, TowerPrecisions | TowerPrecisions[]>;
  /**
   * What tells the embeddings of this model from those of any other; without it, the hash of this
   * manifest does. Models that were brought have one, since their manifest is written anew when
   * they are measured.
   */
  fingerprint?: string;
  /** Where it comes from, such as `Xenova/clip-vit-base-patch32`; absent for a folder or a ZIP. */
  source?: string;
  /** Scores are judged by what was measured on this machine with few texts and pictures. */
  isEstimated?: boolean;
}

export function variantsOf({ variants }: Manifest): Variants {
  return { wasm: [variants.wasm].flat(), webgpu: [variants.webgpu].flat() };
}

/** Bytes of all files together. */
export const byteSizeOf = ({ files }: Manifest): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);
