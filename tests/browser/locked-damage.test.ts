import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SealedKey, SealedRecord } from '../../src/store/lock/sealer';
import {
  admit,
  allEmbeddings,
  databaseName,
  dims,
  fingerprint,
  openStore,
  ready,
  removeStore,
} from './filled-store';

afterEach(removeStore);

/** A bit of one record of an object store is changed on the disk. */
async function damage(store: string, at = 0): Promise<void> {
  const raw = await openDB(databaseName);
  const keys = await raw.getAllKeys('sealed', IDBKeyRange.bound([store], [store, []]));
  const key = keys[at] as SealedKey;
  const record: SealedRecord = await raw.get('sealed', key);
  new Uint8Array(record.data)[20]! ^= 1;
  await raw.put('sealed', record, key);
  raw.close();
}

async function filled() {
  const store = await openStore(true);
  for (const id of ['aa', 'bb']) await admit(store, id);
  await store.commit([ready('aa', 1)], fingerprint, dims);
  await store.commit([ready('bb', 1)], fingerprint, dims);
  return store;
}

/** The one of two documents that a record of the store, wherever its hidden key sorts it, is of. */
const other = (id: string | undefined) => (id === 'aa' ? 'bb' : 'aa');

describe('a damaged record of a locked library', () => {
  it('of embeddings leaves those of others, and goes when they are made anew', async () => {
    const store = await filled();
    await damage('embeddings');
    expect(await allEmbeddings(store)).toEqual(['bb/0']);
    expect(await store.embeddingsOf(new Set(['aa']), fingerprint)).toEqual([]);
    await store.setState(['aa'], { phase: 'waiting' });
    const raw = await openDB(databaseName);
    const range = IDBKeyRange.bound(['embeddings'], ['embeddings', []]);
    expect(await raw.count('sealed', range)).toBe(1);
    raw.close();
    await store.commit([ready('aa', 1)], fingerprint, dims);
    expect(await allEmbeddings(store)).toEqual(['aa/0', 'bb/0']);
  });

  it('of a text is told when it is met, and is whole again once it is written anew', async () => {
    const store = await filled();
    const told = vi.fn();
    store.watchDamage(told);
    await damage('chunks');
    const gaps = async () => [...(await store.gaps(await store.documents())).withoutChunks];
    expect(await gaps()).toEqual([]);
    const blocks = new Map<string, number>();
    for (const id of ['aa', 'bb']) blocks.set(id, (await store.chunkBlock(id, 0)).length);
    const [broken] = [...blocks].find(([, length]) => length === 0)!;
    expect(blocks.get(other(broken))).toBe(1);
    expect(told).toHaveBeenCalledTimes(1);
    expect(await gaps()).toEqual([broken]);
    await store.commit([ready(broken, 1)], fingerprint, dims);
    expect(await gaps()).toEqual([]);
    expect(await store.chunkBlock(broken, 0)).toHaveLength(1);
  });

  it('of a file is as one that is gone, and comes back with it', async () => {
    const store = await filled();
    await damage('originals');
    const texts = async () =>
      Promise.all(['aa', 'bb'].map(async (id) => (await store.original(id))?.text()));
    const broken = (await texts())[0] === undefined ? 'aa' : 'bb';
    expect(await texts()).toContain(other(broken));
    const read: string[] = [];
    for await (const { path } of store.originals()) read.push(path);
    expect(read).toEqual([`${other(broken)}.txt`]);
    expect([...(await store.gaps(await store.documents())).withoutOriginal]).toEqual([broken]);
    await admit(store, broken);
    expect(await texts()).toEqual(['aa', 'bb']);
    expect((await store.document(broken))?.state.phase).toBe('ready');
  });

  it('of a document itself makes the library no whole, whose files can be saved', async () => {
    const store = await filled();
    await damage('documents');
    await expect(store.documents()).rejects.toMatchObject({ name: 'BrokenSealError' });
    const read: string[] = [];
    for await (const { original } of store.originals()) read.push(await original.text());
    expect(read.sort()).toEqual(['aa', 'bb']);
  });

  it('keeps the lock from nothing: it is taken away from all others', async () => {
    const store = await filled();
    await damage('thumbnails');
    await store.lock.remove('seven warm stones');
    await store.lock.finish(() => {});
    expect(await store.lock.vault()).toBeUndefined();
    expect(await allEmbeddings(store)).toEqual(['aa/0', 'bb/0']);
    const left = await Promise.all(['aa/0', 'bb/0'].map((key) => store.thumbnail(key)));
    expect(left.filter((blob) => blob !== undefined)).toHaveLength(1);
    store.close();
    expect(await (await openStore()).documents()).toHaveLength(2);
  });

  it('is told apart from an empty library where the lock itself is gone', async () => {
    const store = await filled();
    store.close();
    const raw = await openDB(databaseName);
    await raw.clear('vault');
    raw.close();
    await expect(openStore()).rejects.toMatchObject({ name: 'IncompleteDatabaseError' });
  });
});
