import { chunksPerBlock, type ReadyDocument, Store } from '../../src/store';

const dims = 512;
const fingerprint = { model: 'm', version: '1', precision: 'q8', parser: 1 };
const chunksPerDocument = 100;
const documentsPerCommit = 16;
const words = 'river mountain invoice harvest engine window market silver garden teacher winter';
const vocabulary = words.split(' ');

function documentOf(id: string): ReadyDocument {
  const ordinals = Array.from({ length: chunksPerDocument }, (_, i) => i);
  const vectors = Float32Array.from(
    { length: dims * chunksPerDocument },
    () => Math.random() - 0.5,
  );
  for (let start = 0; start < vectors.length; start += dims) {
    const vector = vectors.subarray(start, start + dims);
    const length = Math.hypot(...vector);
    vector.set(vector.map((x) => x / length));
  }
  const text = () => Array.from({ length: 66 }, () => vocabulary[Math.floor(Math.random() * 11)]);
  return {
    id,
    chunks: ordinals.map((ordinal) => ({
      ordinal,
      kind: 'passage',
      locator: { type: 'lines', from: ordinal, to: ordinal },
      text: text().join(' '),
    })),
    thumbnails: new Map([[`${id}/0`, new Blob([new Uint8Array(20_000)])]]),
    embeddings: { ordinals, kinds: ordinals.map(() => 'passage'), vectors },
    metadata: {},
    warnings: [],
  };
}

const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(32)), (b) =>
    b.toString(16).padStart(2, '0'),
  ).join('');

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function admitAll(store: Store, ids: string[], bytes: number): Promise<void> {
  for (const id of ids) {
    const document = { id, format: 'plain', kind: 'text', byteSize: bytes, addedAt: 1 } as const;
    const original = new Blob([crypto.getRandomValues(new Uint8Array(bytes))]);
    await store.admit(document, { name: id, path: id, addedAt: 1 }, original);
  }
}

async function commitAll(store: Store, documents: ReadyDocument[]): Promise<void> {
  for (let from = 0; from < documents.length; from += documentsPerCommit) {
    await store.commit(documents.slice(from, from + documentsPerCommit), fingerprint, dims);
  }
}

/** What opening the library reads. */
async function load(store: Store): Promise<void> {
  await store.documents();
  for await (const _ of store.embeddings());
}

async function readChunks(store: Store, ids: string[]): Promise<void> {
  const blocks = Math.ceil(chunksPerDocument / chunksPerBlock);
  for (const id of ids) {
    for (let block = 0; block < blocks; block++) await store.chunkBlock(id, block);
  }
}

async function readOriginals(store: Store, ids: string[]): Promise<void> {
  for (const id of ids) await (await store.original(id))?.arrayBuffer();
}

/** Milliseconds of each step, without a lock or with one. */
async function measureStore(name: string, documents: ReadyDocument[], withLock: boolean) {
  const store = await Store.open({ name });
  if (withLock) {
    await store.lock.set('seven warm stones');
    await store.lock.finish(() => {});
  }
  const ids = documents.map(({ id }) => id);
  const figures = {
    admit: await timed(() => admitAll(store, ids, 60_000)),
    commit: await timed(() => commitAll(store, documents)),
    load: await timed(() => load(store)),
    chunks: await timed(() => readChunks(store, ids)),
    originals: await timed(() => readOriginals(store, ids)),
  };
  return { store, figures };
}

async function measure(chunkCount: number) {
  const count = Math.ceil(chunkCount / chunksPerDocument);
  const documents = Array.from({ length: count }, () => documentOf(randomId()));
  const suffix = Math.random();
  // Once before, so that neither is the first.
  const warm = await measureStore(`warm-${suffix}`, documents.slice(0, 16), false);
  warm.store.close();
  const locked = await measureStore(`locked-${suffix}`, documents, true);
  locked.store.close();
  const plain = await measureStore(`plain-${suffix}`, documents, false);
  await plain.store.lock.set('seven warm stones');
  const seal = await timed(() => plain.store.lock.finish(() => {}));
  const scrub = await timed(() => plain.store.lock.scrub());
  const unlock = await timed(() => plain.store.lock.unlock('seven warm stones'));
  await plain.store.lock.remove('seven warm stones');
  const open = await timed(() => plain.store.lock.finish(() => {}));
  plain.store.close();
  return { plain: plain.figures, locked: locked.figures, change: { seal, scrub, open, unlock } };
}

Object.assign(globalThis, { measure });
