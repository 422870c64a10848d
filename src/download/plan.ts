import type { WeightPrecision } from '../core';
import {
  layoutOf,
  type ManifestEntry,
  type ModelConfig,
  modelNameOf,
  type Variants,
  wholePrecisions,
} from '../models';
import { filesOf, getJson, HubError, type HubFile, revisionOf } from './hub';

/** `download.json`: what is to be fetched, and what is there. */
export interface Plan {
  name: string;
  repo: string;
  revision: string;
  variants: Variants;
  files: HubFile[];
  /** Files that are whole and were verified. */
  done: ManifestEntry[];
}

/** What there is of a model on the hub. */
export interface Offer {
  repo: string;
  revision: string;
  config: ModelConfig;
  files: HubFile[];
  /** Precisions in which the whole model is there, with what they take. */
  precisions: { precision: WeightPrecision; bytes: number }[];
}

/**
 * Looks a model up on the hub.
 *
 * @throws {HubError} where it is not there
 * @throws {ModelLayoutError} where it would not run here
 */
export async function offerOf(repo: string, signal: AbortSignal): Promise<Offer> {
  const revision = await revisionOf(repo, signal);
  const files = await filesOf(repo, revision, signal);
  const paths = files.map(({ path }) => path);
  if (!paths.includes('config.json')) {
    throw new HubError(`${repo} is no model that runs here: it has no config.json.`);
  }
  const config = await getJson<ModelConfig>(
    `https://huggingface.co/${repo}/resolve/${revision}/config.json`,
    repo,
    signal,
  );
  layoutOf(paths, config);
  const precisions = wholePrecisions(paths).map((precision) => {
    const kept = new Set(layoutOf(paths, config, [precision]).paths);
    const bytes = files.reduce((sum, file) => sum + (kept.has(file.path) ? file.bytes : 0), 0);
    return { precision, bytes };
  });
  return { repo, revision, config, files, precisions };
}

/** What to fetch of an offer. */
export function planOf(offer: Offer, wanted: readonly WeightPrecision[]): Plan {
  const { repo, revision, config, files } = offer;
  const { paths, variants } = layoutOf(
    files.map(({ path }) => path),
    config,
    wanted,
  );
  return {
    name: modelNameOf(repo.split('/').pop()!),
    repo,
    revision,
    variants,
    files: paths.map((path) => files.find((file) => file.path === path)!),
    done: [],
  };
}

export const bytesOf = ({ files }: Plan): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);
