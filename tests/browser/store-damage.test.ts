import { type IDBPDatabase, openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { readOriginals } from '../../src/store';
import { schemaVersion } from '../../src/store/schema';
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

describe('damage', () => {
  it('of chunks and originals is told by keys, until it is mended', async () => {
    const store = await openStore();
    for (const id of ['aa', 'bb', 'cc']) await admit(store, id);
    await store.commit([ready('aa', 70), ready('bb', 70)], fingerprint, dims);
    const gaps = async () => {
      const { withoutChunks, withoutOriginal } = await store.gaps(await store.documents());
      return [[...withoutChunks], [...withoutOriginal]];
    };
    expect(await gaps()).toEqual([[], []]);
    const raw = await openDB(databaseName);
    await raw.delete('chunks', ['aa', 1]);
    await raw.delete('originals', 'bb');
    await raw.delete('originals', 'cc');
    raw.close();
    expect(await gaps()).toEqual([['aa'], ['bb']]);
    await store.setState(['cc'], {
      phase: 'failed',
      issue: { code: 'internal', message: '', hint: '' },
    });
    await store.setState(['aa'], { phase: 'waiting' });
    for (const id of ['bb', 'cc']) await admit(store, id);
    expect(await gaps()).toEqual([[], []]);
    expect(await (await store.original('bb'))?.text()).toBe('bb');
    expect((await store.document('bb'))?.state.phase).toBe('ready');
    expect((await store.document('cc'))?.state.phase).toBe('waiting');
  });

  it('of one vector leaves the others, which can be removed and made anew', async () => {
    const store = await openStore();
    for (const id of ['aa', 'bb', 'cc']) await admit(store, id);
    await store.commit([ready('aa', 1), ready('bb', 1), ready('cc', 1)], fingerprint, dims);
    const raw = await openDB(databaseName);
    const [key] = await raw.getAllKeys('embeddings');
    const segment = await raw.get('embeddings', key!);
    segment.vectors[1 * dims] = Number.NaN;
    await raw.put('embeddings', segment, key);
    raw.close();
    expect(await allEmbeddings(store)).toEqual(['aa/0', 'cc/0']);
    expect(await store.embeddingsOf(new Set(['bb']), fingerprint)).toEqual([]);
    await store.remove(['cc']);
    expect(await allEmbeddings(store)).toEqual(['aa/0']);
    await store.commit([ready('bb', 1)], fingerprint, dims);
    expect(await allEmbeddings(store)).toEqual(['aa/0', 'bb/0']);
  });

  it('embeddings left of a document that is gone are swept, those of others stay', async () => {
    const store = await openStore();
    for (const id of ['aa', 'bb']) await admit(store, id);
    await store.commit([ready('aa', 1), ready('bb', 2)], fingerprint, dims);
    const raw = await openDB(databaseName);
    await raw.delete('documents', 'bb');
    raw.close();
    await store.sweep(['aa', 'bb']);
    expect(await allEmbeddings(store)).toEqual(['aa/0']);
  });

  it('a database without some of its stores is not opened', async () => {
    const bare = await openDB(databaseName, schemaVersion, {
      upgrade: (database) => void database.createObjectStore('documents', { keyPath: 'id' }),
    });
    bare.close();
    await expect(openStore()).rejects.toMatchObject({ name: 'IncompleteDatabaseError' });
  });

  it('originals are read from whatever is left, under their paths', async () => {
    const store = await openStore();
    await admit(store, 'aa', 'notes/one.txt');
    await admit(store, 'bb');
    store.close();
    const raw = await openDB(databaseName);
    await raw.delete('documents', 'bb');
    raw.close();
    const read: string[] = [];
    for await (const { path, original } of readOriginals(databaseName)) {
      read.push(`${path}: ${await original.text()}`);
    }
    expect(read).toEqual(['notes/one.txt: aa', 'bb: bb']);
  });
});

/** Those of version 1, which all later ones have. */
function createFirstStores(database: IDBPDatabase): void {
  database.createObjectStore('documents', { keyPath: 'id' });
  for (const name of ['originals', 'thumbnails', 'chunks']) database.createObjectStore(name);
  const embeddings = database.createObjectStore('embeddings', { autoIncrement: true });
  embeddings.createIndex('documents', 'documents', { multiEntry: true });
  embeddings.createIndex('count', 'count');
}

describe('migration', () => {
  it('names the tables of answers of version 5 anew', async () => {
    const old = await openDB(databaseName, 5, {
      upgrade(database) {
        createFirstStores(database);
        database.createObjectStore('threads', { keyPath: 'id' });
        for (const name of ['languageModels', 'adapters']) {
          database.createObjectStore(name, { keyPath: 'name' });
        }
        database.createObjectStore('marks');
      },
    });
    const computed = { reading: { documentId: 'aa' }, answer: { documentId: 'aa' } };
    const state = { phase: 'done', answer: { computed, sentences: [] } };
    const turns = [{ id: 't', question: 'how many', state }, { state: { phase: 'working' } }];
    await old.put('threads', { id: 'x', title: 'x', turns });
    old.close();
    const [thread] = await (await openStore()).threads();
    expect(thread?.turns[0]?.state).toMatchObject({
      answer: { computed: { reading: { tableId: 'aa' }, answer: { tableId: 'aa' } } },
    });
  });

  it('brings a library of version 1 along, whole', async () => {
    const old = await openDB(databaseName, 1, {
      upgrade(database) {
        createFirstStores(database);
      },
    });
    const state = { phase: 'ready', chunkCount: 1, warnings: [], metadata: {}, readyAt: 5 };
    const common = { format: 'plain', kind: 'text', byteSize: 3, addedAt: 4, state };
    await old.put('documents', { id: 'aa', name: 'old.txt', ...common });
    await old.put('originals', new Blob(['old']), 'aa');
    await old.put('chunks', ready('aa', 1).chunks, ['aa', 0]);
    await old.put('embeddings', {
      fingerprint,
      dims,
      count: 1,
      documents: ['aa'],
      rows: Uint32Array.of(0, 0, 3),
      vectors: Float32Array.of(1, 0, 0, 0),
    });
    old.close();

    const store = await openStore();
    expect(await store.documents()).toEqual([
      { id: 'aa', names: [{ name: 'old.txt', path: 'old.txt', addedAt: 4 }], ...common },
    ]);
    expect(await (await store.original('aa'))?.text()).toBe('old');
    expect(await store.chunkBlock('aa', 0)).toEqual(ready('aa', 1).chunks);
    expect(await allEmbeddings(store)).toEqual(['aa/0']);
    expect((await admit(store, 'aa', 'new.txt')).names).toHaveLength(2);
  });
});
