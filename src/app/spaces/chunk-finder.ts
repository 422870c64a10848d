import { type Chunk, modalityOf, type ParsedChunk } from '../../core';

/**
 * Finds the stored chunk of each that a parser gives anew. Captions written by hand and what OCR
 * read have moved the others about, so an ordinal alone does not tell.
 *
 * @param stored all that are kept of a document, by ordinal
 */
export function chunkFinder(stored: readonly Chunk[]) {
  const byKey = Map.groupBy(stored, keyOf);
  return {
    /** With the ordinal under which it is kept; nothing where another has taken its place. */
    placed(parsed: ParsedChunk): ParsedChunk[] {
      const { chunk } = parsed;
      // Of rows past the kept ones only the embedding is there; see [Note: Rows of long tables].
      if (chunk.kind === 'row' && chunk.ordinal >= stored.length) return [parsed];
      const same = byKey.get(keyOf(chunk))?.shift();
      return same ? [{ ...parsed, chunk: { ...chunk, ordinal: same.ordinal } }] : [];
    },
    /** Texts that no parser gave: of OCR, and captions written by hand. */
    left(): Chunk[] {
      return [...byKey.values()]
        .flat()
        .filter(({ kind, text }) => modalityOf(kind) === 'text' && text !== '')
        .filter(({ kind, ocrConfidence }) => kind === 'caption' || ocrConfidence !== undefined)
        .sort((a, b) => a.ordinal - b.ordinal);
    },
  };
}

const keyOf = ({ kind, locator, text, ocrConfidence }: Chunk): string =>
  JSON.stringify([kind, Object.entries(locator).sort(), text, ocrConfidence !== undefined]);
