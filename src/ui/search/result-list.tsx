import { memo, useState } from 'react';
import type { SearchResult } from '../../core';
import { Button } from '../parts/button';
import { countOf } from '../parts/format';
import type { View } from './hit-body';
import { type HitActions, MatchItem } from './match-item';

/** Weak matches shown before one asks for the rest. */
const weakShown = 6;

interface Props extends HitActions {
  result: SearchResult;
  view: View;
  /** Words searched for, '' for a picture. */
  query: string;
}

/** The ranking: what is likely to match, a line, and the beginning of what is not. */
export const ResultList = memo(function ResultList({ result, view, query, ...actions }: Props) {
  const [showsAllOf, setShowsAllOf] = useState<string>();
  const { matches, noiseFrom, isFarFromAll } = result;
  const showsAll = showsAllOf === query;
  const limit = showsAll ? matches.length : isFarFromAll ? 0 : noiseFrom + weakShown;
  const hidden = matches.length - limit;

  return (
    <div className="flex flex-col gap-3">
      {noiseFrom === 0 && (
        <div className="pb-1">
          <p className="text-lg font-semibold">
            {query ? (
              <>
                Nothing here seems to match <q dir="auto">{query}</q>
              </>
            ) : (
              'Nothing here seems to match this picture'
            )}
          </p>
          <p className="text-sm text-quiet">
            {limit > 0
              ? 'These are the nearest, but no nearer than unrelated things usually are.'
              : 'Other words may find it: what it shows, or what is written in it.'}
          </p>
        </div>
      )}
      <ul
        aria-label="Results"
        hidden={limit === 0}
        data-results=""
        className={view === 'grid' ? 'justified' : 'flex flex-col gap-2'}
      >
        {matches.slice(0, limit).map((match, i) => (
          <MatchItem
            key={match.document.id}
            {...{ match, view, query }}
            {...actions}
            isWeak={i >= noiseFrom}
            isFirstWeak={i === noiseFrom && i > 0}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <div className={limit > 0 ? 'flex justify-center' : ''}>
          <Button look={limit > 0 ? 'quiet' : 'plain'} onPress={() => setShowsAllOf(query)}>
            {limit > 0
              ? `Show ${countOf(hidden, 'weaker match', 'weaker matches')}`
              : 'Show the nearest all the same'}
          </Button>
        </div>
      )}
    </div>
  );
});
