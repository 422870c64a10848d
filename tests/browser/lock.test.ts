import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/core';
import { LibraryLockedError, type ReadyDocument, Store } from '../../src/store';

const name = 'rummage-lock-test';
const passphrase = 'seven warm stones';
const fingerprint: Fingerprint = { model: 'm', version: '1', precision: 'q8', parser: 1 };
const dims = 4;

const stores: Store[] = [];

/** Another tab, or the same one after a reload. */
async function open(): Promise<Store> {
  const store = await Store.open({ name });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) store.close();
  await deleteDB(name);
});

function ready(id: string): ReadyDocument {
  const chunks = Array.from({ length: 70 }, (_, ordinal) => ({
    ordinal,
    kind: 'passage' as const,
    locator: { type: 'lines' as const, from: 1, to: 1 },
    text: `quorblet of ${id} ${ordinal}`,
  }));
  return {
    id,
    chunks,
    thumbnails: new Map([[`${id}/0`, new Blob([`picture of ${id}`])]]),
    embeddings: { ordinals: [0], kinds: ['passage'], vectors: Float32Array.of(1, 0, 0, 0) },
    metadata: { Title: 'quorblet' },
    warnings: [],
  };
}

/** So many that a change of the lock takes several batches either way. */
const ids = Array.from({ length: 40 }, (_, i) => `id${String(i).padStart(2, '0')}`);
const [first, second, third] = ids as [string, string, string];

async function fill(store: Store, some = ids): Promise<void> {
  for (const id of some) {
    const named = { name: `${id}.txt`, path: `quorblet/${id}.txt`, addedAt: 1 };
    const document = { id, format: 'plain', kind: 'text', byteSize: 9, addedAt: 1 } as const;
    await store.admit(document, named, new Blob([`original of ${id}`]));
  }
  await store.commit(some.map(ready), fingerprint, dims);
  await store.saveMark({
    query: 'quorblet',
    documentId: some[0]!,
    ordinal: 0,
    isRight: true,
    at: 1,
  });
  await store.saveOcrPage(some[0]!, { page: 1, language: 'eng', lines: [] });
}

/** All that can be asked for. */
async function contents(store: Store) {
  const documents = await store.documents();
  const embeddings = await store.embeddingsOf(new Set(documents.map(({ id }) => id)), fingerprint);
  return {
    documents: documents.map(({ id, names, state }) => [id, names, state.phase]),
    embeddings: embeddings.map(({ documentId, vectors }) => [documentId, [...vectors]]),
    marks: await store.marks(),
    ocr: await store.ocrPages(first),
    chunks: await Promise.all(documents.map(({ id }) => store.chunkBlock(id, 1))),
    originals: await Promise.all(
      documents.map(async ({ id }) => (await store.original(id))?.text()),
    ),
    thumbnails: await Promise.all(
      documents.map(async ({ id }) => (await store.thumbnail(`${id}/0`))?.text()),
    ),
  };
}

/** Everything in the database as it is stored: bytes as letters, keys as JSON. */
async function rawText(): Promise<string> {
  const database = await openDB(name);
  const texts: string[] = [];
  const write = async (value: unknown): Promise<void> => {
    if (value instanceof Blob) texts.push(await value.text());
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      texts.push(new TextDecoder('latin1').decode(value));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        texts.push(key);
        await write(inner);
      }
    } else texts.push(String(value));
  };
  for (const store of database.objectStoreNames) {
    for (const key of await database.getAllKeys(store)) {
      texts.push(JSON.stringify(key));
      await write(await database.get(store, key));
    }
  }
  database.close();
  return texts.join('\n');
}

const secrets = /quorblet|original of|picture of|"id00"|id00\.txt/;

/** Cut off after so many batches, as when the tab is closed. */
async function finishPartly(store: Store, batches: number): Promise<void> {
  let left = batches;
  const cutOff = () => {
    left -= 1;
    if (left < 0) throw new Error('cut off');
  };
  await expect(store.lock.finish(cutOff)).rejects.toThrow('cut off');
}

