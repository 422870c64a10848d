import { deleteDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/core';
import { type ReadyDocument, Store } from '../../src/store';

/** What one tab does to the store while another is at work with it. */
const databaseName = 'rummage-tabs-test';
const fingerprint: Fingerprint = { model: 'm', version: '1', precision: 'q8', parser: 1 };
const passphrase = 'seven warm stones';
const dims = 2;

const stores: Store[] = [];

async function open(): Promise<Store> {
  const store = await Store.open({ name: databaseName });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) store.close();
  await deleteDB(databaseName);
});

const addedAt = 1;
const named = (id: string) => ({ name: `${id}.txt`, path: `${id}.txt`, addedAt });
const admit = (store: Store, id: string, caption?: string) =>
  store.admit(
    { id, format: 'plain', kind: 'text', byteSize: 3, addedAt, ...(caption && { caption }) },
    named(id),
    new Blob([id]),
  );

const ready = (id: string): ReadyDocument => ({
  id,
  chunks: [{ ordinal: 0, kind: 'passage', locator: { type: 'whole' }, text: id }],
  thumbnails: new Map(),
  embeddings: { ordinals: [0], kinds: ['passage'], vectors: Float32Array.of(1, 0) },
  metadata: {},
  warnings: [],
});

async function embedded(store: Store): Promise<string[]> {
  const ids = new Set<string>();
  for await (const { parts } of store.embeddings()) {
    for (const { documentId } of parts) ids.add(documentId);
  }
  return [...ids].sort();
}

describe('a store with two tabs', () => {
  it('loses nothing that one writes while the other takes the lock away', async () => {
    const one = await open();
    for (const id of ['aa', 'bb']) await admit(one, id);
    await one.commit([ready('aa')], fingerprint, dims);
    await one.lock.set(passphrase);
    await one.lock.finish(() => {});
    const other = await open();
    expect(await other.lock.unlock(passphrase)).toBe(true);

    expect(await one.lock.remove(passphrase)).toBe(true);
    await other.commit([ready('bb')], fingerprint, dims);
    await admit(other, 'cc');
    expect(await (await other.original('cc'))?.text()).toBe('cc');
    await other.commit([ready('cc')], fingerprint, dims);
    await one.lock.finish(() => {});
    expect(await embedded(one)).toEqual(['aa', 'bb', 'cc']);
    expect((await one.documents()).map(({ state }) => state.phase)).toEqual(
      Array.from({ length: 3 }, () => 'ready'),
    );
  });

  it('tells all embeddings, whatever is merged while they are told', async () => {
    const store = await open();
    const ids = Array.from({ length: 40 }, (_, i) => `d${i}`).sort();
    for (const id of ids) await admit(store, id);
    for (const id of ids.slice(0, 12)) await store.commit([ready(id)], fingerprint, dims);
    const told = new Set<string>();
    let isFirst = true;
    for await (const { parts } of store.embeddings()) {
      for (const { documentId } of parts) told.add(documentId);
      if (!isFirst) continue;
      isFirst = false;
      // Small segments become one: those that were listed are gone.
      for (const id of ids.slice(12)) await store.commit([ready(id)], fingerprint, dims);
    }
    expect([...told].sort()).toEqual(ids);
  });
});

it('a document that is known keeps the caption it has, or has none', async () => {
  const store = await open();
  await admit(store, 'aa');
  expect((await admit(store, 'aa', 'of a file beside it')).caption).toBeUndefined();
});

it('removing many documents leaves the embeddings of the others', async () => {
  const store = await open();
  const ids = Array.from({ length: 300 }, (_, i) => `d${i}`);
  for (const id of ids) await admit(store, id);
  await store.commit(ids.map(ready), fingerprint, dims);
  await store.remove(ids.filter((_, i) => i % 3 > 0));
  expect(await embedded(store)).toEqual(ids.filter((_, i) => i % 3 === 0).sort());
});
