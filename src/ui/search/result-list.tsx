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
  const { matches, noiseFrom } = result;
  const limit = showsAllOf === query ? matches.length : noiseFrom + weakShown;
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
            These are the nearest, but no nearer than unrelated things usually are.
          </p>
        </div>
      )}
      <ul
        aria-label="Results"
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
        <div className="flex justify-center">
          <Button look="quiet" onPress={() => setShowsAllOf(query)}>
            Show {countOf(hidden, 'weaker match', 'weaker matches')}
          </Button>
        </div>
      )}
    </div>
  );
});
