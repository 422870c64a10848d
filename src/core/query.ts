import type { Chunk, Modality } from './chunk';
import type { DocumentId, SourceDocument } from './document';

/** A picture that is searched by, as it is shown to the person. */
export interface QueryPicture {
  /** Tells it from others of the same label. */
  key: string;
  label: string;
  /** How much it counts beside the words, which count 1; below 0: what is not wanted. */
  weight: number;
}

/** What is searched for: words, pictures, or both. */
export interface Query {
  /** As typed, with all operators; '' where only pictures are searched by. */
  text: string;
  pictures: QueryPicture[];
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

/** What a hit has to do with one part of the query. */
export interface PartEvidence {
  cosine: number;
  /** 0 to 100. */
  calibrated: number;
  weight: number;
}

/** Why a hit stands where it stands. */
export interface Evidence {
  /** Position among the hits by meaning, from 1; absent where it is not among the nearest. */
  meaningRank?: number;
  /** Absent where no word of the query stands in the chunk. */
  words?: WordEvidence;
  /** Of each part of a query of several, in their order. */
  parts?: PartEvidence[];
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
  /** Not even the best match is near: nothing is worth showing unasked. */
  isFarFromAll: boolean;
  /** Number of embeddings compared. */
  searched: number;
  /** Milliseconds for ranking alone. */
  rankMs: number;
}

/** An embedding to search with, shape [dims]. */
export interface QueryVector {
  embedding: Float32Array;
  modality: Modality;
}

/** One of the things a query is made of. */
export interface QueryPart extends QueryVector {
  /** Above 0: wanted; below: not wanted. */
  weight: number;
  /** Judges only chunks of this modality; absent: all. */
  only?: Modality;
}

/** How much each list counts in the fusion; 0 leaves it out. */
export interface FusionWeights {
  meaning: number;
  words: number;
}
