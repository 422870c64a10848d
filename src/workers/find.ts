import {
  type Chunk,
  type DocumentId,
  type FusionWeights,
  type Hit,
  type Match,
  type QueryVector,
  readQueryText,
  type SearchFilter,
  type SearchResult,
  type SourceDocument,
} from '../core';
import {
  collapseCopies,
  contentWords,
  isLikely,
  type RankedHit,
  type Ranking,
  rank,
  type VectorIndex,
  wordSpans,
} from '../search';
import type { FullText } from './full-text';
import type { LibraryModel } from './library';

/** Hits by words that are looked at. */
const maxWordHits = 200;

/** What to search with: an embedding, or the stored one of a chunk. */
export type SearchFrom = QueryVector | { documentId: DocumentId; ordinal: number };

export interface SearchRequest {
  /** Words as typed, operators included; '' where only a picture is searched by. */
  text: string;
  /** Absent where nothing but exclusions was typed. */
  from?: SearchFrom | undefined;
  filter: SearchFilter;
  weights?: FusionWeights | undefined;
}

/** What a search reads. */
export interface Searched {
  documents: ReadonlyMap<DocumentId, SourceDocument>;
  index: VectorIndex;
  model: LibraryModel;
  fullText: FullText;
  chunks: (id: DocumentId, from: number, to: number) => Promise<Chunk[]>;
}

/** One search over all of the library: rank, read the chunks of the hits, fold copies. */
export async function find(searched: Searched, request: SearchRequest): Promise<SearchResult> {
  const { index } = searched;
  const started = performance.now();
  const ranking = rankAll(searched, request);
  const rankMs = performance.now() - started;
  const read = await withChunks(searched, ranking, request);
  const matches = collapseCopies(read, index);
  const noiseFrom = matches.filter(({ hits }) => isLikely(hits[0]!)).length;
  return { matches, noiseFrom, searched: index.size, rankMs };
}

function rankAll({ documents, index, model, fullText }: Searched, request: SearchRequest): Ranking {
  const { from, filter, weights } = request;
  const text = readQueryText(request.text);
  const query =
    from && ('embedding' in from ? from : index.vectorOf(from.documentId, from.ordinal));
  const self = from && 'ordinal' in from ? from : undefined;
  const { kinds } = filter;
  const allowedByWords = fullText.allowed(text);
  return rank(index, {
    calibration: model.calibration,
    query,
    words: fullText.search(text, maxWordHits),
    weights,
    allows: (id, ordinal) => {
      if (kinds && !kinds.includes(documents.get(id)?.kind ?? 'text')) return false;
      if (self?.documentId === id && self.ordinal === ordinal) return false;
      return allowedByWords?.(id, ordinal) ?? true;
    },
  });
}

/** Reads the chunks of hits; a document removed meanwhile is left out. */
async function withChunks(
  { documents, chunks }: Searched,
  ranking: Ranking,
  { text }: SearchRequest,
): Promise<Match[]> {
  const words = contentWords(readQueryText(text).words);
  const readHit = async (hit: RankedHit): Promise<Hit | undefined> => {
    const { documentId, ordinal, score, evidence } = hit;
    const [chunk] = await chunks(documentId, ordinal, ordinal + 1);
    if (!chunk) return undefined;
    if (evidence.words) evidence.words.spans = wordSpans(chunk.text, words);
    return { documentId, chunk, score, evidence, copies: [] };
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
