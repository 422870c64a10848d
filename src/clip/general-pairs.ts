import type { GeneralPairs } from '../core';
import { storedNameOf } from '../models';
import { readTensors } from './safetensors';
import { normalize } from './similarity';

/**
 * Pairs of unrelated photos and captions that come with the model.
 *
 * @param version of the model that is loaded: embeddings of another would tell nothing
 * @throws {RangeError} where they are not there, broken, or another model's
 */
export async function fetchGeneralPairs(
  modelUrl: string,
  { dims, version }: { dims: number; version: string },
): Promise<GeneralPairs> {
  if (storedNameOf(modelUrl) !== undefined) {
    throw new RangeError('only the bundled model comes with general pairs to teach beside');
  }
  const response = await fetch(`${modelUrl}general-pairs.safetensors`);
  if (!response.ok) throw new RangeError('the general pairs of this model are missing');
  const { tensors, metadata } = readTensors(await response.arrayBuffer());
  if (metadata.model_version !== version) {
    throw new RangeError('the general pairs are those of another model');
  }
  const read = (name: string): Float32Array => {
    const tensor = tensors[name];
    if (tensor?.shape[1] !== dims) throw new RangeError(`the general pairs have no ${name}`);
    const vectors = Float32Array.from(tensor.data);
    for (let at = 0; at < vectors.length; at += dims) normalize(vectors.subarray(at, at + dims));
    return vectors;
  };
  return { pictures: read('pictures'), captions: read('captions') };
}
