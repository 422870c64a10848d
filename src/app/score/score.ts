import {
  type DocumentId,
  describeLocator,
  type FusionWeights,
  type Hit,
  type SearchResult,
  type SourceDocument,
} from '../../core';
import {
  bootstrap,
  type Estimate,
  type Judged,
  ndcgAt,
  recallAt,
  reciprocalRank,
  rocAuc,
} from './metrics';

/** Where a right answer stands. */
export interface Relevant {
  /** Path as the file was added, or the end of it. */
  file: string;
  /** As a person says it: "page 3"; absent: anywhere in the file. */
  place?: string;
}

export interface ScoredQuery {
  query: string;
  /** Empty where nothing should match. */
  relevant: Relevant[];
}

export interface RankedPlace {
  file: string;
  place: string;
  /** 0 to 100. */
  score: number;
}

export interface QueryResult {
  query: string;
  /** Best first. */
  ranking: RankedPlace[];
  /** Nothing stood above the noise line. */
  declined: boolean;
}

export interface Report {
  weights: FusionWeights;
  results: QueryResult[];
  /** Of the queries that have an answer. */
  r1: Estimate;
  r5: Estimate;
  r10: Estimate;
  mrr: Estimate;
  ndcg10: Estimate;
  /** How well the best hit's score tells queries with an answer from those without. */
  auc: number | undefined;
  /** Share of the queries without an answer that were declined. */
  declinedRight: number | undefined;
}

export interface Scoring {
  queries: readonly ScoredQuery[];
  weights: FusionWeights;
  find: (query: string, weights: FusionWeights) => Promise<SearchResult>;
  document: (id: DocumentId) => SourceDocument | undefined;
  onProgress: (done: number) => void;
  signal: AbortSignal;
}

export type ScoreRun = Pick<Scoring, 'signal'> & {
  /** Told of all questions, those of every mixture. */
  onProgress: (done: number, total: number) => void;
};

/** A report for each mixture of meaning and words. */
export async function scoreByWeights(
  queries: readonly ScoredQuery[],
  weights: readonly FusionWeights[],
  { onProgress, ...scoring }: ScoreRun & Pick<Scoring, 'find' | 'document'>,
): Promise<Report[]> {
  const reports: Report[] = [];
  const total = queries.length * weights.length;
  for (const one of weights) {
    const before = reports.length * queries.length;
    const told = (done: number) => onProgress(before + done, total);
    reports.push(await score({ ...scoring, queries, weights: one, onProgress: told }));
  }
  return reports;
}

/** Asks every query as a person would, and measures the rankings. */
export async function score(scoring: Scoring): Promise<Report> {
  const { queries, weights, find, document, onProgress, signal } = scoring;
  const results: QueryResult[] = [];
  for (const { query } of queries) {
    signal.throwIfAborted();
    const answer = await find(query, weights);
    const ranking = answer.matches.flatMap((match) =>
      match.hits.flatMap((hit) => placesOf(hit, match.document, document)),
    );
    results.push({ query, ranking, declined: answer.noiseFrom === 0 });
    onProgress(results.length);
  }
  return { weights, results, ...measure(queries, results) };
}

/** A hit and what was folded into it. */
function placesOf(
  { chunk, score, copies }: Hit,
  source: SourceDocument,
  document: (id: DocumentId) => SourceDocument | undefined,
): RankedPlace[] {
  const place = describeLocator(chunk.locator);
  const entry = (from: SourceDocument | undefined, at: string) => ({
    file: from?.names[0]?.path ?? '',
    place: at,
    score: score.calibrated,
  });
  return [entry(source, place), ...copies.map((copy) => entry(document(copy.documentId), ''))];
}

function measure(queries: readonly ScoredQuery[], results: readonly QueryResult[]) {
  const judged: Judged[] = [];
  const matched: number[] = [];
  const unmatched: number[] = [];
  let declined = 0;
  for (const [i, { relevant }] of queries.entries()) {
    const { ranking, declined: isDeclined } = results[i]!;
    const best = Math.max(0, ...ranking.map(({ score }) => score));
    (relevant.length > 0 ? matched : unmatched).push(best);
    if (relevant.length > 0) judged.push(judge(relevant, ranking));
    else if (isDeclined) declined += 1;
  }
  const over = (measure: (one: Judged) => number) => bootstrap(judged.map(measure));
  return {
    r1: over((one) => recallAt(1, one)),
    r5: over((one) => recallAt(5, one)),
    r10: over((one) => recallAt(10, one)),
    mrr: over(reciprocalRank),
    ndcg10: over((one) => ndcgAt(10, one)),
    auc: rocAuc(matched, unmatched),
    declinedRight: unmatched.length > 0 ? declined / unmatched.length : undefined,
  };
}

/** A file asked for as a whole counts once, wherever in it the hits stand. */
function judge(relevant: readonly Relevant[], ranking: readonly RankedPlace[]): Judged {
  const isByPlace = relevant.some(({ place }) => place !== undefined);
  const seen = new Set<string>();
  const entries = ranking.filter(({ file }) => {
    if (isByPlace) return true;
    const isNew = !seen.has(file);
    seen.add(file);
    return isNew;
  });
  const positions: number[] = [];
  const found = new Set<Relevant>();
  for (const [i, entry] of entries.entries()) {
    const answer = relevant.find((one) => !found.has(one) && meets(entry, one));
    if (!answer) continue;
    found.add(answer);
    positions.push(i + 1);
  }
  return { positions, relevantCount: relevant.length };
}

function meets(entry: RankedPlace, { file, place }: Relevant): boolean {
  const isFile = entry.file === file || entry.file.endsWith(`/${file}`);
  return isFile && (place === undefined || entry.place === place);
}
