import { useEffect, useState } from 'react';
import type { Rummage } from '../app';
import { AskScreen } from './ask/ask-screen';
import { AnswersScreen } from './lab/answers-screen';
import { ContrastScreen } from './lab/contrast/contrast-screen';
import { MatchScreen } from './lab/match/match-screen';
import { ScoreScreen } from './lab/score-screen';
import { DuplicatesScreen } from './library/duplicates/duplicates-screen';
import { LibraryScreen } from './library/library-screen';
import { DropTarget } from './parts/drop-target';
import { Footer } from './parts/footer';
import { Header } from './parts/header';
import { type Route, useRoute } from './parts/route';
import { ServicesProvider } from './parts/rummage-context';
import { Shortcuts } from './parts/shortcuts';
import { applyStoredTheme } from './parts/theme';
import { ThumbnailCache } from './parts/thumbnail-cache';
import { SearchScreen } from './search/search-screen';
import { SettingsScreen } from './settings/settings-screen';
import './styles.css';

applyStoredTheme();

/** The whole app: header, one screen by the address, footer. */
export function App({ rummage }: { rummage: Rummage }) {
  const [services] = useState(() => ({
    rummage,
    thumbnails: new ThumbnailCache((key) => rummage.thumbnail(key)),
  }));
  const route = useRoute();
  useEffect(() => {
    document.title = titleOf(route);
  }, [route]);

  return (
    <ServicesProvider value={services}>
      <div className="flex h-dvh flex-col">
        <Header route={route} />
        <main className="min-h-0 grow">
          {route.screen === 'search' && <SearchScreen route={route} />}
          {route.screen === 'ask' && <AskScreen route={route} />}
          {route.screen === 'library' && <LibraryScreen />}
          {route.screen === 'library/duplicates' && <DuplicatesScreen />}
          {route.screen === 'settings' && <SettingsScreen />}
          {route.screen === 'lab/match' && <MatchScreen />}
          {route.screen === 'lab/contrast' && <ContrastScreen />}
          {route.screen === 'lab/score' && <ScoreScreen />}
          {route.screen === 'lab/answers' && <AnswersScreen />}
        </main>
        <Footer />
      </div>
      <DropTarget />
      <Shortcuts />
    </ServicesProvider>
  );
}

function titleOf({ screen, q }: Route): string {
  if (screen === 'library') return 'Library · Rummage';
  if (screen === 'library/duplicates') return 'Duplicates · Rummage';
  if (screen === 'settings') return 'Settings · Rummage';
  if (screen === 'ask') return 'Ask · Rummage';
  if (screen === 'lab/answers') return 'Score my answers · Rummage';
  if (screen === 'lab/match') return 'Match · Rummage';
  if (screen === 'lab/contrast') return 'Contrast · Rummage';
  if (screen === 'lab/score') return 'Score my library · Rummage';
  return q ? `${q} · Rummage` : 'Rummage';
}
