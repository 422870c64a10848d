import { sharedCacheName, sharedModifiedHeader, sharedNameHeader } from '../../core';
import type { IncomingFile } from '../rummage';

/**
 * Adds what other programs shared with the app, which the service worker keeps until then. It is
 * forgotten when it is in the library, so that a tab that ends before loses nothing.
 *
 * @param isRefusing whether the library takes nothing in just now: then it waits for another visit
 */
export async function takeShared(
  add: (files: IncomingFile[]) => Promise<void>,
  isRefusing: () => boolean,
): Promise<void> {
  const name = sharedCacheName(new URL('.', document.baseURI).href);
  if (!('caches' in window) || !(await caches.has(name))) return;
  // Of several tabs one takes it.
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const cache = await caches.open(name);
    const requests = await cache.keys();
    await add(await Promise.all(requests.map(async (key) => fileOf((await cache.match(key))!))));
    if (!isRefusing()) await Promise.all(requests.map((key) => cache.delete(key)));
  });
}

async function fileOf(response: Response): Promise<IncomingFile> {
  const { headers } = response;
  const name = decodeURIComponent(headers.get(sharedNameHeader) ?? 'Shared file');
  const file = new File([await response.blob()], name, {
    type: headers.get('content-type') ?? '',
    lastModified: Number(headers.get(sharedModifiedHeader)),
  });
  return { file, path: name };
}
