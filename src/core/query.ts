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
  /** Raw cosine similarity, -1 to 1. */
  cosine: number;
  /** 0 to 100, comparable between pictures, passages and rows. */
  calibrated: number;
}

/** A chunk found by a query. */
export interface Hit {
  documentId: DocumentId;
  chunk: Chunk;
  score: Score;
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
