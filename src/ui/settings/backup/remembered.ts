import type { Remembered } from '../../../core';
import { dismissals } from '../../library/duplicates/dismissed';
import { recentSearches } from '../../parts/remembered/recent-searches';
import { savedSearches } from '../../parts/remembered/saved-searches';
import { applyStoredTheme, themeKey } from '../../parts/theme';

/** Lists, which are united. With a lock they are not in plain storage. */
const lists = {
  'rummage.saved-searches': savedSearches,
  'rummage.not-duplicates': dismissals,
  'rummage.recent-searches': recentSearches,
};

/** The last ones are kept only while searches are remembered here. */
const remembersSearches = 'rummage.remember-searches';

/** Choices of how things look, taken where none was made here. A backup may switch nothing else. */
const choices = ['rummage.view', themeKey];

/** What of the screens goes into a backup. */
export function rememberedHere(): Remembered {
  const remembered: Remembered = {};
  for (const [key, list] of Object.entries(lists)) {
    if (list.get().length > 0) remembered[key] = JSON.stringify(list.get());
  }
  for (const key of choices) {
    const value = localStorage.getItem(key);
    if (value !== null) remembered[key] = value;
  }
  return remembered;
}

/**
 * Takes in what the screens remembered elsewhere; what is remembered here stays.
 *
 * @throws {Error} where the browser does not keep all of it
 */
export async function remember(remembered: Remembered): Promise<void> {
  const isOff = localStorage.getItem(remembersSearches) === 'off';
  for (const [key, list] of Object.entries(lists)) {
    if (!isOff || list !== recentSearches) await list.unite(listOf(remembered[key]));
  }
  for (const key of choices) {
    const value = remembered[key];
    if (localStorage.getItem(key) === null && typeof value === 'string') choose(key, value);
  }
}

function listOf(text: string | undefined): unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function choose(key: string, newValue: string): void {
  localStorage.setItem(key, newValue);
  // What is on the screen hears of it as of a change in another tab.
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
  if (key === themeKey) applyStoredTheme();
}
