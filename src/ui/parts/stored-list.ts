import { useSyncExternalStore } from 'react';

/** A list that this browser remembers, and every screen that shows it hears of. */
export interface StoredList<T> {
  get(): readonly T[];
  set(items: readonly T[]): void;
  subscribe(listener: () => void): () => void;
}

/** Where lists are kept in the place of the browser's plain storage. */
export interface ListKeeper {
  load(name: string): Promise<unknown[] | undefined>;
  save(name: string, items: readonly unknown[]): Promise<void>;
}

interface KeptList {
  key: string;
  /** Plain storage, or what else is kept, becomes what is shown. */
  adopt(stored: unknown[]): void;
  readPlain(): readonly unknown[];
}

const lists: KeptList[] = [];
let keeper: ListKeeper | undefined;

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
  const adopt = (stored: unknown[]) => {
    items = stored.filter(isItem);
    tell();
  };
  // Another tab has changed it.
  window.addEventListener('storage', (event) => {
    if (keeper || (event.key !== key && event.key !== null)) return;
    items = undefined;
    tell();
  });
  lists.push({ key, adopt, readPlain: read });
  return {
    get() {
      items ??= read();
      return items;
    },
    set(next) {
      items = next;
      if (keeper) keeper.save(key, next).catch(console.error);
      else writePlain(key, next);
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

/** From now on all lists are kept elsewhere, and nothing of them in plain storage. */
export async function keepListsIn(other: ListKeeper): Promise<void> {
  for (const { key, adopt, readPlain } of lists) {
    const plain = readPlain();
    if (plain.length > 0) await other.save(key, plain);
    localStorage.removeItem(key);
    adopt((await other.load(key)) ?? []);
  }
  keeper = other;
}

/** All lists go back to plain storage. */
export async function keepListsPlain(other: ListKeeper): Promise<void> {
  keeper = undefined;
  for (const { key, adopt } of lists) {
    const stored = await other.load(key);
    if (!stored) continue;
    writePlain(key, stored);
    adopt(stored);
    await other.save(key, []);
  }
}

/** Another tab has saved it. */
export async function readListAgain(key: string): Promise<void> {
  const stored = await keeper?.load(key);
  for (const list of lists) if (keeper && list.key === key) list.adopt(stored ?? []);
}

function writePlain(key: string, items: readonly unknown[]): void {
  try {
    if (items.length > 0) localStorage.setItem(key, JSON.stringify(items));
    else localStorage.removeItem(key);
  } catch (error) {
    // Storage is full: it is known for as long as the tab lives.
    console.error(error);
  }
}
