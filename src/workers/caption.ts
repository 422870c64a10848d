import type { Chunk, SourceDocument } from '../core';
import type { Piece } from './revise';

/** The text of a caption's chunk with its embedding, shape [dims]. */
export interface FoundBy {
  text: string;
  embedding: Float32Array<ArrayBuffer>;
}

/** The chunk of a caption; it has the thumbnail of its picture, which is the first chunk. */
export function captionPiece({ text, embedding }: FoundBy, first: Chunk | undefined): Piece {
  const thumbnail = first?.thumbnail;
  const chunk: Chunk = { ordinal: 0, kind: 'caption', locator: { type: 'whole' }, text };
  return { chunk: thumbnail ? { ...chunk, thumbnail } : chunk, embedding };
}

/** With what was written by hand; '' where it was taken away. */
export function withCaption(document: SourceDocument, caption: string): SourceDocument {
  const { caption: _, ...rest } = document;
  return caption === '' ? rest : { ...rest, caption };
}
