/** What is on the disk, read past the app. */
export interface StoredLibrary {
  version: number;
  documents: StoredDocument[];
  /** Documents, by id, of which something is kept though they are not there. */
  orphans: string[];
  /** That the embeddings were made by. */
  model: { name: string; version: string; dims: number } | undefined;
  adapters: { name: string; isOn: boolean; sum: number }[];
  threadCount: number;
}

export interface StoredDocument {
  path: string;
  phase: string;
  /** As the document tells. */
  chunkCount: number;
  /** By ordinal: kind, place and text. */
  chunks: string[];
  /** By ordinal. */
  vectors: Record<number, number[]>;
  thumbnailCount: number;
  originalBytes: number;
}

/** In a page of the origin that is not the app: reads all of it. */
export async function readStored(): Promise<StoredLibrary> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await settled(indexedDB.open('rummage'));
  const { version } = database;
  const has = (name: string) => database.objectStoreNames.contains(name);
  const store = (name: string) => database.transaction(name).objectStore(name);
  // biome-ignore lint/suspicious/noExplicitAny: whatever is stored
  const all = async (name: string): Promise<any[]> =>
    has(name) ? settled(store(name).getAll()) : [];
  // biome-ignore lint/suspicious/noExplicitAny: whatever is stored
  const keys = async (name: string): Promise<any[]> =>
    has(name) ? settled(store(name).getAllKeys()) : [];

  const documents = await all('documents');
  const known = new Map<string, StoredDocument>();
  for (const { id, names, name, state } of documents) {
    known.set(id, {
      path: names?.[0]?.path ?? name,
      phase: state.phase,
      chunkCount: state.chunkCount ?? 0,
      chunks: [],
      vectors: {},
      thumbnailCount: 0,
      originalBytes: 0,
    });
  }
  const orphans: string[] = [];
  const of = (id: string) => {
    const document = known.get(id);
    if (!document) orphans.push(id);
    return document;
  };
  for (const id of await keys('originals')) {
    const document = of(id);
    const original: Blob = await settled(store('originals').get(id));
    // Read in full: it is not enough that its size is known.
    if (document) document.originalBytes = (await original.arrayBuffer()).byteLength;
  }
  for (const key of await keys('chunks')) {
    const document = of(key[0]);
    const block = await settled(store('chunks').get(key));
    for (const { ordinal, kind, locator, text } of block) {
      if (document) document.chunks[ordinal] = `${kind} ${JSON.stringify(locator)} ${text}`;
    }
  }
  for (const key of await keys('thumbnails')) {
    const document = of(key.slice(0, key.indexOf('/')));
    if (document) document.thumbnailCount += 1;
  }
  for (const [id] of [...(await keys('ocrPages')), ...(await keys('marks'))]) of(id);
  let model: StoredLibrary['model'];
  for (const segment of await all('embeddings')) {
    const { documents: ids, rows, vectors, dims, count, fingerprint } = segment;
    model = { name: fingerprint.model, version: fingerprint.version, dims };
    for (let row = 0; row < count; row++) {
      const document = of(ids[rows[3 * row]]);
      const vector = [...vectors.subarray(row * dims, (row + 1) * dims)];
      if (document) document.vectors[rows[3 * row + 1]] = vector;
    }
  }
  const adapters = (await all('adapters')).map(({ name, isOn, matrices }) => ({
    name,
    isOn,
    sum: [...(matrices.text ?? [])].reduce((sum: number, x: number) => sum + x, 0),
  }));
  const threadCount = (await keys('threads')).length;
  database.close();
  return { version, documents: [...known.values()], orphans, model, adapters, threadCount };
}
