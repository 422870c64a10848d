import { useEffect, useState } from 'react';
import { AddFiles } from './add-files';
import { IconButton } from './button';
import { formatRoute, type Route, type Screen } from './route';
import { useAppState, useRummage } from './rummage-context';

const screens: { screen: Screen; name: string }[] = [
  { screen: 'search', name: 'Search' },
  { screen: 'ask', name: 'Ask' },
  { screen: 'library', name: 'Library' },
  { screen: 'lab/match', name: 'Lab' },
  { screen: 'settings', name: 'Settings' },
];

/** Screens of one area share the first part of their address. */
const areaOf = (screen: Screen) => screen.split('/')[0];

export function Header({ route }: { route: Route }) {
  const rummage = useRummage();
  const isUnlocked = useAppState(({ lock }) => lock.phase === 'unlocked');
  const [lastSearch, setLastSearch] = useState('#/search');
  useEffect(() => {
    if (route.screen === 'search') setLastSearch(formatRoute({ ...route, open: undefined }));
  }, [route]);

  // From elsewhere back to what was searched for; from there to an empty box.
  const hrefOf = (screen: Screen) =>
    screen === 'search' && route.screen !== 'search' ? lastSearch : `#/${screen}`;

  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line bg-raised px-3 sm:gap-4 sm:px-5">
      <span className="flex items-center gap-2 font-semibold tracking-tight max-sm:hidden">
        <img src="./icon.svg" alt="" className="size-6" />
        <span className="max-md:sr-only">Rummage</span>
      </span>
      <nav aria-label="Screens" className="flex grow items-center sm:gap-1">
        {screens.map(({ screen, name }) => (
          <a
            key={screen}
            href={hrefOf(screen)}
            aria-current={areaOf(route.screen) === areaOf(screen) ? 'page' : undefined}
            className="rounded-md px-1.5 py-1.5 text-sm text-quiet transition-colors duration-100 hover:text-ink aria-[current=page]:font-semibold aria-[current=page]:text-accent sm:px-3"
          >
            {name}
          </a>
        ))}
      </nav>
      {isUnlocked && (
        <span className="max-sm:hidden">
          <IconButton icon="lock" label="Lock now" onPress={() => rummage.lock.lockNow()} />
        </span>
      )}
      <AddFiles />
    </header>
  );
}
