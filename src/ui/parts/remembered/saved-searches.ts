import { storedList } from '../stored-list';

export interface SavedSearch {
  name: string;
  address: string;
}

const isSaved = (value: unknown): value is SavedSearch =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as SavedSearch).address === 'string' &&
  typeof (value as SavedSearch).name === 'string';

/** Newest first, each address once. */
export const savedSearches = storedList('rummage.saved-searches', isSaved);

/** Saves an address, or gives a saved one another name. */
export function saveSearch({ name, address }: SavedSearch): void {
  const saved = savedSearches.get();
  const isKnown = saved.some((one) => one.address === address);
  savedSearches.set(
    isKnown
      ? saved.map((one) => (one.address === address ? { name, address } : one))
      : [{ name, address }, ...saved],
  );
}

export function deleteSaved(address: string): void {
  savedSearches.set(savedSearches.get().filter((one) => one.address !== address));
}
