import { erasingKey, storageLock } from '../core';

/** Tabs, workers and files that are about to be let go of. */
const waitMs = 10_000;
const retryMs = 100;

/**
 * Removes all that this address keeps in this browser, with every tab of it starting anew. The new
 * page does it, when nothing is open yet: no worker has to be stopped, and none can write it back.
 */
export function eraseEverything(): void {
  localStorage.setItem(erasingKey, 'yes');
  startAnew();
}

/**
 * Comes before anything that is stored is opened: waits until no tab is erasing, and erases first
 * where that was asked for.
 *
 * @param onErasing told when it takes that way
 * @throws {Error} with a message for the person, where something could not be removed
 */
export async function holdStorage(onErasing: () => void): Promise<void> {
  // Told to all tabs but the one that asks.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === erasingKey && newValue !== null) startAnew();
  });
  if (isWanted()) {
    onErasing();
    await erase();
    // A page that its service worker has served goes on with one that is gone.
    if (navigator.serviceWorker?.controller) {
      location.reload();
      return new Promise(() => {});
    }
  }
  await new Promise<void>((resolve) => {
    const hold = () => new Promise<never>(() => resolve());
    void navigator.locks.request(storageLock, { mode: 'shared' }, hold);
  });
}

const isWanted = (): boolean => localStorage.getItem(erasingKey) !== null;

/** Without the address of what was on show, which holds the words of a search. */
function startAnew(): void {
  sessionStorage.clear();
  history.replaceState(null, '', location.pathname);
  location.reload();
}

async function erase(): Promise<void> {
  const signal = AbortSignal.any([AbortSignal.timeout(waitMs), doneElsewhere()]);
  try {
    await navigator.locks.request(storageLock, { signal }, async () => {
      // Another tab was asked as well, and has done it.
      if (!isWanted()) return;
      const inTime = AbortSignal.timeout(waitMs);
      await Promise.all([removeDatabases(inTime), removeFiles(inTime), removeCaches()]);
      await removeServiceWorkers();
      sessionStorage.clear();
      localStorage.clear();
    });
  } catch (error) {
    // Another tab has done it, and is at work with what is new.
    if (!isWanted()) return;
    console.error(error);
    throw new Error(
      'Not everything could be erased yet: another tab or window still holds a part of it. ' +
        'Close all others that show Rummage, then reload this page; it goes on erasing.',
    );
  }
}

/** Aborted when another tab has erased all, the wish for it included. */
function doneElsewhere(): AbortSignal {
  const controller = new AbortController();
  window.addEventListener('storage', () => {
    if (!isWanted()) controller.abort();
  });
  return controller.signal;
}

async function removeDatabases(signal: AbortSignal): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name) await removeDatabase(name, signal);
  }
}

/** Waits for connections of pages that are gone already, but not for ever. */
function removeDatabase(name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason));
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

async function removeFiles(signal: AbortSignal): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names) await removeEntry(root, name, signal);
}

/** Again, while a worker of a page that is gone has not let go of it. */
async function removeEntry(
  root: FileSystemDirectoryHandle,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      return await root.removeEntry(name, { recursive: true });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return;
      if (signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

async function removeCaches(): Promise<void> {
  if (!('caches' in window)) return;
  for (const name of await caches.keys()) await caches.delete(name);
}

async function removeServiceWorkers(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
}
