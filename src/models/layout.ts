import type { WeightPrecision } from '../core';
import type { Variants } from './manifest';
import { graphFiles, precisionsOf, variantsFor } from './precisions';

/** The files are not those of an encoder that runs here; the message is for the person. */
export class ModelLayoutError extends Error {
  override name = 'ModelLayoutError';
}

/** The kinds of encoders that run here; see `clip/families/`. */
export type FamilyName = 'clip' | 'siglip';

/** What is read of `config.json` to tell what a folder holds. */
export interface ModelConfig {
  model_type?: string;
  architectures?: string[];
}

export interface ModelLayout {
  family: FamilyName;
  /** Files to keep, by their path below the model's folder. */
  paths: string[];
  variants: Variants;
}

const needed = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'preprocessor_config.json',
] as const;

/** What makers who measured their model put beside it; see `public/models/compact-clip`. */
const measured = ['golden.json', 'calibration.json', 'background.bin'] as const;

const families: Record<string, FamilyName> = { clip: 'clip', siglip: 'siglip' };

/** Kept where nothing nearer to the trained weights is there, for they cost quality. */
const small: readonly WeightPrecision[] = ['q4', 'q4f16', 'bnb4', 'int8', 'uint8'];

/** Where both towers are in one graph, each text would be computed with a picture and back. */
const towers = ['text_model', 'vision_model'] as const;
const joint = 'model';

/**
 * Tells what a model folder in the layout of the hubs holds.
 *
 * @param paths all of it, without the folder's own name
 * @param wanted precisions to keep, of those there are; without it, those worth their room
 * @throws {ModelLayoutError} naming what is missing
 */
export function layoutOf(
  paths: readonly string[],
  config: ModelConfig,
  wanted?: readonly WeightPrecision[],
): ModelLayout {
  const family = familyOf(config);
  const missing = needed.filter((path) => !paths.includes(path));
  if (missing.length > 0)
    throw new ModelLayoutError(`The model has no ${missing.join(' and no ')}.`);
  const inside = new Set(paths);
  const has = (name: string) => inside.has(`onnx/${name}`);
  const graphs = graphsOf(has);
  const chosen = graphs.map((graph) => {
    const all = precisionsOf(graph, has);
    const kept = worthKeeping(all).filter((one) => !wanted || wanted.includes(one));
    return { graph, precisions: kept.length > 0 ? kept : all.slice(0, 1) };
  });
  const [text, vision = text] = chosen;
  return {
    family,
    paths: [
      ...needed,
      ...measured.filter((path) => inside.has(path)),
      ...chosen.flatMap(({ graph, precisions }) =>
        precisions.flatMap((one) => graphFiles(graph, one, has).map((name) => `onnx/${name}`)),
      ),
    ],
    variants: variantsFor(text!.precisions, vision!.precisions),
  };
}

/** Whether both towers are in one graph. */
export const isJoint = (has: (path: string) => boolean): boolean =>
  precisionsOf(towers[0], (name) => has(`onnx/${name}`)).length === 0;

/** Precisions in which the whole model is there, most exact first. */
export function wholePrecisions(paths: readonly string[]): WeightPrecision[] {
  const has = (name: string) => paths.includes(`onnx/${name}`);
  const [text, vision = text] = graphsOf(has).map((graph) => precisionsOf(graph, has));
  return worthKeeping(text!.filter((one) => vision!.includes(one)));
}

function worthKeeping(all: WeightPrecision[]): WeightPrecision[] {
  const large = all.filter((one) => !small.includes(one));
  return large.length > 0 ? large : all;
}

function familyOf({ model_type, architectures = [] }: ModelConfig): FamilyName {
  const family = families[model_type ?? ''];
  if (family) return family;
  if (architectures.some((name) => /ForCausalLM$|ForConditionalGeneration$/.test(name))) {
    throw new ModelLayoutError(
      'This is a language model. It can be added under “Language model” in Settings.',
    );
  }
  if (model_type === 'siglip2') {
    throw new ModelLayoutError(
      'This SigLIP 2 reads pictures of any shape (NaFlex), which does not run here. One with a fixed size, such as siglip2-base-patch16-224, does.',
    );
  }
  throw new ModelLayoutError(
    model_type
      ? `Models of the kind “${model_type}” do not run here; CLIP, MobileCLIP, SigLIP and SigLIP 2 do.`
      : 'The config.json does not say what kind of model this is (model_type).',
  );
}

function graphsOf(has: (name: string) => boolean): string[] {
  const found = towers.filter((graph) => precisionsOf(graph, has).length > 0);
  if (found.length === towers.length) return [...found];
  if (precisionsOf(joint, has).length > 0) return [joint];
  const [present] = found;
  const absent = towers.filter((graph) => graph !== present);
  throw new ModelLayoutError(
    present
      ? `The model has onnx/${present}.onnx but no onnx/${absent[0]}.onnx: one reads texts, the other pictures, and both are needed.`
      : 'The model has no weights in the ONNX format: onnx/text_model.onnx and onnx/vision_model.onnx, in any precision.',
  );
}
