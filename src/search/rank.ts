import {
  type Calibration,
  type ChunkPlace,
  type DocumentId,
  type Evidence,
  type FusionWeights,
  type Modality,
  modalityOf,
  type QueryVector,
  type Score,
} from '../core';
import { calibratedScore, pairCalibration, withWords } from './calibration';
import { byRelevance, evenWeights, fusedScore, isLikely } from './fusion';
import type { LexicalHit, LexicalRanking } from './lexical-index';
import type { VectorIndex } from './vector-index';

export const maxMatches = 60;
export const maxHitsPerMatch = 4;

/** Nearest chunks of each modality that are looked at. */
const depth = 300;

/** A document with this many among the nearest leaves no room for others. */
const crowd = 30;

/** A hit whose chunk has not been read from the store yet. */
export interface RankedHit extends ChunkPlace {
  score: Score;
  evidence: Evidence;
}

export interface RankedMatch {
  documentId: DocumentId;
  /** Best first, at least one. */
  hits: RankedHit[];
  /** Chunks above the noise line beyond `hits`, as far as they were looked at. */
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
  /** Shape [dims], of unit length; absent where only words are searched for. */
  query?: QueryVector | undefined;
  /** What full text found. */
  words?: LexicalRanking | undefined;
  weights?: FusionWeights | undefined;
  /** Chunks that may be found; absent: all. */
  allows?: ((documentId: DocumentId, ordinal: number) => boolean) | undefined;
}

interface Candidate extends ChunkPlace {
  row: number | undefined;
  cosine?: number;
  /** Calibrated, by meaning alone. */
  meaning?: number;
  meaningRank?: number;
  words?: Evidence['words'];
}

/**
 * Ranks chunks by meaning and by words in one list and groups them by document; a document
 * stands where its best chunk stands.
 */
export function rank(index: VectorIndex, options: RankOptions): Ranking {
  const candidates = new Map<string, Candidate>();
  const keyOf = ({ documentId, ordinal }: ChunkPlace) => `${documentId}/${ordinal}`;
  for (const candidate of nearestByMeaning(index, options)) {
    candidates.set(keyOf(candidate), candidate);
  }
  const allows = options.allows ?? (() => true);
  const hits = (options.words?.hits ?? []).filter((h) => allows(h.documentId, h.ordinal));
  for (const [i, hit] of hits.entries()) {
    const key = keyOf(hit);
    const candidate = candidates.get(key) ?? byWordsOnly(index, hit, options);
    candidates.set(key, { ...candidate, words: wordEvidence(hit, i + 1) });
  }
  const exact = new Set(options.words?.exact.map(keyOf));
  const ranked = [...candidates].map(([key, candidate]) =>
    judge(candidate, exact.has(key), options.weights ?? evenWeights),
  );
  return { ...group(ranked.sort(byRelevance)), searched: index.size };
}

function wordEvidence({ bm25, coverage, matched }: LexicalHit, rank: number) {
  return { rank, bm25, coverage, matched, spans: [] };
}

function judge(candidate: Candidate, isExact: boolean, weights: FusionWeights): RankedHit {
  const { documentId, ordinal, cosine, meaning, meaningRank, words } = candidate;
  const reasons = { isExact, ...(meaningRank && { meaningRank }), ...(words && { words }) };
  const evidence: Evidence = { ...reasons, fused: fusedScore(reasons, weights) };
  const calibrated = withWords(meaning, words?.coverage ?? 0, isExact);
  const score = cosine === undefined ? { calibrated } : { calibrated, cosine };
  return { documentId, ordinal, score, evidence };
}

function byWordsOnly(
  index: VectorIndex,
  { documentId, ordinal }: ChunkPlace,
  options: RankOptions,
) {
  const row = index.rowOf(documentId, ordinal);
  if (row === undefined || !options.query) return { documentId, ordinal, row };
  return measured(index, row, index.cosineOf(row, options.query.embedding), options);
}

function measured(
  index: VectorIndex,
  row: number,
  cosine: number,
  { calibration, query }: RankOptions,
): Candidate {
  const { documentId, ordinal, kind } = index.chunkAt(row);
  const pair = pairCalibration(calibration, query!.modality, modalityOf(kind));
  return { documentId, ordinal, row, cosine, meaning: calibratedScore(cosine, pair) };
}

/** The nearest chunks of both modalities, whose cosines only calibration makes comparable. */
function nearestByMeaning(index: VectorIndex, options: RankOptions): Candidate[] {
  if (!options.query) return [];
  const found = (['image', 'text'] as const).flatMap((modality) =>
    nearestOf(modality, index, options),
  );
  found.sort((a, b) => b.meaning! - a.meaning!);
  for (const [i, candidate] of found.entries()) candidate.meaningRank = i + 1;
  return found;
}

function nearestOf(modality: Modality, index: VectorIndex, options: RankOptions): Candidate[] {
  const { query, allows } = options;
  const crowded = new Set<DocumentId>();
  const found: Candidate[] = [];
  for (let pass = 0; pass < 3; pass++) {
    const { rows, cosines } = index.nearest(query!.embedding, depth, (row) => {
      if (modalityOf(index.kindAt(row)) !== modality) return false;
      const documentId = index.documentAt(row);
      if (crowded.has(documentId)) return false;
      return allows ? allows(documentId, index.chunkAt(row).ordinal) : true;
    });
    const known = new Set(found.map(({ row }) => row));
    for (const [i, row] of rows.entries()) {
      if (!known.has(row)) found.push(measured(index, row, cosines[i]!, options));
    }
    const counts = Map.groupBy(found, ({ documentId }) => documentId);
    for (const [id, { length }] of counts) if (length >= crowd) crowded.add(id);
    if (rows.length < depth || crowded.size === 0 || counts.size >= maxMatches) break;
  }
  return found;
}

function group(hits: RankedHit[]): Omit<Ranking, 'searched'> {
  const matches = [...Map.groupBy(hits, ({ documentId }) => documentId)]
    .slice(0, maxMatches)
    .map(([documentId, all]) => {
      const above = all.filter(isLikely).length;
      // Below the line one hit says enough.
      const shown = all.slice(0, Math.max(1, Math.min(above, maxHitsPerMatch)));
      return { documentId, hits: shown, moreHits: Math.max(0, above - shown.length) };
    });
  const below = matches.findIndex((match) => !isLikely(match.hits[0]!));
  return { matches, noiseFrom: below < 0 ? matches.length : below };
}
