import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { deleteDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import type { Store } from '../../../src/store';
import { exportEmbeddings } from '../../../src/workers/backup/export-embeddings';
import { columns } from '../../../src/workers/backup/parquet-schema';
import { dims, fill, fingerprint, open, signal } from './library';

const name = 'rummage-embeddings';
let store: Store;

afterEach(async () => {
  store.close();
  await deleteDB(name);
});

async function exported(): Promise<{ file: ArrayBuffer; writes: number }> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const sink = { write: async (bytes: Uint8Array<ArrayBuffer>) => void parts.push(bytes) };
  await exportEmbeddings({ store, fingerprint, dims }, sink, () => {}, signal);
  return { file: await new Blob(parts).arrayBuffer(), writes: parts.length };
}

it('all chunks go out with their places and vectors, a row group at a time', async () => {
  store = await open(name);
  await fill(store, 15);
  const { file, writes } = await exported();
  const metadata = parquetMetadata(file);
  const rows = await parquetReadObjects({ file });
  const documents = (await store.documents()).filter(({ state }) => state.phase === 'ready');
  const count = documents.reduce(
    (sum, { state }) => sum + (state.phase === 'ready' ? state.chunkCount : 0),
    0,
  );
  expect(rows).toHaveLength(count);
  expect(count).toBeGreaterThan(2000);
  expect(metadata.row_groups).toHaveLength(Math.ceil(count / 2000));
  expect(writes).toBe(metadata.row_groups.length + 1);
  expect(parquetSchema(metadata).children.map(({ element }) => element.name)).toEqual(columns);
  for (const { id, names, addedAt } of documents) {
    const [part] = await store.embeddingsOf(new Set([id]), fingerprint);
    const own = rows.filter(({ document_id }) => document_id === id);
    expect(own.map(({ ordinal }) => ordinal)).toEqual(part!.ordinals);
    expect(own.flatMap(({ embedding }) => embedding)).toEqual(Array.from(part!.vectors));
    expect(own[0]).toMatchObject({
      path: names[0]!.path,
      place: 'page 1',
      page: 1,
      row_number: null,
      added_at: new Date(addedAt),
      model: 'm',
    });
    expect(own[0]!.box_width).toBeCloseTo(0.3);
  }
});

it('rows of a long table that have only a vector are there by their numbers', async () => {
  store = await open(name);
  const id = 'ab';
  const document = { id, format: 'csv', kind: 'table', byteSize: 1, addedAt: 1 } as const;
  await store.admit(document, { name: 't.csv', path: 't.csv', addedAt: 1 }, new Blob(['t']));
  const vectors = new Float32Array(2 * dims);
  vectors[0] = 1;
  vectors[dims + 1] = 1;
  const row = { kind: 'row', locator: { type: 'row', row: 1 }, text: 'a: 1' } as const;
  const table = { kind: 'table', locator: { type: 'table' }, text: 't' } as const;
  const chunks = [row, table].map((chunk, ordinal) => ({ ...chunk, ordinal }));
  const embeddings = { ordinals: [0, 90], kinds: ['row' as const, 'row' as const], vectors };
  const rest = { thumbnails: new Map(), metadata: { Rows: 100 }, warnings: [] };
  await store.commit([{ id, chunks, embeddings, ...rest }], fingerprint, dims);
  const rows = await parquetReadObjects({ file: (await exported()).file });
  expect(rows.map((one) => [one.ordinal, one.row_number, one.text, !!one.embedding])).toEqual([
    [0, 1, 'a: 1', true],
    [1, null, 't', false],
    [90, 90, null, true],
  ]);
});

it('an empty library is an empty table', async () => {
  store = await open(name);
  const { file } = await exported();
  expect(await parquetReadObjects({ file })).toEqual([]);
});
