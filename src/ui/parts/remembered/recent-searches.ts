import { useEffect } from 'react';
import { parseRoute, type Route } from '../route';
import { storedList, united } from '../stored-list';
import { readSetting, useStoredSetting } from '../stored-setting';
import { addressOf } from './address';

export interface RecentSearch {
  address: string;
  /** Milliseconds since the epoch. */
  at: number;
}

const maxRecent = 12;

/** A search counts once it has stood still for this long. */
const settledMs = 2000;

/** Words that go on within this time replace those they began with. */
const typingOnMs = 30_000;

const isRecent = (value: unknown): value is RecentSearch =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as RecentSearch).address === 'string' &&
  typeof (value as RecentSearch).at === 'number';

/** Newest first, each address once. */
export const recentSearches = storedList('rummage.recent-searches', isRecent, (here, more) =>
  united(here, more)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, maxRecent),
);

const choices = ['on', 'off'] as const;
const settingKey = 'rummage.remember-searches';

export const useRemembersSearches = () => useStoredSetting(settingKey, choices, 'on');

/** Remembers what is searched for, unless one opted out. */
export function useRememberSearch(route: Route): void {
  const address = route.q.trim() === '' || route.pictures?.length ? undefined : addressOf(route);
  const isOpen = route.open !== undefined;
  useEffect(() => {
    if (!address) return;
    // A hit was opened: what was searched for has been found.
    const timer = setTimeout(() => remember(address, Date.now()), isOpen ? 0 : settledMs);
    return () => clearTimeout(timer);
  }, [address, isOpen]);
}

function remember(address: string, at: number): void {
  if (readSetting(settingKey, choices, 'on') === 'off') return;
  recentSearches.set(withSearch(recentSearches.get(), { address, at }));
}

/** The list with one more search in front. */
export function withSearch(list: readonly RecentSearch[], search: RecentSearch): RecentSearch[] {
  const { q } = parseRoute(search.address);
  const rest = list.filter((one, i) => {
    const isBeginning = i === 0 && search.at - one.at < typingOnMs && continues(q, one.address);
    return one.address !== search.address && !isBeginning;
  });
  return [search, ...rest].slice(0, maxRecent);
}

const continues = (words: string, address: string) => {
  const before = parseRoute(address).q;
  return words.startsWith(before) && words !== before;
};

export function forgetRecent(address: string): void {
  recentSearches.set(recentSearches.get().filter((one) => one.address !== address));
}
