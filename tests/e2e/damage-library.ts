export interface Damage {
  /** File names of documents. */
  withoutChunks: string;
  withBrokenVectors: string;
  withoutOriginal: string;
  /** Neither chunks nor original. */
  lost: string;
}

/** In the page: damages what is stored, as a failing disk might. */
export async function damageLibrary(damage: Damage): Promise<void> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(indexedDB.open('rummage'));
  const stores = ['documents', 'chunks', 'originals', 'embeddings'];
  const transaction = database.transaction(stores, 'readwrite');
  const [documents, chunks, originals, embeddings] = stores.map((name) =>
    transaction.objectStore(name),
  ) as [IDBObjectStore, IDBObjectStore, IDBObjectStore, IDBObjectStore];
  const all: { id: string; names: { name: string }[] }[] = await settled(documents.getAll());
  const idOf = (name: string) => all.find(({ names }) => names[0]!.name === name)!.id;
  for (const name of [damage.withoutChunks, damage.lost]) {
    chunks.delete(IDBKeyRange.bound([idOf(name)], [idOf(name), []]));
  }
  for (const name of [damage.withoutOriginal, damage.lost]) originals.delete(idOf(name));
  const broken = idOf(damage.withBrokenVectors);
  const key = await settled(embeddings.index('documents').getKey(broken));
  const segment = await settled(embeddings.get(key!));
  for (let row = 0; row < segment.count; row++) {
    if (segment.documents[segment.rows[3 * row]] !== broken) continue;
    segment.vectors[row * segment.dims] = Number.NaN;
  }
  embeddings.put(segment, key);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}

/** In the page: a bit of every record that is sealed of some object stores is another. */
export async function damageSealed(stores: string[]): Promise<void> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(indexedDB.open('rummage'));
  const transaction = database.transaction('sealed', 'readwrite');
  const sealed = transaction.objectStore('sealed');
  for (const store of stores) {
    for (const key of await settled(sealed.getAllKeys(IDBKeyRange.bound([store], [store, []])))) {
      const record = await settled(sealed.get(key));
      new Uint8Array(record.data)[20]! ^= 1;
      sealed.put(record, key);
    }
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}

/** In the page: a database of the same version of which only documents and originals are left. */
export async function leaveOriginalsOnly(): Promise<void> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const old = await settled(indexedDB.open('rummage'));
  const { version } = old;
  const read = old.transaction(['documents', 'originals']);
  const documents: { id: string }[] = await settled(read.objectStore('documents').getAll());
  const originals = await Promise.all(
    documents.map(({ id }) => settled(read.objectStore('originals').get(id))),
  );
  const copies = await Promise.all(
    originals.map(async (blob: Blob) => new Blob([await blob.arrayBuffer()])),
  );
  old.close();
  await settled(indexedDB.deleteDatabase('rummage'));
  const opening = indexedDB.open('rummage', version);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('documents', { keyPath: 'id' });
    opening.result.createObjectStore('originals');
  };
  const database = await settled(opening);
  const transaction = database.transaction(['documents', 'originals'], 'readwrite');
  for (const [i, document] of documents.entries()) {
    transaction.objectStore('documents').put(document);
    transaction.objectStore('originals').put(copies[i], document.id);
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
}
