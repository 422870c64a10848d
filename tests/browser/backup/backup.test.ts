import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store';
import {
  backupOf,
  contentsOf,
  damaged,
  dims,
  fill,
  fingerprint,
  open,
  restoreInto,
} from './library';

const names = ['rummage-backup-one', 'rummage-backup-two'] as const;
let one: Store;
let two: Store;

beforeEach(async () => {
  one = await open(names[0]);
  two = await open(names[1]);
  await fill(one);
});

afterEach(async () => {
  for (const store of [one, two]) store.close();
  for (const name of names) await deleteDB(name);
});

const idOf = (n: number) => n.toString(16).padStart(64, '0');
const whyNot = ({ notRestored }: Awaited<ReturnType<typeof restoreInto>>) =>
  notRestored.map(({ name, reason }) => `${name}: ${reason}`);

describe('a backup', () => {
  it('brings all of a library into an empty one, bit for bit, and changes the first in nothing', async () => {
    const before = await contentsOf(one);
    const file = await backupOf(one);
    const report = await restoreInto(two, file);
    expect(report).toMatchObject({ total: 6, added: 6, notRestoredCount: 0, isCutOff: false });
    expect(report.remembered).toEqual({ 'rummage.view': 'list' });
    expect(await contentsOf(two)).toEqual(before);
    expect(await contentsOf(one)).toEqual(before);
    expect(Object.keys(before.vectors)).toHaveLength(4);
  });

  it('of a locked library is the same, and goes into a locked one sealed', async () => {
    const before = await contentsOf(one);
    for (const store of [one, two]) {
      await store.lock.set('seven warm stones');
      await store.lock.finish(() => {});
    }
    const file = await backupOf(one);
    expect(await restoreInto(two, file)).toMatchObject({ added: 6, notRestoredCount: 0 });
    expect(await contentsOf(two)).toEqual(before);
    expect(await contentsOf(one)).toEqual(before);
    const raw = await openDB(names[1]);
    const counts = await Promise.all([...raw.objectStoreNames].map((store) => raw.count(store)));
    const filled = [...raw.objectStoreNames].filter((_, i) => counts[i]! > 0);
    raw.close();
    // Languages are downloads, and no secret.
    expect(filled).toEqual(['ocrLanguages', 'sealed', 'vault']);
  });

  it('read a second time, or where it was made, changes nothing', async () => {
    const before = await contentsOf(one);
    const file = await backupOf(one);
    expect(await restoreInto(one, file)).toMatchObject({ total: 6, unchanged: 6, others: 0 });
    expect(await contentsOf(one)).toEqual(before);
  });

  it('without the files finds what it found, and takes them when they are added', async () => {
    const file = await backupOf(one, false);
    const report = await restoreInto(two, file);
    expect(report).toMatchObject({ total: 6, added: 4, notRestoredCount: 2 });
    expect(whyNot(report)).toEqual([
      'text 4.txt: It had not been read yet, and its file is not in here.',
      'text 5.txt: It could not be read, and its file is not in here.',
    ]);
    expect((await contentsOf(two)).vectors).toEqual((await contentsOf(one)).vectors);
    expect(await two.original(idOf(1))).toBeUndefined();
    const again = { name: 'text 1.txt', path: 'text 1.txt', addedAt: 20 };
    const document = {
      id: idOf(1),
      format: 'plain',
      kind: 'text',
      byteSize: 9,
      addedAt: 20,
    } as const;
    await two.admit(document, again, new Blob(['file 1']));
    expect(await (await two.original(idOf(1)))?.text()).toBe('file 1');
    expect((await two.document(idOf(1)))?.state.phase).toBe('ready');
    // A whole backup brings the others.
    expect(await restoreInto(two, await backupOf(one))).toMatchObject({ completed: 3, added: 2 });
    expect(await two.original(idOf(2))).toBeDefined();
  });

  it('of another model or parser has its documents read anew', async () => {
    const made = { ...fingerprint, parser: 2 };
    const report = await restoreInto(two, await backupOf(one), { made });
    expect(report).toMatchObject({ added: 6, toRead: 5 });
    const states = (await two.documents()).map(({ state }) => state.phase);
    expect(states).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'failed', 'waiting']);
    expect((await contentsOf(two)).vectors).toEqual({});
    const bare = await restoreInto(two, await backupOf(one, false), { made });
    expect(bare).toMatchObject({ added: 0, unchanged: 6 });
  });

  it('is united with what is there: names, captions, later changes, nothing lost', async () => {
    const file = await backupOf(one);
    await two.admit(
      { id: idOf(1), format: 'plain', kind: 'text', byteSize: 9, addedAt: 50 },
      { name: 'mine', path: 'mine', addedAt: 50 },
      new Blob(['mine']),
    );
    await two.change([idOf(1)], (document) => ({ ...document, caption: 'my own' }));
    await two.saveThread({ id: 't', title: 'Renamed later', turns: [], changedAt: 9 });
    const report = await restoreInto(two, file);
    expect(report).toMatchObject({ added: 5, completed: 1 });
    const document = await two.document(idOf(1));
    expect(document?.names.map(({ path }) => path)).toEqual(['mine', 'text 1.txt']);
    expect(document?.caption).toBe('my own');
    expect(await (await two.original(idOf(1)))?.text()).toBe('mine');
    expect((await two.threads())[0]?.title).toBe('Renamed later');
    // A caption that is only in the backup is told, so that it can be embedded.
    await two.change([idOf(2)], ({ caption: _, ...document }) => document);
    const second = await restoreInto(two, file);
    expect(second.captions).toEqual([{ id: idOf(2), caption: 'The sea' }]);
  });

  it('that was stopped goes on where it was', async () => {
    const file = await backupOf(one);
    const controller = new AbortController();
    const stop = controller.signal;
    const onDone = (done: number) => done === 2 && controller.abort();
    await expect(restoreInto(two, file, { stop, onDone })).rejects.toThrow(DOMException);
    expect(await two.documents()).toHaveLength(2);
    expect(await restoreInto(two, file)).toMatchObject({ unchanged: 2, added: 4 });
    expect(await contentsOf(two)).toEqual(await contentsOf(one));
  });

  it('that is made while the library changes has each document whole or not at all', async () => {
    const total = (await one.documents()).length;
    const making = backupOf(one);
    await one.remove([idOf(6)]);
    const change = (document: Awaited<ReturnType<Store['documents']>>[number]) => ({
      ...document,
      caption: 'changed',
    });
    const chunks = (await one.chunkBlock(idOf(3), 0)).slice(0, 2);
    const vectors = new Float32Array(dims).fill(0);
    vectors[0] = 1;
    const embeddings = { ordinals: [1], kinds: ['passage' as const], vectors };
    await one.revise({ id: idOf(3), chunks, embeddings, change }, fingerprint, dims);
    const report = await restoreInto(two, await making);
    expect(report.notRestoredCount).toBe(0);
    expect(report.total).toBeGreaterThanOrEqual(total - 1);
    const { vectors: found, documents } = await contentsOf(two);
    const { state } = documents.find(({ id }) => id === idOf(3))!;
    const count = state.phase === 'ready' && state.chunkCount;
    expect([2, 90]).toContain(count);
    expect(found[idOf(3)]!.length).toBe(count === 2 ? 1 + dims : 90 + 90 * dims);
  });
});

