import {
  type Calibration,
  type Chunk,
  type DocumentId,
  type FusionWeights,
  type Hit,
  joinFilters,
  type Match,
  type Modality,
  type QueryText,
  type QueryVector,
  readQueryText,
  type SearchFilter,
  type SearchResult,
  type SourceDocument,
} from '../core';
import {
  allowsDocument,
  contentWords,
  farScore,
  foldTexts,
  isLikely,
  listAll,
  type RankedHit,
  type Ranking,
  rank,
  type VectorIndex,
  wordSpans,
} from '../search';
import type { FullText } from './full-text';

/** Hits by words that are looked at. */
const maxWordHits = 200;

/** What to search with: an embedding, or the stored one of a chunk. */
export type SearchFrom = QueryVector | { documentId: DocumentId; ordinal: number };

/** One part of a query, embedded or stored. */
export interface RequestPart {
  from: SearchFrom;
  /** Above 0: wanted; below: not wanted. */
  weight: number;
  only?: Modality;
}

export interface SearchRequest {
  /** As typed, operators included; '' where only pictures are searched by. */
  text: string;
  /** Empty where nothing but filters or exclusions was typed. */
  parts: RequestPart[];
  /** Joined with what was typed. */
  filter: SearchFilter;
  weights?: FusionWeights | undefined;
  /** Of a document, at most, likely or not; absent: a few of the likely ones. */
  hitsPerMatch?: number;
  /** In the space that was opened beside the one in use. */
  isBeside?: boolean;
}

/** A part with its vector, in the space of the index. */
export type ResolvedPart = RequestPart & QueryVector;

export interface ResolvedRequest extends SearchRequest {
  parts: ResolvedPart[];
}

/** What a search reads. */
export interface Searched {
  documents: ReadonlyMap<DocumentId, SourceDocument>;
  index: VectorIndex;
  calibration: Calibration;
  fullText: FullText;
  chunks: (id: DocumentId, from: number, to: number) => Promise<Chunk[]>;
}

/** One search over all of the library: rank, read the chunks of the hits, fold copies. */
export async function find(searched: Searched, request: ResolvedRequest): Promise<SearchResult> {
  const { index } = searched;
  const text = readQueryText(request.text);
  const filter = joinFilters(request.filter, text.filter);
  const started = performance.now();
  const allowed = allowedDocuments(searched, filter);
  const places = filter.pages && (await placesOnPages(searched, allowed, filter.pages));
  const ranking = rankAllowed(searched, request, text, (id, ordinal) =>
    places ? places.has(`${id}/${ordinal}`) : allowed(id),
  );
  const rankMs = performance.now() - started;
  const read = await withChunks(searched, ranking, text);
  const matches = foldTexts(read);
  const noiseFrom = matches.filter(({ hits }) => isLikely(hits[0]!)).length;
  // Who narrows, or shows a picture, wants to see what there is.
  const isNarrowed = Object.values(filter).some((one) => !Array.isArray(one) || one.length > 0);
  const isFarFromAll =
    !isNarrowed &&
    request.parts.every(({ from }) => 'modality' in from && from.modality === 'text') &&
    matches.every(({ hits }) => hits[0]!.score.calibrated < farScore);
  return { matches, noiseFrom, isFarFromAll, searched: index.size, rankMs };
}

type Allows = (documentId: DocumentId, ordinal: number) => boolean;

function rankAllowed(
  { documents, index, calibration, fullText }: Searched,
  { parts, weights, hitsPerMatch }: ResolvedRequest,
  text: QueryText,
  allows: Allows,
): Ranking {
  if (parts.length === 0 && text.words.length === 0) {
    // Nothing but filters: what they leave, newest first.
    const all = [...documents.values()].reverse().filter(({ state }) => state.phase === 'ready');
    return listAll(all.map(({ id }) => id).filter((id) => allows(id, 0)));
  }
  const places = parts.flatMap(({ from }) => ('ordinal' in from ? [from] : []));
  const isAsked = (id: DocumentId, ordinal: number) =>
    places.some((place) => place.documentId === id && place.ordinal === ordinal);
  const allowedByWords = fullText.allowed(text);
  return rank(index, {
    calibration,
    parts,
    words: fullText.search(text, maxWordHits),
    weights,
    hitsPerMatch,
    allows: (id, ordinal) =>
      allows(id, ordinal) && !isAsked(id, ordinal) && (allowedByWords?.(id, ordinal) ?? true),
  });
}

/** Asked for every chunk, so each document is looked at once only. */
function allowedDocuments({ documents }: Searched, filter: SearchFilter) {
  const known = new Map<DocumentId, boolean>();
  return (id: DocumentId): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const document = documents.get(id);
    const isAllowed = document !== undefined && allowsDocument(document, filter);
    known.set(id, isAllowed);
    return isAllowed;
  };
}

/** Keys of the chunks that stand on some pages: only the chunks themselves know theirs. */
async function placesOnPages(
  { documents, chunks }: Searched,
  allows: (id: DocumentId) => boolean,
  pages: { from: number; to: number },
): Promise<Set<string>> {
  const places = new Set<string>();
  for (const { id, kind, state } of documents.values()) {
    if (kind !== 'pdf' || state.phase !== 'ready' || !allows(id)) continue;
    for (const { ordinal, locator } of await chunks(id, 0, state.chunkCount)) {
      const isOn =
        locator.type === 'page' && locator.page >= pages.from && locator.page <= pages.to;
      if (isOn) places.add(`${id}/${ordinal}`);
    }
  }
  return places;
}

/** Reads the chunks of hits; a document removed meanwhile is left out. */
async function withChunks(
  { documents, chunks }: Searched,
  ranking: Ranking,
  text: QueryText,
): Promise<Match[]> {
  const words = contentWords(text.words);
  const readHit = async (hit: RankedHit): Promise<Hit | undefined> => {
    const { documentId, ordinal, score, evidence, copies } = hit;
    const [chunk] = await chunks(documentId, ordinal, ordinal + 1);
    if (!chunk) return undefined;
    if (evidence.words) evidence.words.spans = wordSpans(chunk.text, words);
    return { documentId, chunk, score, evidence, copies };
  };
  const matches = await Promise.all(
    ranking.matches.map(async ({ documentId, hits, moreHits }) => {
      const read = (await Promise.all(hits.map(readHit))).filter((hit) => hit !== undefined);
      const document = documents.get(documentId);
      return document && read.length > 0 ? { document, hits: read, moreHits } : undefined;
    }),
  );
  return matches.filter((match) => match !== undefined);
}