describe('a lock', () => {
  it('leaves nothing that can be read, and opens to the same library', async () => {
    const store = await open();
    await fill(store);
    const before = await contents(store);
    expect(await rawText()).toMatch(secrets);
    await store.lock.set(passphrase);
    await store.lock.finish(() => {});
    expect(await contents(store)).toEqual(before);
    expect(await rawText()).not.toMatch(secrets);
    const again = await open();
    expect(await again.lock.isOpen()).toBe(false);
    expect(await again.lock.unlock('seven warm stoves')).toBe(false);
    expect(await again.lock.unlock(passphrase)).toBe(true);
    expect(await contents(again)).toEqual(before);
  });

  it.each([1, 3, 6])(
    'that was cut off after %i batches goes on after the next start',
    async (n) => {
      const store = await open();
      await fill(store);
      const before = await contents(store);
      await store.lock.set(passphrase);
      await finishPartly(store, n);
      expect(await contents(store)).toEqual(before);
      expect(await rawText()).toMatch(secrets);
      const again = await open();
      expect(await again.lock.unlock(passphrase)).toBe(true);
      expect(await contents(again)).toEqual(before);
      await again.lock.finish(() => {});
      expect(await rawText()).not.toMatch(secrets);
      expect(await contents(again)).toEqual(before);
    },
  );

  it.each([1, 3, 5])('that is taken away goes on likewise after %i batches', async (n) => {
    const store = await open();
    await fill(store);
    const before = await contents(store);
    await store.lock.set(passphrase);
    await store.lock.finish(() => {});
    expect(await store.lock.remove('wrong')).toBe(false);
    expect(await store.lock.remove(passphrase)).toBe(true);
    await finishPartly(store, n);
    expect(await contents(store)).toEqual(before);
    const again = await open();
    expect(await again.lock.unlock(passphrase)).toBe(true);
    await again.lock.finish(() => {});
    expect(await contents(again)).toEqual(before);
    const plain = await open();
    expect(await plain.lock.isOpen()).toBe(true);
    expect(await contents(plain)).toEqual(before);
  });

  it('takes in what is written and removed while it comes and goes', async () => {
    const store = await open();
    await fill(store);
    await store.lock.set(passphrase);
    await finishPartly(store, 2);
    await fill(store, ['ee']);
    await store.remove([second]);
    await store.commit([ready(third)], fingerprint, dims);
    const inSealing = await contents(store);
    const left = ids.filter((id) => id !== second);
    expect(inSealing.documents.map(([id]) => id)).toEqual(['ee', ...left]);
    expect(inSealing.embeddings).toHaveLength(40);
    await store.lock.finish(() => {});
    expect(await contents(store)).toEqual(inSealing);
    expect(await rawText()).not.toMatch(secrets);
    await store.lock.remove(passphrase);
    await finishPartly(store, 2);
    await fill(store, ['ff']);
    await store.remove([third]);
    const inOpening = await contents(store);
    const still = left.filter((id) => id !== third);
    expect(inOpening.documents.map(([id]) => id)).toEqual(['ee', 'ff', ...still]);
    await store.lock.finish(() => {});
    expect(await contents(store)).toEqual(inOpening);
    expect(await contents(await open())).toEqual(inOpening);
  });

  it('keeps a tab without the key from writing what can be read', async () => {
    const [store, other] = [await open(), await open()];
    await fill(store);
    await store.lock.set(passphrase);
    await expect(fill(other, ['ee'])).rejects.toThrow(LibraryLockedError);
    await store.lock.finish(() => {});
    await expect(other.remove([first])).rejects.toThrow(LibraryLockedError);
    expect((await contents(store)).documents).toHaveLength(ids.length);
  });

  it('has its passphrase changed without writing the library anew', async () => {
    const store = await open();
    await fill(store);
    await store.lock.set(passphrase);
    await store.lock.finish(() => {});
    expect(await store.lock.change('wrong', 'another one')).toBe(false);
    expect(await store.lock.change(passphrase, 'another one')).toBe(true);
    await store.saveMark({ query: 'q', documentId: second, ordinal: 0, isRight: true, at: 2 });
    const again = await open();
    expect(await again.lock.unlock(passphrase)).toBe(false);
    expect(await again.lock.unlock('another one')).toBe(true);
    expect(await contents(again)).toEqual(await contents(store));
  });

  it('refuses a record that was put in the place of another', async () => {
    const store = await open();
    await fill(store);
    await store.lock.set(passphrase);
    await store.lock.finish(() => {});
    const raw = await openDB(name);
    const all = IDBKeyRange.bound(['originals'], ['originals', []]);
    const [from, to] = await raw.getAllKeys('sealed', all);
    await raw.put('sealed', await raw.get('sealed', from!), to);
    raw.close();
    const texts = await Promise.all(ids.map(async (id) => (await store.original(id))?.text()));
    const own = ids.map((id) => `original of ${id}`);
    expect(texts.filter((text, i) => text !== own[i])).toEqual([undefined]);
  });
});
