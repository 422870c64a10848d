import {
  type Chunk,
  type Evidence,
  type Query,
  readQueryText,
  type Score,
  type SourceDocument,
} from '../../core';
import { useAppState } from '../parts/rummage-context';
import { meaningOf, Similarity } from '../parts/similarity';
import { ConditionsMet } from './conditions/conditions-met';

interface Props {
  document: SourceDocument;
  chunk: Chunk;
  score: Score;
  evidence: Evidence;
  isWeak: boolean;
}

/** Every number that put the hit where it stands. */
export function Why({ document, chunk, score, evidence, isWeak }: Props) {
  const query = useAppState(({ search }) => (search.phase === 'idle' ? undefined : search.query));
  return (
    <details className="group shrink-0 border-b border-line text-xs text-quiet">
      <summary className="flex flex-wrap items-center gap-x-3 px-4 py-2 hover:text-ink">
        <Similarity score={score} isWeak={isWeak} label="Similarity of this hit" isCompact />
        <span>{meaningOf(isWeak)}</span>
        <span className="ml-auto font-semibold text-accent">Why?</span>
      </summary>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 px-4 pb-3 tabular-nums">
        {[...reasonsOf(score, evidence), ...ocrOf(chunk), ...partsOf(evidence, query)].map(
          ([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="text-ink">{value}</dd>
            </div>
          ),
        )}
      </dl>
      <ConditionsMet document={document} chunk={chunk} />
    </details>
  );
}

function reasonsOf({ cosine, calibrated }: Score, evidence: Evidence): [string, string][] {
  const { meaningRank, words, isExact, fused } = evidence;
  return [
    ['Calibrated score', `${calibrated.toFixed(1)} of 100`],
    ['Cosine similarity', cosine === undefined ? 'has no embedding' : cosine.toFixed(3)],
    ['Place by meaning', meaningRank === undefined ? 'not among the nearest' : `${meaningRank}`],
    ['Place by words', words === undefined ? 'shares no word' : `${words.rank}`],
    ...(words
      ? ([
          ['Words in it', words.matched.join(', ')],
          ['Share of the query’s words', `${Math.round(100 * words.coverage)} %, by rarity`],
          ['BM25', words.bm25.toFixed(2)],
        ] as [string, string][])
      : []),
    ...(isExact
      ? ([['Letter for letter', 'what was typed stands in it']] as [string, string][])
      : []),
    ['Sum of reciprocal ranks', fused.toFixed(4)],
  ];
}

/** How sure the words are, where they were read from a picture. */
function ocrOf({ ocrConfidence }: Chunk): [string, string][] {
  if (ocrConfidence === undefined) return [];
  return [['Words read by OCR', `${ocrConfidence} % sure`]];
}

/** Each part of a query of several, in the order in which they were asked for. */
function partsOf({ parts = [] }: Evidence, query: Query | undefined): [string, string][] {
  if (!query) return [];
  const { meaning, excluded } = readQueryText(query.text);
  const names = [
    ...(meaning === '' ? [] : [meaning]),
    ...excluded.map((word) => `not ${word}`),
    ...query.pictures.map(({ label }) => label),
  ];
  return parts.map(({ cosine, calibrated, weight }, i) => [
    names[i] ?? 'picture',
    `cosine ${cosine.toFixed(3)}, score ${calibrated.toFixed(0)}, counts ${weight}`,
  ]);
}
