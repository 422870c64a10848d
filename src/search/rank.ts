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
import {
  type CalibratedPart,
  calibrateParts,
  type Judged,
  judgeParts,
  targetsOf,
} from './query-parts';
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
  /** Hits shown of a document, likely or not; absent: at most {@link maxHitsPerMatch} likely ones. */
  hitsPerMatch?: number | undefined;
  /** Chunks that may be found; absent: all. */
  allows?: ((documentId: DocumentId, ordinal: number) => boolean) | undefined;
}

/** The lists that count, calibrated for this query. */
interface Asked {
  parts: CalibratedPart[];
  words: LexicalRanking | undefined;
  weights: FusionWeights;
  allows: (documentId: DocumentId, ordinal: number) => boolean;
}

interface Candidate extends ChunkPlace {
  isText: boolean;
  judged?: Judged;
  meaningRank?: number;
  words?: Evidence['words'];
}

/**
 * Ranks chunks by meaning and by words in one list and groups them by document; a document
 * stands where its best chunk stands.
 */
export function rank(index: VectorIndex, options: RankOptions): Ranking {
  const asked = askedOf(options);
  const candidates = new Map<string, Candidate>();
  const keyOf = ({ documentId, ordinal }: ChunkPlace) => `${documentId}/${ordinal}`;
  for (const candidate of nearestByMeaning(index, asked)) {
    candidates.set(keyOf(candidate), candidate);
  }
  const found = asked.words?.hits ?? [];
  const hits = found.filter((hit) => asked.allows(hit.documentId, hit.ordinal));
  for (const [i, hit] of hits.entries()) {
    const key = keyOf(hit);
    const candidate = candidates.get(key) ?? byWordsOnly(index, hit, asked);
    candidates.set(key, { ...candidate, words: wordEvidence(hit, i + 1) });
  }
  const exact = new Set(asked.words?.exact.map(keyOf));
  const ranked = [...candidates].map(([key, candidate]) => judge(candidate, exact.has(key), asked));
  const folded = foldPictures(ranked.sort(byRelevance), index);
  return { ...group(folded, options.hitsPerMatch), searched: index.size };
}

/** A list that counts nothing takes no part in the scores either. */
function askedOf({ parts, calibration, words, weights = evenWeights, allows }: RankOptions): Asked {
  return {
    parts: weights.meaning > 0 ? calibrateParts(parts, calibration) : [],
    words: weights.words > 0 ? words : undefined,
    weights,
    allows: allows ?? (() => true),
  };
}

function wordEvidence({ bm25, coverage, matched }: LexicalHit, rank: number) {
  return { rank, bm25, coverage, matched, spans: [] };
}

function judge(candidate: Candidate, isExact: boolean, asked: Asked): RankedHit {
  const { documentId, ordinal, judged, meaningRank, words, isText } = candidate;
  const reasons = {
    isExact,
    ...(meaningRank && { meaningRank }),
    ...(words && { words }),
    ...(judged && judged.parts.length > 1 && { parts: judged.parts }),
  };
  const evidence: Evidence = { ...reasons, fused: fusedScore(reasons, asked.weights) };
  const coverage = asked.words && (words?.coverage ?? 0);
  const calibrated = withWords(judged?.calibrated, coverage, { isText, isExact });
  const cosine = judged?.parts[0]?.cosine;
  const score = cosine === undefined ? { calibrated } : { calibrated, cosine };
  return { documentId, ordinal, score, evidence, copies: [] };
}

function byWordsOnly(index: VectorIndex, place: ChunkPlace, asked: Asked): Candidate {
  const { documentId, ordinal } = place;
  const row = index.rowOf(documentId, ordinal);
  if (row !== undefined && asked.parts.length > 0) return measured(index, row, asked);
  return { documentId, ordinal, isText: true };
}

function measured(index: VectorIndex, row: number, { parts }: Asked): Candidate {
  const { documentId, ordinal, kind } = index.chunkAt(row);
  const judged = judgeParts(parts, kind, (part) => index.cosineOf(row, part.embedding));
  return { documentId, ordinal, isText: modalityOf(kind) === 'text', judged };
}

/** The nearest chunks of both modalities, whose cosines only calibration makes comparable. */
function nearestByMeaning(index: VectorIndex, asked: Asked): Candidate[] {
  const rows = new Set<number>();
  for (const target of targetsOf(asked.parts)) {
    for (const modality of ['image', 'text'] as const) {
      addNearest(rows, target, modality, index, asked);
    }
  }
  const found = Array.from(rows, (row) => measured(index, row, asked));
  found.sort((a, b) => b.judged!.calibrated - a.judged!.calibrated);
  for (const [i, candidate] of found.entries()) candidate.meaningRank = i + 1;
  return found;
}

function addNearest(
  rows: Set<number>,
  target: Float32Array,
  modality: Modality,
  index: VectorIndex,
  { allows }: Asked,
): void {
  const crowded = new Set<DocumentId>();
  const counts = new Map<DocumentId, number>();
  for (let pass = 0; pass < maxPasses; pass++) {
    const accepts = (row: number) => {
      const documentId = index.documentAt(row);
      return !crowded.has(documentId) && allows(documentId, index.ordinalAt(row));
    };
    const nearest = index.nearest(target, depth, { modality, accepts });
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

function group(hits: RankedHit[], hitsPerMatch?: number): Omit<Ranking, 'searched'> {
  const matches = [...Map.groupBy(hits, ({ documentId }) => documentId)]
    .slice(0, maxMatches)
    .map(([documentId, all]) => {
      const above = all.filter(isLikely).length;
      // Below the line one hit says enough.
      const likely = Math.max(1, Math.min(above, maxHitsPerMatch));
      const shown = all.slice(0, hitsPerMatch ?? likely);
      return { documentId, hits: shown, moreHits: Math.max(0, above - shown.length) };
    });
  const below = matches.findIndex((match) => !isLikely(match.hits[0]!));
  return { matches, noiseFrom: below < 0 ? matches.length : below };
}
