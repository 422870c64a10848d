import type { ScoredQuery, TaughtPair } from '../../../app';
import type { HitMark, SourceDocument } from '../../../core';
import { isReadyPicture, picturesByName } from '../../parts/pictures-by-name';

/** Pairs from somewhere, ready to be taught. */
export interface PairSource {
  right: TaughtPair[];
  /** Pictures that a caption does not mean. */
  wrong: TaughtPair[];
  /** Captions whose picture is not in the library. */
  missing: number;
}

/** Of a file: every caption with every picture of the library that it names. */
export function pairsOfFile(
  documents: readonly SourceDocument[],
  queries: readonly ScoredQuery[],
): PairSource {
  const byName = picturesByName(documents);
  const right: TaughtPair[] = [];
  let missing = 0;
  for (const { query: caption, relevant } of queries) {
    for (const { file } of relevant) {
      const documentId = byName.get(file);
      if (documentId === undefined) missing += 1;
      else right.push({ documentId, ordinal: 0, caption });
    }
  }
  return { right, wrong: [], missing };
}

/** Captions that were written in the library. */
export function pairsOfCaptions(documents: readonly SourceDocument[]): PairSource {
  const right = documents
    .filter(isReadyPicture)
    .flatMap(({ id, caption }) => (caption ? [{ documentId: id, ordinal: 0, caption }] : []));
  return { right, wrong: [], missing: 0 };
}

/** Hits that were marked, the query being the caption. */
export function pairsOfMarks(marks: readonly HitMark[]): PairSource {
  const pairOf = ({ documentId, ordinal, query: caption }: HitMark) => ({
    documentId,
    ordinal,
    caption,
  });
  return {
    right: marks.filter(({ isRight }) => isRight).map(pairOf),
    wrong: marks.filter(({ isRight }) => !isRight).map(pairOf),
    missing: 0,
  };
}
