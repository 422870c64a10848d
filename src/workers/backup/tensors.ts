import { readTensors, writeTensors } from '../../clip/safetensors';
import { type ChunkKind, chunkKinds } from '../../core';
import type { DocumentEmbeddings } from '../../store';

type Embeddings = Omit<DocumentEmbeddings, 'documentId'>;

/**
 * Embeddings of a document as safetensors: `vectors`, shape [count, dims], `ordinals`, shape
 * [count], and `kinds`, shape [count], which are places in the list of names in the metadata.
 */
export function writeEmbeddings({ ordinals, kinds, vectors }: Embeddings, dims: number): Blob {
  const count = ordinals.length;
  return writeTensors({
    tensors: {
      // A copy: what is given may be a view into those of many documents.
      vectors: { shape: [count, dims], data: Float32Array.from(vectors) },
      ordinals: { shape: [count], data: Int32Array.from(ordinals) },
      kinds: {
        shape: [count],
        data: Int8Array.from(kinds, (kind) => chunkKinds.indexOf(kind)),
      },
    },
    metadata: { kinds: chunkKinds.join(' ') },
  });
}

/** @throws {RangeError} where they are none, or not of `dims` numbers each */
export function readEmbeddings(bytes: ArrayBuffer, dims: number): Embeddings {
  const { tensors, metadata } = readTensors(bytes);
  const { vectors, ordinals, kinds } = tensors;
  const names = (metadata.kinds ?? '').split(' ') as ChunkKind[];
  const count = kinds?.shape[0] ?? 0;
  const isWhole =
    vectors?.data instanceof Float32Array &&
    vectors.shape[0] === count &&
    vectors.shape[1] === dims &&
    ordinals?.data instanceof Int32Array &&
    ordinals.data.length === count;
  if (!isWhole) throw new RangeError('its embeddings make no sense');
  const kindOf = (index: number) => names[index];
  const found = Array.from(kinds!.data, kindOf).filter((kind) => chunkKinds.includes(kind!));
  if (found.length < count) throw new RangeError('its embeddings are of an unknown kind');
  return {
    ordinals: Array.from(ordinals.data),
    kinds: found as ChunkKind[],
    vectors: vectors.data as Float32Array,
  };
}
