import type { SearchState } from '../../app';
import type { SearchResult } from '../../core';

/** What is on show: while a newer answer is on its way, the one before. */
export function shownResult(search: SearchState): SearchResult | undefined {
  if (search.phase === 'done') return search.result;
  return search.phase === 'searching' ? search.previous : undefined;
}
