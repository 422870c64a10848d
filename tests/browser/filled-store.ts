import { deleteDB } from 'idb';
import type { Chunk, Fingerprint, SourceDocument } from '../../src/core';
import { type ReadyDocument, Store } from '../../src/store';

export const databaseName = 'rummage-test';
export const fingerprint: Fingerprint = { model: 'm', version: '1', precision: 'q8', parser: 1 };
export const dims = 4;

const passphrase = 'seven warm stones';

let store: Store | undefined;

/** Opens the store of the tests, with a lock if that is asked for. */
export async function openStore(isLocked = false): Promise<Store> {
  store = await Store.open({ name: databaseName });
  if (!isLocked) return store;
  if (await store.lock.vault()) await store.lock.unlock(passphrase);
  else await lock(store);
  return store;
}

/** After each test. */
export async function removeStore(): Promise<void> {
  store?.close();
  await deleteDB(databaseName);
}

async function lock(store: Store): Promise<void> {
  await store.lock.set(passphrase);
  await store.lock.finish(() => {});
}

export function admit(store: Store, id: string, name = `${id}.txt`): Promise<SourceDocument> {
  const addedAt = Date.now();
  return store.admit(
    { id, format: 'plain', kind: 'text', byteSize: 3, addedAt },
    { name, path: name, addedAt },
    new Blob([id]),
  );
}

export function ready(id: string, count: number): ReadyDocument {
  const ordinals = Array.from({ length: count }, (_, i) => i);
  const vectors = new Float32Array(count * dims);
  for (const i of ordinals) vectors[i * dims + (i % dims)] = 1;
  return {
    id,
    chunks: ordinals.map(
      (ordinal): Chunk => ({
        ordinal,
        kind: 'passage',
        locator: { type: 'lines', from: ordinal + 1, to: ordinal + 1 },
        text: `${id} ${ordinal}`,
        thumbnail: `${id}/${ordinal}`,
      }),
    ),
    thumbnails: new Map(ordinals.map((o) => [`${id}/${o}`, new Blob(['t'])])),
    embeddings: { ordinals, kinds: ordinals.map(() => 'passage' as const), vectors },
    metadata: {},
    warnings: [],
  };
}

export async function allEmbeddings(store: Store) {
  const found: string[] = [];
  for await (const { parts } of store.embeddings()) {
    for (const part of parts) found.push(...part.ordinals.map((o) => `${part.documentId}/${o}`));
  }
  return found.sort();
}
