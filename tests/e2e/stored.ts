import type { Page } from '@playwright/test';

export const storages = ['databases', 'files', 'caches', 'local', 'session'] as const;

/**
 * All that a page of this address can read from every storage there is, as a text for each: keys
 * and values of databases, files, caches, settings. Bytes are read as Latin-1 and as UTF-16.
 */
export function everythingStored(page: Page): Promise<Record<(typeof storages)[number], string>> {
  return page.evaluate(async () => {
    let texts: string[] = [];
    const taken = () => {
      const text = texts.join('\n');
      texts = [];
      return text;
    };
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const addBytes = async (blob: Blob) => {
      const bytes = await blob.arrayBuffer();
      for (const encoding of ['latin1', 'utf-16le'])
        texts.push(new TextDecoder(encoding).decode(bytes));
    };
    const add = async (value: unknown): Promise<void> => {
      if (value instanceof Blob) return addBytes(value);
      if (value instanceof ArrayBuffer) return addBytes(new Blob([value]));
      if (ArrayBuffer.isView(value)) return addBytes(new Blob([value as Uint8Array<ArrayBuffer>]));
      if (value === null || typeof value !== 'object') return void texts.push(String(value));
      for (const [key, inner] of Object.entries(value)) {
        texts.push(key);
        await add(inner);
      }
    };
    const addFolder = async (folder: FileSystemDirectoryHandle) => {
      for await (const [name, handle] of folder.entries()) {
        texts.push(name);
        if (handle.kind === 'directory') await addFolder(handle as FileSystemDirectoryHandle);
        else await addBytes(await (handle as FileSystemFileHandle).getFile());
      }
    };

    for (const { name } of await indexedDB.databases()) {
      texts.push(name!);
      const database = await settle(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([
          settle(objects.getAllKeys()),
          settle(objects.getAll()),
        ]);
        await add([keys, values]);
      }
      database.close();
    }
    const databases = taken();
    await addFolder(await navigator.storage.getDirectory());
    const files = taken();
    for (const name of await caches.keys()) {
      texts.push(name);
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        texts.push(request.url);
        await addBytes(await (await cache.match(request))!.blob());
      }
    }
    const ofCaches = taken();
    await add({ ...localStorage });
    const local = taken();
    await add({ ...sessionStorage });
    return { databases, files, caches: ofCaches, local, session: taken() };
  });
}
