import { type Hit, type Match, modalityOf } from '../core';
import { byRelevance, isLikely } from './fusion';
import type { RankedHit } from './rank';
import { sameText, sharedShare, shinglesOf } from './shingles';
import type { VectorIndex } from './vector-index';

/** Two pictures with a cosine above this are the same one, cut or saved anew. */
const samePicture = 0.96;

/** Pictures compared with each other: far down a ranking nobody looks for copies. */
const maxPictures = 150;

/** Folds the copies of pictures into the best hit of each; `hits` are best first. */
export function foldPictures(hits: RankedHit[], index: VectorIndex): RankedHit[] {
  const kept: { hit: RankedHit; vector: Float32Array }[] = [];
  return hits.filter((hit) => {
    if (kept.length >= maxPictures || !isLikely(hit)) return true;
    const found = index.vectorOf(hit.documentId, hit.ordinal);
    if (found?.modality !== 'image') return true;
    const vector = found.embedding;
    const original = kept.find((other) => isSamePicture(other.vector, vector));
    if (!original) kept.push({ hit, vector });
    else original.hit.copies.push({ documentId: hit.documentId, ordinal: hit.ordinal });
    return original === undefined;
  });
}

const isSamePicture = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, x, i) => sum + x * b[i]!, 0) >= samePicture;

/**
 * Leaves of near-identical texts only the best, which counts the others. A document all of
 * whose hits are copies is left out; one that loses its best hit stands where its next stands.
 */
export function foldTexts(matches: Match[]): Match[] {
  const kept: { hit: Hit; shingles: Set<string> }[] = [];
  const copies = new Set<Hit>();
  for (const hit of matches.flatMap((match) => match.hits).toSorted(byRelevance)) {
    if (modalityOf(hit.chunk.kind) !== 'text') continue;
    const shingles = shinglesOf(hit.chunk.text);
    const original = kept.find((other) => sharedShare(other.shingles, shingles) >= sameText);
    if (!original) kept.push({ hit, shingles });
    else {
      original.hit.copies.push({ documentId: hit.documentId, ordinal: hit.chunk.ordinal });
      copies.add(hit);
    }
  }
  return matches
    .map((match) => ({ ...match, hits: match.hits.filter((hit) => !copies.has(hit)) }))
    .filter(({ hits }) => hits.length > 0)
    .sort((a, b) => byRelevance(a.hits[0]!, b.hits[0]!));
}
