import { useEffect } from 'react';
import { isOfThisTab, picturesOf, queryFile } from '../parts/query-pictures';
import { navigate, type Route } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';

/** Asks for what the address says. */
export function useSearch(route: Route): void {
  const rummage = useRummage();
  const { q, pictures, kind } = route;
  const isLibraryReady = useAppState(({ library }) => library.phase === 'ready');
  const isPictured = pictures !== undefined && pictures.length > 0;

  useEffect(() => {
    const { kinds: [current] = [], ...others } = rummage.store.getState().filter;
    if (current !== kind) rummage.setFilter(kind ? { ...others, kinds: [kind] } : others);
  }, [rummage, kind]);

  useEffect(() => {
    // Whether a hit of the library is still there is not known before.
    if (isPictured && !isLibraryReady) return;
    const known = (pictures ?? []).filter((one) => !isOfThisTab(one) || queryFile(one.key));
    // After a reload pictures of the tab are gone, and so is what the address meant.
    if (known.length < (pictures ?? []).length) {
      navigate({ screen: 'search', q, kind, pictures: known }, 'replace');
      return;
    }
    const { documents } = rummage.store.getState().library;
    rummage.search(q, picturesOf({ screen: 'search', q, pictures }, documents));
  }, [rummage, q, pictures, kind, isPictured, isLibraryReady]);
}
