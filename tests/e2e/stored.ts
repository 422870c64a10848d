import type { Page } from '@playwright/test';

/**
 * All that a page of this address can read from every storage there is, as one text: keys and
 * values of databases, files, caches, settings. Bytes are read as Latin-1 and as UTF-16.
 */
export function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = [];
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
    await addFolder(await navigator.storage.getDirectory());
    for (const name of await caches.keys()) {
      texts.push(name);
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        texts.push(request.url);
        await addBytes(await (await cache.match(request))!.blob());
      }
    }
    await add({ ...localStorage });
    await add({ ...sessionStorage });
    return texts.join('\n');
  });
}
