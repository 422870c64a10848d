import { useSyncExternalStore } from 'react';

/** A list that this browser remembers, and every screen that shows it hears of. */
export interface StoredList<T> {
  get(): readonly T[];
  set(items: readonly T[]): void;
  subscribe(listener: () => void): () => void;
}

/** @param isItem whether what was stored, perhaps by another version, can be used */
export function storedList<T>(key: string, isItem: (value: unknown) => value is T): StoredList<T> {
  const listeners = new Set<() => void>();
  let items: readonly T[] | undefined;
  const read = (): readonly T[] => {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isItem) : [];
    } catch {
      return [];
    }
  };
  const tell = () => {
    for (const listener of listeners) listener();
  };
  // Another tab has changed it.
  window.addEventListener('storage', (event) => {
    if (event.key !== key && event.key !== null) return;
    items = undefined;
    tell();
  });
  return {
    get() {
      items ??= read();
      return items;
    },
    set(next) {
      items = next;
      try {
        if (next.length > 0) localStorage.setItem(key, JSON.stringify(next));
        else localStorage.removeItem(key);
      } catch (error) {
        // Storage is full: it is known for as long as the tab lives.
        console.error(error);
      }
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStoredList<T>(list: StoredList<T>): readonly T[] {
  return useSyncExternalStore(list.subscribe, list.get);
}
