import { type Chunk, chunkKinds, type Fingerprint } from '../../../src/core';
import { Store } from '../../../src/store';
import type { Sink } from '../../../src/workers/backup/bag';
import { exportBackup } from '../../../src/workers/backup/export-backup';
import { importBackup } from '../../../src/workers/backup/import-backup';

export const fingerprint: Fingerprint = { model: 'm', version: '1', precision: 'q8', parser: 1 };
export const dims = 8;
export const { signal } = new AbortController();

export const open = (name: string): Promise<Store> => Store.open({ name });

const idOf = (n: number): string => n.toString(16).padStart(64, '0');

/** Numbers from 0 to 1, always the same. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

function unitVectors(count: number, seed: number): Float32Array {
  const random = numbers(seed);
  const vectors = new Float32Array(count * dims);
  for (let row = 0; row < count; row++) {
    const vector = vectors.subarray(row * dims, (row + 1) * dims);
    for (let i = 0; i < dims; i++) vector[i] = random.next().value - 0.5;
    const length = Math.hypot(...vector);
    for (let i = 0; i < dims; i++) vector[i]! /= length;
  }
  return vectors;
}

/** One of each sort: ready with all there is, waiting, failed, and known by two names. */
export async function fill(store: Store, documentCount = 6): Promise<void> {
  for (let n = 1; n <= documentCount; n++) {
    const id = idOf(n);
    const name = n === 2 ? 'album/Strand – 海.jpg' : `text ${n}.txt`;
    const document = { id, format: 'plain', kind: 'text', byteSize: 9, addedAt: n } as const;
    const original = new Blob([`file ${n} `.repeat(n * 50)], { type: 'text/plain' });
    await store.admit(document, { name, path: name, addedAt: n }, original);
    if (n === 3) await store.admit(document, { name: 'b', path: 'copy/b', addedAt: 9 }, original);
    if (n === 4) continue;
    await store.commit([ready(id, n * 30)], fingerprint, dims);
    await store.saveOcrPage(id, { page: 1, language: 'eng', lines: [{ words: [], begins: true }] });
  }
  const issue = { code: 'corrupt', message: 'This file is damaged.', hint: '' } as const;
  await store.setState([idOf(5)], { phase: 'failed', issue });
  await store.change([idOf(2)], (document) => ({ ...document, caption: 'The sea' }));
  await store.saveThread({ id: 't', title: 'Question', turns: [], changedAt: 3 });
  await store.saveMark({ query: 'sea', documentId: idOf(2), ordinal: 0, isRight: true, at: 4 });
  const recalls = { r1: 0, r5: 0, r10: 0 };
  const measured = { count: 1, before: recalls, after: recalls };
  const adapter = {
    name: 'Household',
    isOn: true,
    model: { name: 'm', version: '1' },
    dims: 2,
    matrices: { text: Float32Array.of(1, 2, 3, 4) },
    pairCount: 9,
    heldOut: measured,
    general: measured,
    createdAt: 77,
  };
  await store.changeAdapters([], [adapter]);
  await store.keepOcrLanguage({ code: 'deu', byteSize: 3, data: new Blob(['abc']) });
}

function ready(id: string, count: number) {
  const ordinals = Array.from({ length: count }, (_, i) => i);
  const chunks = ordinals.map(
    (ordinal): Chunk => ({
      ordinal,
      kind: chunkKinds[ordinal % chunkKinds.length]!,
      locator: {
        type: 'page',
        page: ordinal + 1,
        box: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 },
      },
      text: `${id} ${ordinal} ÄÖÜ\n"quoted"`,
      ...(ordinal < 2 && { thumbnail: `${id}/${ordinal}` }),
    }),
  );
  const thumbnails = new Map(
    [0, 1].map((o) => [`${id}/${o}`, new Blob([`picture ${o}`], { type: 'image/jpeg' })]),
  );
  const embeddings = {
    ordinals,
    kinds: chunks.map(({ kind }) => kind),
    vectors: unitVectors(count, count),
  };
  return {
    id,
    chunks,
    thumbnails,
    embeddings,
    metadata: { Pages: count },
    warnings: [],
    ocrPages: [1],
  };
}

/** All that a store holds, so that two can be compared. */
export async function contentsOf(store: Store) {
  const documents = await store.documents();
  const texts: Record<string, string | undefined> = {};
  const chunks: Record<string, Chunk[]> = {};
  const vectors: Record<string, number[]> = {};
  for (const { id, state } of documents) {
    const original = await store.original(id);
    texts[id] = original && `${original.type} ${await original.text()}`;
    const count = state.phase === 'ready' ? state.chunkCount : 0;
    const blocks = Array.from({ length: Math.ceil(count / 64) }, (_, i) => store.chunkBlock(id, i));
    chunks[id] = (await Promise.all(blocks)).flat();
    for (const { thumbnail } of chunks[id]) {
      if (thumbnail) texts[thumbnail] = await (await store.thumbnail(thumbnail))?.text();
    }
    texts[`${id} words`] = JSON.stringify(await store.ocrPages(id));
    const [part] = await store.embeddingsOf(new Set([id]), fingerprint);
    // Bit by bit, not as numbers that are about the same.
    if (part) vectors[id] = [...part.ordinals, ...new Uint32Array(part.vectors.slice().buffer)];
  }
  const languages = await store.ocrLanguages();
  const others = [await store.threads(), await store.marks(), await store.adapters()];
  return {
    documents,
    texts,
    chunks,
    vectors,
    others,
    languages: languages.map(({ code }) => code),
  };
}

export async function backupOf(store: Store, hasOriginals = true): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const sink: Sink = { write: async (bytes) => void parts.push(bytes.slice()) };
  const request = { hasOriginals, remembered: { 'rummage.view': 'list' } };
  const target = { sink, root: 'rummage-backup' };
  await exportBackup({ store, fingerprint }, request, target, () => {}, signal);
  return new Blob(parts);
}

export function restoreInto(
  store: Store,
  file: Blob,
  { made = fingerprint, stop = signal, onDone = (_done: number) => {} } = {},
) {
  const restorer = {
    store,
    fingerprint: made,
    dims,
    onRestored: () => {},
    addAdapters: (adapters: Awaited<ReturnType<Store['adapters']>>) =>
      store.changeAdapters([], adapters),
  };
  return importBackup(restorer, file, ({ done }) => onDone(done), stop);
}

/** A backup with a byte of a file in it changed. @param at of the file's bytes */
export async function damaged(file: Blob, path: string, at = 0): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const name = new TextEncoder().encode(path);
  const isHere = (start: number) => name.every((byte, i) => bytes[start + i] === byte);
  const start = bytes.findIndex((_, i) => isHere(i));
  if (start < 0) throw new Error(`no ${path} in the backup`);
  bytes[start + name.length + at]! ^= 1;
  return new Blob([bytes]);
}
