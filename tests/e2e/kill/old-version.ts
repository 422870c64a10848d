/**
 * In a page of the origin that is not the app: makes the library what it was in an older version
 * of the store, 1 or 3 to 5, with all that is in it.
 *
 * @param threadCount threads in it whose answers the upgrade changes: with many it takes a while
 */
export async function makeOlder({
  version,
  threadCount,
}: {
  version: number;
  threadCount: number;
}): Promise<void> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const kept = ['documents', 'originals', 'thumbnails', 'chunks', 'embeddings'];
  const now = await settled(indexedDB.open('rummage'));
  const content = await Promise.all(
    kept.map(async (name) => {
      const store = now.transaction(name).objectStore(name);
      const [keys, values] = await Promise.all([
        settled(store.getAllKeys()),
        settled(store.getAll()),
      ]);
      // Blobs of a database that is deleted cannot be read any more.
      const copies = await Promise.all(
        values.map(async (value) =>
          value instanceof Blob
            ? new Blob([await value.arrayBuffer()], { type: value.type })
            : value,
        ),
      );
      return { name, keys, values: copies };
    }),
  );
  now.close();
  await settled(indexedDB.deleteDatabase('rummage'));

  const opening = indexedDB.open('rummage', version);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    result.createObjectStore('documents', { keyPath: 'id' });
    for (const name of ['originals', 'thumbnails', 'chunks']) result.createObjectStore(name);
    const embeddings = result.createObjectStore('embeddings', { autoIncrement: true });
    embeddings.createIndex('documents', 'documents', { multiEntry: true });
    embeddings.createIndex('count', 'count');
    if (version >= 3) result.createObjectStore('threads', { keyPath: 'id' });
    if (version >= 4) result.createObjectStore('languageModels', { keyPath: 'name' });
    if (version >= 5) result.createObjectStore('adapters', { keyPath: 'name' });
    if (version >= 5) result.createObjectStore('marks');
  };
  const old = await settled(opening);
  const transaction = old.transaction([...old.objectStoreNames], 'readwrite');
  for (const { name, keys, values } of content) {
    const store = transaction.objectStore(name);
    for (const [i, value] of values.entries()) {
      if (store.keyPath === null) store.put(value, keys[i]);
      else
        store.put(
          version === 1 ? { ...value, names: undefined, name: value.names[0].name } : value,
        );
    }
  }
  if (version >= 3) {
    const computed = { reading: { documentId: 'aa' }, answer: { documentId: 'aa' } };
    const state = { phase: 'done', answer: { computed, sentences: [], refusal: 'none' } };
    for (let i = 0; i < threadCount; i++) {
      transaction.objectStore('threads').put({
        id: `thread-${i}`,
        title: `Thread ${i}`,
        scope: {},
        changedAt: i,
        turns: [{ id: `turn-${i}`, question: 'How many visitors?', state }],
      });
    }
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  old.close();
}
