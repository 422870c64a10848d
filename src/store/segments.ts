import {
  type ChunkKind,
  chunkKinds,
  type DocumentId,
  type Fingerprint,
  fingerprintKey,
} from '../core';

/**
 * Embeddings of many chunks, packed. One record holds all vectors of one commit; small
 * records are merged as they gather, see {@link mergeSegments}.
 */
export interface EmbeddingSegment {
  fingerprint: Fingerprint;
  dims: number;
  /** Number of vectors. */
  count: number;
  /** Every document with a vector in here, once. */
  documents: DocumentId[];
  /** Shape [count, 3]: index into `documents`, ordinal of the chunk, index into `chunkKinds`. */
  rows: Uint32Array<ArrayBuffer>;
  /** Shape [count, dims], row-major, each of unit length. */
  vectors: Float32Array<ArrayBuffer>;
}

/** The embeddings of one document. */
export interface DocumentEmbeddings {
  documentId: DocumentId;
  /** Shape [count]. */
  ordinals: number[];
  /** Shape [count]. */
  kinds: ChunkKind[];
  /** Shape [count, dims], row-major. */
  vectors: Float32Array;
}

const rowWidth = 3;

/**
 * @throws {RangeError} on a vector that is not of unit length, undefined numbers included:
 * such a vector would rank anywhere
 */
export function packSegment(
  embeddings: DocumentEmbeddings[],
  fingerprint: Fingerprint,
  dims: number,
): EmbeddingSegment {
  const filled = embeddings.filter((e) => e.ordinals.length > 0);
  const count = filled.reduce((sum, e) => sum + e.ordinals.length, 0);
  const rows = new Uint32Array(count * rowWidth);
  const vectors = new Float32Array(count * dims);
  let at = 0;
  for (const [index, e] of filled.entries()) {
    if (e.vectors.length !== e.ordinals.length * dims) {
      throw new RangeError(`${e.ordinals.length} chunks but ${e.vectors.length / dims} vectors`);
    }
    requireUnitLength(e.vectors, dims);
    vectors.set(e.vectors, at * dims);
    for (const [i, ordinal] of e.ordinals.entries()) {
      rows.set([index, ordinal, chunkKinds.indexOf(e.kinds[i]!)], at * rowWidth);
      at += 1;
    }
  }
  const documents = filled.map((e) => e.documentId);
  return { fingerprint, dims, count, documents, rows, vectors };
}

function requireUnitLength(vectors: Float32Array, dims: number): void {
  for (let start = 0; start < vectors.length; start += dims) {
    const sum = squaredLength(vectors, start, dims);
    if (!isUnit(sum)) throw new RangeError(`an embedding of length ${Math.sqrt(sum)}, expected 1`);
  }
}

function areUnitVectors(vectors: Float32Array, dims: number): boolean {
  for (let start = 0; start < vectors.length; start += dims) {
    if (!isUnit(squaredLength(vectors, start, dims))) return false;
  }
  return true;
}

function squaredLength(vectors: Float32Array, start: number, dims: number): number {
  let sum = 0;
  for (let i = start; i < start + dims; i++) sum += vectors[i]! * vectors[i]!;
  return sum;
}

/** Not so where it is an undefined number. */
const isUnit = (squared: number): boolean => Math.abs(squared - 1) < 1e-2;

/** The inverse of {@link packSegment}. Vectors are views into the segment where rows adjoin. */
export function unpackSegment(segment: EmbeddingSegment): DocumentEmbeddings[] {
  const { documents, rows, vectors, dims, count } = segment;
  const unpacked: DocumentEmbeddings[] = [];
  let start = 0;
  while (start < count) {
    const document = rows[start * rowWidth]!;
    let end = start;
    const part: DocumentEmbeddings = {
      documentId: documents[document]!,
      ordinals: [],
      kinds: [],
      vectors,
    };
    while (end < count && rows[end * rowWidth] === document) {
      part.ordinals.push(rows[end * rowWidth + 1]!);
      part.kinds.push(chunkKinds[rows[end * rowWidth + 2]!]!);
      end += 1;
    }
    part.vectors = vectors.subarray(start * dims, end * dims);
    unpacked.push(part);
    start = end;
  }
  return unpacked;
}

/**
 * What can be used of a segment as it is stored: nothing where its shapes do not agree, and no
 * document that has a vector which is not of unit length. One damaged document must not take
 * search, or its neighbours, with it.
 */
export function soundParts(segment: EmbeddingSegment): DocumentEmbeddings[] {
  if (!hasSoundShape(segment)) return [];
  return unpackSegment(segment).filter(({ vectors }) => areUnitVectors(vectors, segment.dims));
}

function hasSoundShape({ dims, count, documents, rows, vectors }: EmbeddingSegment): boolean {
  if (!(rows instanceof Uint32Array) || !(vectors instanceof Float32Array)) return false;
  if (rows.length !== count * rowWidth || vectors.length !== count * dims) return false;
  return rows.every((value, i) => {
    if (i % rowWidth === 0) return value < documents.length;
    return i % rowWidth === 1 || value < chunkKinds.length;
  });
}

/** The segment without some documents; undefined where nothing is left. */
export function withoutDocuments(
  segment: EmbeddingSegment,
  gone: ReadonlySet<DocumentId>,
): EmbeddingSegment | undefined {
  const kept = soundParts(segment).filter((e) => !gone.has(e.documentId));
  if (kept.length === 0) return undefined;
  return packSegment(kept, segment.fingerprint, segment.dims);
}

/** Joins segments, those of each fingerprint apart. */
export function mergeSegments(segments: EmbeddingSegment[]): EmbeddingSegment[] {
  const byFingerprint = Map.groupBy(segments, (s) => fingerprintKey(s.fingerprint));
  return [...byFingerprint.values()].map((group) =>
    packSegment(group.flatMap(soundParts), group[0]!.fingerprint, group[0]!.dims),
  );
}
