import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Rummage } from '../app';
import { AskScreen } from './ask/ask-screen';
import { AnswersScreen } from './lab/answers-screen';
import { ContrastScreen } from './lab/contrast/contrast-screen';
import { MatchScreen } from './lab/match/match-screen';
import { ScoreScreen } from './lab/score-screen';
import { DuplicatesScreen } from './library/duplicates/duplicates-screen';
import { LibraryScreen } from './library/library-screen';
import { LockGate } from './lock/lock-gate';
import { DropTarget } from './parts/drop-target';
import { Footer } from './parts/footer';
import { Header } from './parts/header';
import { LaunchedFiles } from './parts/launched-files';
import { Notices } from './parts/notices';
import { type Route, type Screen, useRoute } from './parts/route';
import { ServicesProvider } from './parts/rummage-context';
import { Shortcuts } from './parts/shortcuts';
import { applyStoredTheme } from './parts/theme';
import { ThumbnailCache } from './parts/thumbnail-cache';
import { SearchScreen } from './search/search-screen';
import { SettingsScreen } from './settings/settings-screen';
import './styles.css';

applyStoredTheme();

// Fetched when it is opened: it brings a library that draws charts.
const MapScreen = lazy(() => import('./lab/map/map-screen'));
const TeachScreen = lazy(() => import('./lab/teach/teach-screen'));

const screens: Record<Screen, { title: string; show: (route: Route) => ReactNode }> = {
  search: { title: '', show: (route) => <SearchScreen route={route} /> },
  ask: { title: 'Ask', show: (route) => <AskScreen route={route} /> },
  library: { title: 'Library', show: () => <LibraryScreen /> },
  'library/duplicates': { title: 'Duplicates', show: () => <DuplicatesScreen /> },
  settings: { title: 'Settings', show: () => <SettingsScreen /> },
  'lab/match': { title: 'Match', show: () => <MatchScreen /> },
  'lab/contrast': { title: 'Contrast', show: () => <ContrastScreen /> },
  'lab/teach': { title: 'Teach', show: () => <TeachScreen /> },
  'lab/map': { title: 'Map', show: () => <MapScreen /> },
  'lab/score': { title: 'Score my library', show: () => <ScoreScreen /> },
  'lab/answers': { title: 'Score my answers', show: () => <AnswersScreen /> },
};

/** The whole app: header, one screen by the address, footer. */
export function App({ rummage }: { rummage: Rummage }) {
  const [services] = useState(() => ({
    rummage,
    thumbnails: new ThumbnailCache((key) => rummage.thumbnail(key)),
  }));
  const route = useRoute();
  // The browser's history keeps titles.
  const isPlain = useStore(rummage.store, ({ lock }) => lock.phase === 'none');
  useEffect(() => {
    document.title = titleOf(isPlain ? route : { ...route, q: '' });
  }, [route, isPlain]);

  return (
    <ServicesProvider value={services}>
      <LockGate>
        <div className="flex h-dvh flex-col">
          <Header route={route} />
          <Notices />
          <main className="min-h-0 grow">
            <Suspense>{screens[route.screen].show(route)}</Suspense>
          </main>
          <Footer />
        </div>
        <DropTarget />
        <LaunchedFiles />
        <Shortcuts />
      </LockGate>
    </ServicesProvider>
  );
}

function titleOf({ screen, q }: Route): string {
  const title = screen === 'search' ? q : screens[screen].title;
  return title ? `${title} · Rummage` : 'Rummage';
}
