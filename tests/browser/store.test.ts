import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Chunk, Fingerprint, SourceDocument } from '../../src/core';
import { type ReadyDocument, readOriginals, Store } from '../../src/store';
import { schemaVersion } from '../../src/store/schema';

const databaseName = 'rummage-test';
const fingerprint: Fingerprint = { model: 'm', version: '1', precision: 'q8', parser: 1 };
const dims = 4;

const passphrase = 'seven warm stones';

let store: Store | undefined;
let isLocked = false;

async function openStore(): Promise<Store> {
  store = await Store.open({ name: databaseName });
  if (!isLocked) return store;
  if (await store.lock.vault()) await store.lock.unlock(passphrase);
  else await lock(store);
  return store;
}

async function lock(store: Store): Promise<void> {
  await store.lock.set(passphrase);
  await store.lock.finish(() => {});
}

afterEach(async () => {
  store?.close();
  await deleteDB(databaseName);
});

function admit(store: Store, id: string, name = `${id}.txt`): Promise<SourceDocument> {
  const addedAt = Date.now();
  return store.admit(
    { id, format: 'plain', kind: 'text', byteSize: 3, addedAt },
    { name, path: name, addedAt },
    new Blob([id]),
  );
}

function ready(id: string, count: number): ReadyDocument {
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

async function allEmbeddings(store: Store) {
  const found: string[] = [];
  for await (const { parts } of store.embeddings()) {
    for (const part of parts) found.push(...part.ordinals.map((o) => `${part.documentId}/${o}`));
  }
  return found.sort();
}

describe.each([
  { name: 'plain', withLock: false },
  { name: 'locked', withLock: true },
])('in a $name library', ({ withLock }) => {
  beforeEach(() => {
    isLocked = withLock;
  });
  afterEach(() => {
    isLocked = false;
  });

  describe('Store', () => {
    it('gives back after reopening what was committed', async () => {
      const first = await openStore();
      await admit(first, 'aa');
      await first.commit([ready('aa', 130)], fingerprint, dims);
      first.close();
      const again = await openStore();
      const [document] = await again.documents();
      expect(document?.state).toMatchObject({ phase: 'ready', chunkCount: 130 });
      expect(await (await again.original('aa'))?.text()).toBe('aa');
      expect(await (await again.thumbnail('aa/129'))?.text()).toBe('t');
      const blocks = await Promise.all([0, 1, 2, 3].map((block) => again.chunkBlock('aa', block)));
      expect(blocks.flat().map((chunk) => chunk.ordinal)).toEqual(
        ready('aa', 130).embeddings.ordinals,
      );
      expect((await allEmbeddings(again)).length).toBe(130);
    });

    it('keeps the same bytes under two names as one document', async () => {
      const store = await openStore();
      await admit(store, 'aa', 'one.txt');
      await admit(store, 'aa', 'one.txt');
      const document = await admit(store, 'aa', 'two.txt');
      expect(document.names.map((n) => n.name)).toEqual(['one.txt', 'two.txt']);
      expect(await store.documents()).toHaveLength(1);
    });

    it('removes a document with everything of it and nothing of the others', async () => {
      const store = await openStore();
      for (const id of ['aa', 'aab', 'bb']) await admit(store, id);
      await store.commit([ready('aa', 2), ready('aab', 70), ready('bb', 1)], fingerprint, dims);
      await store.remove(['aab']);
      expect((await store.documents()).map((d) => d.id)).toEqual(['aa', 'bb']);
      expect(await allEmbeddings(store)).toEqual(['aa/0', 'aa/1', 'bb/0']);
      expect(await store.chunkBlock('aab', 1)).toEqual([]);
      expect(await store.thumbnail('aab/3')).toBeUndefined();
      expect(await store.original('aab')).toBeUndefined();
      expect(await store.thumbnail('aa/1')).toBeDefined();
    });

    it('commits nothing of a group in which one embedding is broken', async () => {
      const store = await openStore();
      for (const id of ['aa', 'bb']) await admit(store, id);
      const broken = ready('bb', 1);
      broken.embeddings.vectors.fill(Number.NaN);
      await expect(store.commit([ready('aa', 1), broken], fingerprint, dims)).rejects.toThrow(
        RangeError,
      );
      const states = (await store.documents()).map((d) => d.state.phase);
      expect(states).toEqual(['waiting', 'waiting']);
      expect(await store.chunkBlock('aa', 0)).toEqual([]);
      expect(await allEmbeddings(store)).toEqual([]);
    });

    it('replaces what a document had when it is committed again', async () => {
      const store = await openStore();
      await admit(store, 'aa');
      await store.commit([ready('aa', 100)], fingerprint, dims);
      await store.commit([ready('aa', 3)], fingerprint, dims);
      expect(await allEmbeddings(store)).toEqual(['aa/0', 'aa/1', 'aa/2']);
      expect(await store.chunkBlock('aa', 1)).toEqual([]);
    });

    it('does not bring back a document removed while it was being embedded', async () => {
      const store = await openStore();
      await admit(store, 'aa');
      await store.remove(['aa']);
      expect(await store.commit([ready('aa', 2)], fingerprint, dims)).toEqual([]);
      expect(await allEmbeddings(store)).toEqual([]);
    });

    it('packs many small commits into few records', async () => {
      const store = await openStore();
      const ids = Array.from({ length: 40 }, (_, i) => `d${String(i).padStart(2, '0')}`);
      for (const id of ids) {
        await admit(store, id);
        await store.commit([ready(id, 1)], fingerprint, dims);
      }
      let records = 0;
      for await (const _ of store.embeddings()) records += 1;
      expect(records).toBeLessThanOrEqual(16);
      expect(await allEmbeddings(store)).toEqual(ids.map((id) => `${id}/0`));
    });

    it('sends documents back to waiting when the parser is another', async () => {
      const store = await openStore();
      for (const id of ['aa', 'bb']) await admit(store, id);
      await store.commit([ready('aa', 1)], fingerprint, dims);
      await store.commit([ready('bb', 1)], { ...fingerprint, parser: 2 }, dims);
      expect(await store.retireOtherParsers(1)).toMatchObject([
        { id: 'bb', state: { phase: 'waiting' } },
      ]);
      expect(await allEmbeddings(store)).toEqual(['aa/0']);
      expect(await store.retireOtherParsers(2)).toHaveLength(1);
      expect(await allEmbeddings(store)).toEqual([]);
    });
  });

  describe('spaces of several models', () => {
    const wider = { ...fingerprint, model: 'n' };
    const embeddings = (documentId: string) => ({
      documentId,
      ordinals: [0],
      kinds: ['passage' as const],
      vectors: Float32Array.of(0, 1),
    });

    async function storeOfTwo() {
      const store = await openStore();
      for (const id of ['aa', 'bb']) await admit(store, id);
      const [aa] = await store.commit([ready('aa', 2), ready('bb', 1)], fingerprint, dims);
      const readyAt = aa!.state.phase === 'ready' ? aa!.state.readyAt : 0;
      return { store, readyAt };
    }

    it('stand beside each other, each with its own width', async () => {
      const { store, readyAt } = await storeOfTwo();
      expect(await store.addToSpace(embeddings('aa'), readyAt, wider, 2)).toBe(true);
      expect(await store.addToSpace(embeddings('aa'), readyAt, wider, 2)).toBe(true);
      expect(await allEmbeddings(store)).toEqual(['aa/0', 'aa/0', 'aa/1', 'bb/0']);
      const [there] = await store.embeddingsOf(new Set(['aa', 'bb']), wider);
      expect(there).toMatchObject(embeddings('aa'));
      const here = await store.embeddingsOf(new Set(['aa', 'bb']), fingerprint);
      expect(here.map(({ documentId, vectors }) => [documentId, vectors.length])).toEqual([
        ['aa', 2 * dims],
        ['bb', dims],
      ]);
    });

    it('take nothing of a document that has changed or is gone', async () => {
      const { store, readyAt } = await storeOfTwo();
      expect(await store.addToSpace(embeddings('aa'), readyAt - 1, wider, 2)).toBe(false);
      await store.remove(['aa']);
      expect(await store.addToSpace(embeddings('aa'), readyAt, wider, 2)).toBe(false);
      expect(await allEmbeddings(store)).toEqual(['bb/0']);
    });

    it('lose what was embedded when the chunks are made anew', async () => {
      const { store, readyAt } = await storeOfTwo();
      await store.addToSpace(embeddings('aa'), readyAt, wider, 2);
      await store.commit([ready('aa', 1)], fingerprint, dims);
      expect(await store.embeddingsOf(new Set(['aa']), wider)).toEqual([]);
      expect(await allEmbeddings(store)).toEqual(['aa/0', 'bb/0']);
    });

    it('are dropped but for those that are kept', async () => {
      const { store, readyAt } = await storeOfTwo();
      await store.addToSpace(embeddings('aa'), readyAt, wider, 2);
      await store.keepSpaces([{ ...wider, precision: 'fp16' }]);
      expect(await allEmbeddings(store)).toEqual(['aa/0']);
    });
  });

  describe('what OCR reads', () => {
    const page = { page: 1, language: 'eng', lines: [] };

    it('is kept page by page, until its document goes or is to be read anew', async () => {
      const store = await openStore();
      for (const id of ['aa', 'bb']) await admit(store, id);
      await store.saveOcrPage('aa', page);
      await store.saveOcrPage('aa', { ...page, page: 3 });
      await store.saveOcrPage('bb', page);
      await store.saveOcrPage('gone', page);
      expect((await store.ocrPages('aa')).map((one) => one.page)).toEqual([1, 3]);
      expect(await store.ocrPage('gone', 1)).toBeUndefined();
      const [asked] = await store.askForOcr(['aa'], 'deu');
      expect(asked?.ocrLanguage).toBe('deu');
      expect(await store.ocrPages('aa')).toEqual([]);
      await store.remove(['bb']);
      expect(await store.ocrPages('bb')).toEqual([]);
    });

    it('goes into a ready document and leaves its pictures as they are', async () => {
      const store = await openStore();
      await admit(store, 'aa');
      const first = ready('aa', 1);
      const thumbnail = new Blob(['picture']);
      await store.commit(
        [{ ...first, thumbnails: new Map([['aa/0', thumbnail]]), ocrPages: [1] }],
        fingerprint,
        dims,
      );
      const { chunks, embeddings } = ready('aa', 3);
      const revised = await store.revise(
        { id: 'aa', chunks, embeddings, change: (document) => ({ ...document, caption: 'c' }) },
        fingerprint,
        dims,
      );
      expect(revised).toMatchObject({
        caption: 'c',
        state: { chunkCount: 3, ocr: { pages: [1] } },
      });
      expect(await allEmbeddings(store)).toEqual(['aa/0', 'aa/1', 'aa/2']);
      expect(await store.chunkBlock('aa', 0)).toHaveLength(3);
      expect(await (await store.thumbnail('aa/0'))?.text()).toBe('picture');
      await store.setState(['aa'], { phase: 'waiting' });
      const change = (document: SourceDocument) => document;
      expect(await store.revise({ id: 'aa', chunks, embeddings, change }, fingerprint, dims)).toBe(
        undefined,
      );
    });
  });

  describe('what is taught with', () => {
    it('is kept: captions with their documents, marks as long as theirs are there', async () => {
      const store = await openStore();
      for (const id of ['aa', 'aab']) await admit(store, id);
      const [captioned] = await store.change(['aa', 'gone'], (document) => ({
        ...document,
        caption: 'our boat',
      }));
      expect(captioned).toMatchObject({ id: 'aa', caption: 'our boat' });
      const mark = { query: 'boat', documentId: 'aa', ordinal: 0, isRight: true, at: 1 };
      await store.saveMark(mark);
      await store.saveMark({ ...mark, isRight: false });
      await store.saveMark({ ...mark, documentId: 'aab' });
      expect(await store.marks()).toHaveLength(2);
      await store.remove(['aa']);
      expect((await store.marks()).map(({ documentId }) => documentId)).toEqual(['aab']);
      await store.removeMark({ ...mark, documentId: 'aab' });
      expect(await store.marks()).toEqual([]);
      expect(await store.change(['gone'], (document) => document)).toEqual([]);
    });

    it('adapters change names and places all at once', async () => {
      const store = await openStore();
      const recalls = { r1: 0, r5: 0, r10: 0 };
      const measured = { count: 1, before: recalls, after: recalls };
      const adapter = (name: string, isOn: boolean) => ({
        name,
        isOn,
        model: { name: 'm', version: '1' },
        dims,
        matrices: { text: new Float32Array(dims * dims).fill(0.5) },
        pairCount: 10,
        heldOut: measured,
        general: measured,
        createdAt: 1,
      });
      await store.changeAdapters([], [adapter('one', true), adapter('two', false)]);
      await store.changeAdapters(['one'], [adapter('three', false), adapter('two', true)]);
      const kept = await store.adapters();
      expect(kept.map(({ name, isOn }) => [name, isOn])).toEqual([
        ['three', false],
        ['two', true],
      ]);
      expect(kept[0]!.matrices.text![3]).toBe(0.5);
    });
  });
});

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
