import { useSyncExternalStore } from 'react';

/** A list that this browser remembers, and every screen that shows it hears of. */
export interface StoredList<T> {
  get(): readonly T[];
  set(items: readonly T[]): void;
  /**
   * Adds what is not in it, of a list from elsewhere; what cannot be used is left out.
   *
   * @throws {Error} where it cannot be kept; it is known for as long as the tab lives
   */
  unite(more: readonly unknown[]): Promise<void>;
  subscribe(listener: () => void): () => void;
}

/** Where lists are kept in the place of the browser's plain storage. */
export interface ListKeeper {
  load(name: string): Promise<unknown[] | undefined>;
  save(name: string, items: readonly unknown[]): Promise<void>;
}

interface KeptList {
  key: string;
  /** What is kept elsewhere, under the same key, becomes what is shown. */
  adopt(stored: readonly unknown[]): void;
  /** As {@link adopt}, beside what is shown already. */
  adoptMore(stored: readonly unknown[]): readonly unknown[];
}

const lists: KeptList[] = [];
let keeper: ListKeeper | undefined;

/**
 * @param isItem whether what was stored, perhaps by another version, can be used
 * @param unite what becomes of two lists
 */
export function storedList<T>(
  key: string,
  isItem: (value: unknown) => value is T,
  unite: (here: readonly T[], more: readonly T[]) => readonly T[] = united,
): StoredList<T> {
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
  const get = (): readonly T[] => {
    items ??= read();
    return items;
  };
  const show = (next: readonly T[] | undefined) => {
    items = next;
    for (const listener of listeners) listener();
  };
  const withMore = (more: readonly unknown[]) => unite(get(), more.filter(isItem));
  // Another tab has changed it.
  window.addEventListener('storage', (event) => {
    if (!keeper && (event.key === key || event.key === null)) show(undefined);
  });
  lists.push({
    key,
    adopt: (stored) => show(stored.filter(isItem)),
    adoptMore(stored) {
      const all = withMore(stored);
      show(all);
      return all;
    },
  });
  return {
    get,
    set(next) {
      show(next);
      // Where storage is full it is known for as long as the tab lives.
      keep(key, next).catch(console.error);
    },
    async unite(more) {
      const all = withMore(more);
      if (isSame(all, get())) return;
      show(all);
      await keep(key, all);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Those that are here, then what there is besides. */
export function united<T>(here: readonly T[], more: readonly T[]): readonly T[] {
  const known = new Set(here.map(identity));
  return [...here, ...more.filter((item) => !known.has(identity(item)))];
}

/** A search is the same by its address, however it is called. */
function identity(item: unknown): string {
  const { address } = (item ?? {}) as { address?: unknown };
  return typeof address === 'string' ? address : JSON.stringify(item);
}

export function useStoredList<T>(list: StoredList<T>): readonly T[] {
  return useSyncExternalStore(list.subscribe, list.get);
}

/**
 * From now on all lists are kept elsewhere, and nothing of them in plain storage.
 *
 * @throws {AggregateError} where some could not be moved; what they hold stays where it is
 */
export async function keepListsIn(other: ListKeeper): Promise<void> {
  keeper = other;
  await moveEach(async ({ key, adoptMore }) => {
    const sealed = (await other.load(key)) ?? [];
    const all = adoptMore(sealed);
    if (!isSame(all, sealed)) await other.save(key, all);
    localStorage.removeItem(key);
  });
}

/**
 * All lists go back to plain storage.
 *
 * @throws {AggregateError} as {@link keepListsIn}
 */
export async function keepListsPlain(other: ListKeeper): Promise<void> {
  keeper = undefined;
  await moveEach(async ({ key, adoptMore }) => {
    const sealed = (await other.load(key)) ?? [];
    if (sealed.length === 0) return;
    writePlain(key, adoptMore(sealed));
    await other.save(key, []);
  });
}

/** One that cannot be read does not keep the others from being moved. */
async function moveEach(move: (list: KeptList) => Promise<void>): Promise<void> {
  const faults: unknown[] = [];
  for (const list of lists) await move(list).catch((error) => faults.push(error));
  if (faults.length > 0) throw new AggregateError(faults, 'Some lists could not be moved.');
}

/** Another tab has saved it. */
export async function readListAgain(key: string): Promise<void> {
  const stored = await keeper?.load(key);
  for (const list of lists) if (keeper && list.key === key) list.adopt(stored ?? []);
}

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

async function keep(key: string, items: readonly unknown[]): Promise<void> {
  if (keeper) await keeper.save(key, items);
  else writePlain(key, items);
}

function writePlain(key: string, items: readonly unknown[]): void {
  if (items.length > 0) localStorage.setItem(key, JSON.stringify(items));
  else localStorage.removeItem(key);
}
