import type { Remembered } from '../../../core';

/** Lists, which are united. */
const lists = ['rummage.saved-searches', 'rummage.not-duplicates'];

/** Kept only while searches are remembered here. */
const recent = 'rummage.recent-searches';
const remembersSearches = 'rummage.remember-searches';

/** Choices of how things look, taken where none was made here. A backup may switch nothing else. */
const choices = ['rummage.view', 'rummage.theme'];

/** What of the screens goes into a backup. */
export function rememberedHere(): Remembered {
  const keys = [...lists, recent, ...choices];
  const entries = keys.map((key) => [key, localStorage.getItem(key)] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** Takes in what the screens remembered elsewhere; what is remembered here stays. */
export function remember(remembered: Remembered): void {
  const isOff = localStorage.getItem(remembersSearches) === 'off';
  for (const key of isOff ? lists : [...lists, recent]) uniteList(key, remembered[key]);
  for (const key of choices) {
    const value = remembered[key];
    if (localStorage.getItem(key) === null && typeof value === 'string') set(key, value);
  }
}

function uniteList(key: string, more: string | undefined): void {
  const here = listOf(localStorage.getItem(key));
  const known = new Set(here.map(identity));
  const added = listOf(more).filter((item) => !known.has(identity(item)));
  if (added.length > 0) set(key, JSON.stringify([...here, ...added]));
}

/** A search is the same by its address, however it is called. */
function identity(item: unknown): string {
  const { address } = (item ?? {}) as { address?: unknown };
  return typeof address === 'string' ? address : JSON.stringify(item);
}

function listOf(text: string | null | undefined): unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function set(key: string, newValue: string): void {
  localStorage.setItem(key, newValue);
  // The lists of this tab hear of it as of a change in another.
  window.dispatchEvent(new StorageEvent('storage', { key, newValue }));
}
