import { useEffect } from 'react';
import type { SearchState } from '../../app';
import { type DocumentId, displayName, type SearchResult, type SourceDocument } from '../../core';
import { queryPicture } from '../parts/query-pictures';
import { navigate, type Route, splitHitKey } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';

/** Asks for what the address says. */
export function useSearch(route: Route): void {
  const rummage = useRummage();
  const { q, like, picture, kind } = route;
  const isLibraryReady = useAppState(({ library }) => library.phase === 'ready');

  useEffect(() => {
    const [current] = rummage.store.getState().filter.kinds ?? [];
    if (current !== kind) rummage.setFilter(kind ? { kinds: [kind] } : {});
  }, [rummage, kind]);

  useEffect(() => {
    if (like) return;
    const known = picture === undefined ? undefined : queryPicture(picture);
    if (known) rummage.searchImage(known.file, known.label);
    else if (q) rummage.searchText(q);
    else rummage.clearSearch();
    // After a reload the picture is gone, and so is what the address meant.
    if (picture && !known) navigate({ screen: 'search', q, kind }, 'replace');
  }, [rummage, q, like, picture, kind]);

  useEffect(() => {
    if (!like || !isLibraryReady) return;
    let current = true;
    const { documentId, ordinal } = splitHitKey(like);
    rummage.chunks(documentId, ordinal, ordinal + 1).then(([chunk]) => {
      if (!current) return;
      if (!chunk) return navigate({ screen: 'search', q: '' }, 'replace');
      const name = nameIn(rummage.store.getState().library.documents, documentId);
      rummage.searchLike({ documentId, ordinal }, name);
    });
    return () => {
      current = false;
    };
  }, [rummage, like, isLibraryReady]);
}

function nameIn(documents: readonly SourceDocument[], id: DocumentId): string {
  const document = documents.find((d) => d.id === id);
  return document ? displayName(document) : 'this';
}

/** What is on show: while a newer answer is on its way, the one before. */
export function shownResult(search: SearchState): SearchResult | undefined {
  if (search.phase === 'done') return search.result;
  return search.phase === 'searching' ? search.previous : undefined;
}
