import { type AskQuestion, diversify, fillBudget } from '../../answer';
import {
  type AskSource,
  type Chunk,
  displayName,
  type Hit,
  type SearchFilter,
  type SourceDocument,
} from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';

/** Hits of one document that are looked at. */
const hitsPerMatch = 12;

/** Hits among which sources are chosen, and how many of them are. */
const looked = 40;
const maxSources = 10;

/** What all sources together may hold, in word pieces. */
const budgetTokens = 3000;

interface Found {
  hit: Hit;
  document: SourceDocument;
  relevance: number;
  vector?: Float32Array | undefined;
  group: string;
}

/**
 * What of the library may answer a question: hits by meaning and by words, chosen so that they say
 * different things, each passage with its neighbours.
 *
 * @param embedding of the question, shape [dims]
 */
export async function retrieve(
  library: Remote<Library>,
  question: AskQuestion,
  embedding: Float32Array,
  scope: SearchFilter,
): Promise<AskSource[]> {
  const { matches } = await library.search({
    text: question.words.join(' '),
    parts: [{ from: { embedding, modality: 'text' }, weight: 1 }],
    filter: scope,
    hitsPerMatch,
  });
  const all = matches.flatMap(({ document, hits }) => hits.map((hit) => ({ document, hit })));
  const highest = Math.max(...all.map(({ hit }) => hit.evidence.fused), Number.MIN_VALUE);
  const found: Found[] = all
    .map(({ document, hit }) => ({
      hit,
      document,
      relevance: (hit.score.calibrated / 100 + hit.evidence.fused / highest) / 2,
      group: document.id,
    }))
    .filter(({ hit }) => hit.chunk.kind !== 'table')
    .sort((a, b) => b.relevance - a.relevance)
    .slice(0, looked);
  const vectors = await library.embeddingsOf(
    found.map(({ hit }) => ({ documentId: hit.documentId, ordinal: hit.chunk.ordinal })),
  );
  for (const [i, one] of found.entries()) one.vector = vectors[i];
  const chosen = diversify(found, maxSources);
  const taken = new Set<string>();
  const sources: AskSource[] = [];
  for (const { hit, document } of chosen) {
    const keyOf = (chunk: Chunk) => `${document.id}/${chunk.ordinal}`;
    if (taken.has(keyOf(hit.chunk))) continue;
    const chunks = (await withNeighbours(library, hit)).filter((chunk) => !taken.has(keyOf(chunk)));
    for (const chunk of chunks) taken.add(keyOf(chunk));
    sources.push(sourceOf(sources.length + 1, document, hit, chunks));
  }
  const { kept } = fillBudget(sources, budgetTokens);
  return kept.map((source, i) => ({ ...source, number: i + 1 }));
}

/** A passage with the one before and after it under the same heading; anything else alone. */
async function withNeighbours(library: Remote<Library>, { documentId, chunk }: Hit) {
  if (chunk.kind !== 'passage') return [chunk];
  const { ordinal, heading } = chunk;
  const around = await library.chunks(documentId, Math.max(0, ordinal - 1), ordinal + 2);
  const joined = around.filter((one) => one.kind === 'passage' && one.heading === heading);
  return joined.some((one) => one.ordinal === ordinal) ? joined : [chunk];
}

const between = '\n\n';

export function sourceOf(
  number: number,
  document: SourceDocument,
  { chunk, score }: Pick<Hit, 'chunk' | 'score'>,
  chunks: readonly Chunk[],
): AskSource {
  let text = '';
  const parts = chunks.map((one) => {
    if (text !== '') text += between;
    const start = text.length;
    text += one.text;
    return { ordinal: one.ordinal, start };
  });
  return {
    number,
    documentId: document.id,
    name: displayName(document),
    documentKind: document.kind,
    chunk,
    text,
    parts,
    score,
  };
}
