import { type Calibration, type DocumentId, type Modality, modalityOf, type Score } from '../core';
import { noiseScore, pairCalibration, score } from './calibration';
import type { VectorIndex } from './vector-index';

export const maxMatches = 60;
export const maxHitsPerMatch = 4;

/** A hit whose chunk has not been read from the store yet. */
export interface RankedHit {
  ordinal: number;
  score: Score;
}

export interface RankedMatch {
  documentId: DocumentId;
  /** Best first, at least one. */
  hits: RankedHit[];
  /** Chunks above the noise line beyond `hits`. */
  moreHits: number;
}

export interface Ranking {
  /** Best first. */
  matches: RankedMatch[];
  /** Index of the first match below the noise line. */
  noiseFrom: number;
  searched: number;
}

export interface RankOptions {
  calibration: Calibration;
  /** Modality of the query. */
  modality: Modality;
  /** Documents that may be found; absent: all. */
  allows?: (documentId: DocumentId) => boolean;
  /** A chunk that is not to be found: the one searched from. */
  except?: { documentId: DocumentId; ordinal: number };
}

interface Row {
  row: number;
  score: Score;
}

/**
 * Ranks all chunks by calibrated score and groups them by document; a document stands where
 * its best chunk stands.
 *
 * @param query shape [dims], of unit length
 */
export function rank(index: VectorIndex, query: Float32Array, options: RankOptions): Ranking {
  const cosines = index.cosines(query);
  const best = bestPerDocument(index, cosines, options);
  const top = [...best.entries()]
    .sort(([, a], [, b]) => b - a)
    .slice(0, maxMatches)
    .map(([documentId]) => documentId);
  const rows = rowsOf(index, cosines, new Set(top), options);
  const matches = top.map((documentId) => {
    const sorted = rows.get(documentId)!.sort((a, b) => b.score.calibrated - a.score.calibrated);
    const above = sorted.filter((r) => r.score.calibrated >= noiseScore).length;
    // Below the line one hit says enough.
    const hits = sorted.slice(0, Math.max(1, Math.min(above, maxHitsPerMatch)));
    return {
      documentId,
      hits: hits.map((r) => ({ ordinal: index.chunkAt(r.row).ordinal, score: r.score })),
      moreHits: Math.max(0, above - hits.length),
    };
  });
  const below = matches.findIndex((match) => match.hits[0]!.score.calibrated < noiseScore);
  return { matches, noiseFrom: below < 0 ? matches.length : below, searched: index.size };
}

function bestPerDocument(
  index: VectorIndex,
  cosines: Float32Array,
  options: RankOptions,
): Map<DocumentId, number> {
  const best = new Map<DocumentId, number>();
  for (const { row, score } of candidates(index, cosines, options)) {
    const documentId = index.documentAt(row);
    const known = best.get(documentId);
    if (known === undefined || score.calibrated > known) best.set(documentId, score.calibrated);
  }
  return best;
}

function rowsOf(
  index: VectorIndex,
  cosines: Float32Array,
  wanted: ReadonlySet<DocumentId>,
  options: RankOptions,
): Map<DocumentId, Row[]> {
  const rows = new Map<DocumentId, Row[]>();
  const allows = (id: DocumentId) => wanted.has(id);
  for (const candidate of candidates(index, cosines, { ...options, allows })) {
    const documentId = index.documentAt(candidate.row);
    const known = rows.get(documentId);
    if (known) known.push(candidate);
    else rows.set(documentId, [candidate]);
  }
  return rows;
}

function* candidates(
  index: VectorIndex,
  cosines: Float32Array,
  { calibration, modality, allows, except }: RankOptions,
): Generator<Row> {
  const byModality = {
    image: pairCalibration(calibration, modality, 'image'),
    text: pairCalibration(calibration, modality, 'text'),
  };
  for (const [row, cosine] of cosines.entries()) {
    if (allows && !allows(index.documentAt(row))) continue;
    if (except && index.documentAt(row) === except.documentId) {
      if (index.chunkAt(row).ordinal === except.ordinal) continue;
    }
    yield { row, score: score(cosine, byModality[modalityOf(index.kindAt(row))]) };
  }
}
