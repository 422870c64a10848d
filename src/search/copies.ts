import { type Hit, type Match, modalityOf } from '../core';
import { byRelevance } from './fusion';
import { sameText, sharedShare, shinglesOf } from './shingles';
import type { VectorIndex } from './vector-index';

/** Two pictures with a cosine above this are the same one, cut or saved anew. */
const samePicture = 0.96;

/**
 * Leaves of near-identical hits only the best, which counts the others. A document all of
 * whose hits are copies is left out; one that loses its best hit stands where its next stands.
 */
export function collapseCopies(matches: Match[], index: VectorIndex | undefined): Match[] {
  const kept: { hit: Hit; print: Print }[] = [];
  const copies = new Set<Hit>();
  for (const hit of matches.flatMap((match) => match.hits).toSorted(byRelevance)) {
    const print = printOf(hit, index);
    const original = kept.find((other) => isCopy(print, other.print));
    if (original) {
      original.hit.copies.push({ documentId: hit.documentId, ordinal: hit.chunk.ordinal });
      copies.add(hit);
    } else kept.push({ hit, print });
  }
  return matches
    .map((match) => ({ ...match, hits: match.hits.filter((hit) => !copies.has(hit)) }))
    .filter(({ hits }) => hits.length > 0)
    .sort((a, b) => byRelevance(a.hits[0]!, b.hits[0]!));
}

interface Print {
  vector?: Float32Array;
  shingles?: Set<string>;
}

function printOf({ documentId, chunk }: Hit, index: VectorIndex | undefined): Print {
  if (modalityOf(chunk.kind) === 'image') {
    const vector = index?.vectorOf(documentId, chunk.ordinal)?.embedding;
    return vector ? { vector } : {};
  }
  return { shingles: shinglesOf(chunk.text) };
}

function isCopy(a: Print, b: Print): boolean {
  if (a.vector && b.vector) {
    const other = b.vector;
    return a.vector.reduce((sum, x, i) => sum + x * other[i]!, 0) >= samePicture;
  }
  if (!a.shingles || !b.shingles) return false;
  return sharedShare(a.shingles, b.shingles) >= sameText;
}
