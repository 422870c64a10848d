import {
  type Calibration,
  type ChunkPlace,
  type DocumentId,
  type Evidence,
  type FusionWeights,
  type Modality,
  modalityOf,
  type QueryPart,
  type Score,
} from '../core';
import { withWords } from './calibration';
import { foldPictures } from './copies';
import { byRelevance, evenWeights, fusedScore, isLikely } from './fusion';
import type { LexicalHit, LexicalRanking } from './lexical-index';
import { type Judged, judgeParts, targetsOf } from './query-parts';
import type { VectorIndex } from './vector-index';

export const maxMatches = 60;
export const maxHitsPerMatch = 4;

/** Nearest chunks of each modality that are looked at. */
const depth = 300;

/** A document with this many among the nearest leaves no room for others. */
const crowd = 30;

/** Searches for documents behind a crowd. */
const maxPasses = 3;

/** A hit whose chunk has not been read from the store yet. */
export interface RankedHit extends ChunkPlace {
  score: Score;
  /** Near-identical pictures. */
  copies: ChunkPlace[];
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
  /** At least one of them wanted; empty where only words are searched for. */
  parts: QueryPart[];
  /** What full text found. */
  words?: LexicalRanking | undefined;
  weights?: FusionWeights | undefined;
  /** Chunks that may be found; absent: all. */
  allows?: ((documentId: DocumentId, ordinal: number) => boolean) | undefined;
}

interface Candidate extends ChunkPlace {
  row: number | undefined;
  judged?: Judged;
  meaningRank?: number;
  words?: Evidence['words'];
}

/**
 * Ranks chunks by meaning and by words in one list and groups them by document; a document
 * stands where its best chunk stands.
 */
export function rank(index: VectorIndex, all: RankOptions): Ranking {
  const options = withoutUnweighted(all);
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
  const folded = foldPictures(ranked.sort(byRelevance), index);
  return { ...group(folded), searched: index.size };
}

/** A list that counts nothing takes no part in the scores either. */
function withoutUnweighted(options: RankOptions): RankOptions {
  const { parts, words, weights = evenWeights } = options;
  return {
    ...options,
    weights,
    parts: weights.meaning > 0 ? parts : [],
    words: weights.words > 0 ? words : undefined,
  };
}

function wordEvidence({ bm25, coverage, matched }: LexicalHit, rank: number) {
  return { rank, bm25, coverage, matched, spans: [] };
}

function judge(candidate: Candidate, isExact: boolean, weights: FusionWeights): RankedHit {
  const { documentId, ordinal, judged, meaningRank, words } = candidate;
  const reasons = {
    isExact,
    ...(meaningRank && { meaningRank }),
    ...(words && { words }),
    ...(judged && judged.parts.length > 1 && { parts: judged.parts }),
  };
  const evidence: Evidence = { ...reasons, fused: fusedScore(reasons, weights) };
  const calibrated = withWords(judged?.calibrated, words?.coverage ?? 0, isExact);
  const cosine = judged?.parts[0]?.cosine;
  const score = cosine === undefined ? { calibrated } : { calibrated, cosine };
  return { documentId, ordinal, score, evidence, copies: [] };
}

function byWordsOnly(index: VectorIndex, place: ChunkPlace, options: RankOptions): Candidate {
  const { documentId, ordinal } = place;
  const row = index.rowOf(documentId, ordinal);
  if (row === undefined || options.parts.length === 0) return { documentId, ordinal, row };
  return measured(index, row, options);
}

function measured(index: VectorIndex, row: number, options: RankOptions): Candidate {
  const { documentId, ordinal, kind } = index.chunkAt(row);
  const judged = judgeParts(options.parts, options.calibration, kind, (part) =>
    index.cosineOf(row, part.embedding),
  );
  return { documentId, ordinal, row, judged };
}

/** The nearest chunks of both modalities, whose cosines only calibration makes comparable. */
function nearestByMeaning(index: VectorIndex, options: RankOptions): Candidate[] {
  const targets = targetsOf(options.parts);
  const rows = new Set<number>();
  for (const target of targets) {
    for (const modality of ['image', 'text'] as const) {
      addNearest(rows, target, modality, index, options);
    }
  }
  const found = Array.from(rows, (row) => measured(index, row, options));
  found.sort((a, b) => b.judged!.calibrated - a.judged!.calibrated);
  for (const [i, candidate] of found.entries()) candidate.meaningRank = i + 1;
  return found;
}

function addNearest(
  rows: Set<number>,
  target: Float32Array,
  modality: Modality,
  index: VectorIndex,
  { allows }: RankOptions,
): void {
  const crowded = new Set<DocumentId>();
  const counts = new Map<DocumentId, number>();
  for (let pass = 0; pass < maxPasses; pass++) {
    const nearest = index.nearest(target, depth, (row) => {
      if (modalityOf(index.kindAt(row)) !== modality) return false;
      const documentId = index.documentAt(row);
      if (crowded.has(documentId)) return false;
      return allows ? allows(documentId, index.chunkAt(row).ordinal) : true;
    });
    for (const row of nearest.rows) {
      rows.add(row);
      const id = index.documentAt(row);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const [id, count] of counts) if (count >= crowd) crowded.add(id);
    if (nearest.rows.length < depth || crowded.size === 0 || counts.size >= maxMatches) return;
  }
}

/** Documents by nothing but their filters, in the order given, by their first chunks. */
export function listAll(documentIds: DocumentId[]): Ranking {
  const matches = documentIds.slice(0, maxMatches).map((documentId) => {
    const evidence = { isExact: true, fused: 0 };
    const hit = { documentId, ordinal: 0, score: { calibrated: 100 }, evidence, copies: [] };
    return { documentId, hits: [hit], moreHits: 0 };
  });
  return { matches, noiseFrom: matches.length, searched: documentIds.length };
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
