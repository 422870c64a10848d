import { dismissals } from '../library/duplicates/dismissed';
import { recentSearches } from '../parts/remembered/recent-searches';
import { savedSearches } from '../parts/remembered/saved-searches';

/** Erases what the screens remember of documents and searches; settings stay. */
export function forgetRemembered(): void {
  recentSearches.set([]);
  savedSearches.set([]);
  dismissals.set([]);
}
