import type { Chunk, Modality } from './chunk';
import type { DocumentId, DocumentKind, SourceDocument } from './document';

/** What is searched for: words, or a picture. */
export type Query =
  | { type: 'text'; text: string }
  | {
      type: 'image';
      /** Shown to the person; the embedding is what ranks. */
      label: string;
    };

export interface SearchFilter {
  /** Absent: every kind. */
  kinds?: DocumentKind[];
}

/** Higher is better. */
export interface Score {
  /** Raw cosine similarity, -1 to 1; absent where the chunk has no embedding. */
  cosine?: number;
  /** 0 to 100, comparable between pictures, passages and rows. */
  calibrated: number;
}

/** A stretch of a text, as character offsets. */
export interface TextSpan {
  start: number;
  end: number;
}

/** What full text says for a hit. */
export interface WordEvidence {
  /** Position among the hits by words, from 1. */
  rank: number;
  /** Okapi BM25 of the query's words, above 0. */
  bm25: number;
  /** Share of the query's words that stand in the chunk, each weighted by its rarity; 0 to 1. */
  coverage: number;
  /** Those words, as typed. */
  matched: string[];
  /** Where they stand in the chunk's text. */
  spans: TextSpan[];
}

/** Why a hit stands where it stands. */
export interface Evidence {
  /** Position among the hits by meaning, from 1; absent where it is not among the nearest. */
  meaningRank?: number;
  /** Absent where no word of the query stands in the chunk. */
  words?: WordEvidence;
  /** An identifier or a phrase of the query stands in the chunk letter for letter. */
  isExact: boolean;
  /** Sum of the reciprocal ranks, what the order goes by. */
  fused: number;
}

/** A chunk, named by its place. */
export interface ChunkPlace {
  documentId: DocumentId;
  ordinal: number;
}

/** A chunk found by a query. */
export interface Hit {
  documentId: DocumentId;
  chunk: Chunk;
  score: Score;
  evidence: Evidence;
  /** Near-identical hits that are not shown on their own. */
  copies: ChunkPlace[];
}

/** A document with its hits, best first. */
export interface Match {
  document: SourceDocument;
  hits: Hit[];
  /** How many more chunks of the document stand above the noise line than `hits` holds. */
  moreHits: number;
}

export interface SearchResult {
  matches: Match[];
  /** Index of the first match below the noise line; `matches.length` where none is. */
  noiseFrom: number;
  /** Number of embeddings compared. */
  searched: number;
  /** Milliseconds for ranking alone. */
  rankMs: number;
}

export interface QueryVector {
  embedding: Float32Array;
  modality: Modality;
}

/** How much each list counts in the fusion; 0 leaves it out. */
export interface FusionWeights {
  meaning: number;
  words: number;
}
