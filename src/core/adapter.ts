import type { Modality } from './chunk';

/** Shares of queries whose right answer is among the first 1, 5 and 10. */
export interface Recalls {
  r1: number;
  r5: number;
  r10: number;
}

export interface BeforeAfter {
  /** Queries that were asked. */
  count: number;
  before: Recalls;
  after: Recalls;
}

/** A taught map of embeddings, with what is known of it. */
export interface Adapter {
  /** By which it is told from the others. */
  name: string;
  /** The encoder whose embeddings it maps. */
  model: { name: string; version: string };
  dims: number;
  /** A of unit(x + A·x), shape [dims, dims], row-major; a side without one stays as it is. */
  matrices: Partial<Record<Modality, Float32Array<ArrayBuffer>>>;
  /** Pairs it was learned from. */
  pairCount: number;
  /** On pairs that were held out. */
  heldOut: BeforeAfter;
  /** On photos and captions that have nothing to do with the pairs. */
  general: BeforeAfter;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** One that is kept; at most one of them is on. */
export interface StoredAdapter extends Adapter {
  isOn: boolean;
}

/** What a person says of a hit: it is what the query meant, or it is not. */
export interface HitMark {
  query: string;
  documentId: string;
  ordinal: number;
  isRight: boolean;
  /** Milliseconds since the epoch. */
  at: number;
}
