import { afterEach, describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/core';
import {
  admit,
  allEmbeddings,
  dims,
  fingerprint,
  openStore as open,
  ready,
  removeStore,
} from './filled-store';

afterEach(removeStore);

describe.each([
  { name: 'plain', withLock: false },
  { name: 'locked', withLock: true },
])('in a $name library', ({ withLock }) => {
  const openStore = () => open(withLock);

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
      const kept = [{ ...wider, precision: 'fp16' }];
      await store.addToSpace(embeddings('aa'), readyAt, wider, 2);
      await store.keepSpaces(kept);
      // Nothing is deleted while it is all that a document has.
      expect(await allEmbeddings(store)).toEqual(['aa/0', 'aa/0', 'aa/1', 'bb/0']);
      const bb = (await store.document('bb'))!;
      const readyAtB = bb.state.phase === 'ready' ? bb.state.readyAt : 0;
      await store.addToSpace(embeddings('bb'), readyAtB, wider, 2);
      await store.keepSpaces(kept);
      expect(await allEmbeddings(store)).toEqual(['aa/0', 'bb/0']);
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
