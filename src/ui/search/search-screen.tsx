import { useCallback } from 'react';
import { useMediaQuery } from '../parts/hooks';
import { useRememberSearch } from '../parts/remembered/recent-searches';
import { currentRoute, type HitKey, navigate, type Route } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';
import { useStoredSetting } from '../parts/stored-setting';
import { Preview } from '../preview/preview';
import { DownloadResults } from './download-results';
import type { View } from './hit-body';
import { SaveSearch } from './remembered/save-search';
import { Results } from './results';
import { SearchBox } from './search-box';
import { SearchedSet } from './searched-set';
import { Toolbar } from './toolbar';
import { useSearch } from './use-search';
import { useWalkHits } from './use-walk-hits';

const views = ['grid', 'list'] as const satisfies readonly View[];

/** Home: the box, the ranking, and beside it the document at the place of a hit. */
export function SearchScreen({ route }: { route: Route }) {
  const rummage = useRummage();
  useSearch(route);
  useRememberSearch(route);
  const [view, setView] = useStoredSetting<View>('rummage.view', views, 'grid');
  const hasRoomBeside = useMediaQuery('(min-width: 1024px)');
  const isSearching = useAppState(({ search }) => search.phase !== 'idle');
  const { open } = route;

  const onOpen = useCallback((key: HitKey) => {
    const now = currentRoute();
    // Walking through hits is one stop for the Back button, not one a hit.
    navigate({ ...now, open: key }, now.open ? 'replace' : 'push');
  }, []);
  const onClose = useCallback(() => {
    navigate({ ...currentRoute(), open: undefined }, 'replace');
  }, []);
  const onLike = useCallback((like: HitKey) => {
    const pictures = [{ key: like, weight: 1 }];
    navigate({ screen: 'search', q: '', kind: currentRoute().kind, pictures });
    document.querySelector('[data-scroller]')?.scrollTo({ top: 0 });
  }, []);
  const onClear = useCallback(() => {
    rummage.clearSearch();
    navigate({ screen: 'search', q: '', kind: currentRoute().kind });
  }, [rummage]);
  useWalkHits({ isPreviewOpen: open !== undefined, onOpen, onClose, onClear });

  return (
    <div className="flex h-full">
      <div data-scroller="" className="h-full min-w-0 grow overflow-y-auto scroll-py-4">
        <h1 className="sr-only">Search your files</h1>
        <div className="mx-auto flex min-h-full max-w-6xl flex-col gap-4 px-3 pt-4 pb-8 sm:px-5 sm:pt-6">
          <SearchBox route={route} />
          <SearchedSet />
          {isSearching && (
            <div className="flex items-start gap-2">
              <div className="min-w-0 grow">
                <Toolbar route={route} view={view} onView={setView} />
              </div>
              <DownloadResults />
              <SaveSearch route={route} />
            </div>
          )}
          <Results {...{ route, view, onOpen, onLike }} />
        </div>
      </div>
      {open && <Preview openKey={open} isBeside={hasRoomBeside} {...{ onOpen, onClose, onLike }} />}
    </div>
  );
}
