import type { Chunk, Fingerprint, SourceDocument, ThumbnailKey } from '../core';
import type { DocumentEmbeddings, Store } from '../store';

/** The text of a caption's chunk with its embedding, shape [dims]. */
export interface FoundBy {
  text: string;
  embedding: Float32Array<ArrayBuffer>;
}

interface Captioned {
  document: SourceDocument;
  /** All of the document's chunks, its former caption among them. */
  chunks: readonly Chunk[];
  /** As it was written by hand; '' where it was taken away. */
  caption: string;
  found: FoundBy | undefined;
}

/**
 * Writes a ready document with another caption, which is a chunk of its own after the others. All
 * else of it stays as it was made.
 *
 * @returns undefined where it was removed meanwhile
 */
export async function commitCaption(
  store: Store,
  { document: { id, state }, chunks, caption, found }: Captioned,
  { fingerprint, dims }: { fingerprint: Fingerprint; dims: number },
): Promise<{ document: SourceDocument; embeddings: DocumentEmbeddings } | undefined> {
  if (state.phase !== 'ready') return undefined;
  const { metadata, warnings } = state;
  const others = chunks.filter(({ kind }) => kind !== 'caption');
  const [stored] = await store.embeddingsOf(new Set([id]));
  const embeddings = withoutCaption(stored, dims);
  const written = found ? [captionOf(found.text, others)] : [];
  if (found) {
    embeddings.ordinals.push(others.length);
    embeddings.kinds.push('caption');
    embeddings.vectors.push(found.embedding);
  }
  const vectors = new Float32Array(embeddings.vectors.length * dims);
  for (const [i, vector] of embeddings.vectors.entries()) vectors.set(vector, i * dims);
  const ready = {
    id,
    chunks: [...others, ...written],
    thumbnails: await thumbnailsOf(store, others),
    embeddings: { ordinals: embeddings.ordinals, kinds: embeddings.kinds, vectors },
    metadata,
    warnings,
    caption,
  };
  const [document] = await store.commit([ready], fingerprint, dims);
  return document && { document, embeddings: { documentId: id, ...ready.embeddings } };
}

function captionOf(text: string, others: readonly Chunk[]): Chunk {
  const thumbnail = others[0]?.thumbnail;
  const chunk: Chunk = {
    ordinal: others.length,
    kind: 'caption',
    locator: { type: 'whole' },
    text,
  };
  return thumbnail ? { ...chunk, thumbnail } : chunk;
}

function withoutCaption(stored: DocumentEmbeddings | undefined, dims: number) {
  const { ordinals = [], kinds = [], vectors = new Float32Array() } = stored ?? {};
  const kept = [...kinds.keys()].filter((at) => kinds[at] !== 'caption');
  return {
    ordinals: kept.map((at) => ordinals[at]!),
    kinds: kept.map((at) => kinds[at]!),
    vectors: kept.map((at) => Float32Array.from(vectors.subarray(at * dims, (at + 1) * dims))),
  };
}

async function thumbnailsOf(store: Store, chunks: readonly Chunk[]) {
  const thumbnails = new Map<ThumbnailKey, Blob>();
  for (const { thumbnail: key } of chunks) {
    const blob = key && (await store.thumbnail(key));
    if (blob) thumbnails.set(key, blob);
  }
  return thumbnails;
}