describe('a damaged backup', () => {
  it.each([
    ['a file', 'data/originals/text 1.txt', 'text 1.txt'],
    ['a record', `data/documents/${idOf(1)}.json`, `documents/${idOf(1)}.json`],
  ])('is restored but for the document of which %s is damaged', async (_, path, name) => {
    const mine = await contentsOf(one);
    const report = await restoreInto(two, await damaged(await backupOf(one), path, 5));
    expect(report).toMatchObject({ total: 6, added: 5, notRestoredCount: 1, isCutOff: false });
    expect(whyNot(report)).toEqual([`${name}: It is damaged in this backup.`]);
    expect(await two.document(idOf(1))).toBeUndefined();
    expect((await contentsOf(two)).texts[idOf(2)]).toBe(mine.texts[idOf(2)]);
  });

  it.each([
    [`data/chunks/${idOf(1)}.jsonl`],
    [`data/embeddings/${idOf(1)}.safetensors`],
    [`data/thumbnails/${idOf(1)}/0.jpg`],
  ])('of which %s is damaged has that document read anew', async (path) => {
    const report = await restoreInto(two, await damaged(await backupOf(one), path, 3));
    expect(report).toMatchObject({ added: 6, toRead: 2, notRestoredCount: 0 });
    expect((await two.document(idOf(1)))?.state.phase).toBe('waiting');
    const bare = await damaged(await backupOf(one, false), path, 3);
    await two.remove([idOf(1)]);
    const refused = await restoreInto(two, bare);
    expect(whyNot(refused)).toContain('text 1.txt: It is damaged in this backup.');
  });

  it('loses nothing that is there', async () => {
    const before = await contentsOf(one);
    const file = await backupOf(one);
    for (const path of ['data/library.json', 'data/threads.json', 'data/adapters/1.safetensors']) {
      await restoreInto(one, await damaged(file, path, 2));
    }
    for (let at = 0; at < file.size; at += 9973)
      await restoreInto(one, await damaged(file, '', at));
    expect(await contentsOf(one)).toEqual(before);
  });

  it('that is cut off gives what comes before, and says so', async () => {
    const file = await backupOf(one);
    for (const share of [0.1, 0.3, 0.5, 0.8]) {
      const report = await restoreInto(two, file.slice(0, file.size * share));
      expect(report).toMatchObject({ total: 6, isCutOff: true });
      expect(report.added + report.unchanged).toBe((await two.documents()).length);
    }
    expect((await two.documents()).length).toBeGreaterThan(2);
  });

  it.each([
    ['nothing', new Blob([])],
    ['text', new Blob(['not a backup at all'])],
    [
      'the end of an empty archive',
      new Blob([new Uint8Array([0x50, 0x4b, 5, 6, ...Array(18).fill(0)])]),
    ],
  ])('that is none is refused: %s', async (_, file) => {
    await expect(restoreInto(two, file)).rejects.toThrow(/not a backup.*Nothing was changed/);
  });

  it('of a newer version is refused whole', async () => {
    const text = await (await backupOf(one)).arrayBuffer();
    const latin = new TextDecoder('latin1').decode(text);
    const at = latin.indexOf('"version": 1');
    const bytes = new Uint8Array(text);
    bytes[at + 11] = '9'.charCodeAt(0);
    // Its header's checksum is that of what it says.
    const { crc32 } = await import('../../../src/workers/backup/checksums');
    const start = latin.indexOf('rummage-backup/data/library.json');
    const from = start + 'rummage-backup/data/library.json'.length;
    const size = new DataView(text).getUint32(start - 30 + 22, true);
    new DataView(text).setUint32(start - 30 + 14, crc32(bytes.subarray(from, from + size)), true);
    const manifest = latin.lastIndexOf(
      'rummage-backup/manifest-sha256.txt',
      latin.lastIndexOf('bag-info'),
    );
    bytes[manifest + 60]! ^= 1;
    await expect(restoreInto(two, new Blob([bytes]))).rejects.toThrow(/newer version/);
    expect(await two.documents()).toEqual([]);
  });
});
