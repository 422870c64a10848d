import { modalityOf, type ParsedChunk } from '../core';
import type { ModelSession } from './model-session';

/** Embeds what has pixels with the image tower and what has text with the text tower. */
export async function embedChunks(model: ModelSession, chunks: ParsedChunk[], signal: AbortSignal) {
  const pictures = chunks.filter((c) => c.raster && modalityOf(c.chunk.kind) === 'image');
  const texts = chunks.filter((c) => c.embedText && modalityOf(c.chunk.kind) === 'text');
  const [imageVectors, textVectors] = await Promise.all([
    pictures.length > 0
      ? model.embedRasters(
          pictures.map((c) => c.raster!),
          'ingest',
          signal,
        )
      : new Float32Array(),
    texts.length > 0
      ? model.embedTexts(
          texts.map((c) => c.embedText!),
          'ingest',
          signal,
        )
      : new Float32Array(),
  ]);
  const vectors = new Float32Array(imageVectors.length + textVectors.length);
  vectors.set(imageVectors);
  vectors.set(textVectors, imageVectors.length);
  const embedded = [...pictures, ...texts];
  return {
    ordinals: embedded.map(({ chunk }) => chunk.ordinal),
    kinds: embedded.map(({ chunk }) => chunk.kind),
    vectors,
  };
}
