import { create, insertMultiple, searchVector } from '@orama/orama';
import { EmbeddingIndex } from 'client-vector-search';
import initEdgeVec, { EdgeVec, EdgeVecConfig } from 'edgevec';
import { loadHnswlib } from 'hnswlib-wasm';
import * as voyGlue from 'voy-search/voy_search_bg.js';
import voyUrl from 'voy-search/voy_search_bg.wasm?url';
import { VectorIndex } from '../../../src/search';
import { TopK } from '../../../src/search/vectors/top-k';

/** Ids are the numbers of rows in the order in which they are added. */
export interface Engine {
  /** @param rows shape [count, dims]; from: the first one's id */
  add(rows: Float32Array, from: number): void | Promise<void>;
  /** After the last row. */
  finish?(): void;
  /** Ids of the k nearest. */
  search(query: Float32Array, k: number): number[] | Promise<number[]>;
  /** Said in the table. */
  note?: string;
}

const rowsOf = (rows: Float32Array, dims: number) =>
  Array.from({ length: rows.length / dims }, (_, i) => rows.subarray(i * dims, (i + 1) * dims));

/** Rows in documents as they are added: the first `photos` are pictures, the others passages. */
function ours(dims: number, _: number, photos: number): Engine {
  const index = new VectorIndex(dims);
  return {
    add(rows, from) {
      const ordinals = Array.from({ length: rows.length / dims }, (_, i) => from + i);
      const kinds = ordinals.map((n) => (n < photos ? 'image' : 'passage'));
      index.add(`${from}`, ordinals, kinds, rows);
    },
    search: (query, k) => Array.from(index.nearest(query, k).rows, (row) => index.ordinalAt(row)),
  };
}

/** A plain float scan, which is also what recall is counted against. */
function float(dims: number): Engine {
  const blocks: { from: number; rows: Float32Array }[] = [];
  return {
    add(rows, from) {
      blocks.push({ from, rows });
    },
    search(query, k) {
      const top = new TopK(k);
      for (const { from, rows } of blocks) {
        for (let at = 0, id = from; at < rows.length; at += dims, id++) {
          // Four sums, so that additions do not wait for each other.
          let a = 0;
          let b = 0;
          let c = 0;
          let d = 0;
          for (let i = 0; i < dims; i += 4) {
            a += query[i]! * rows[at + i]!;
            b += query[i + 1]! * rows[at + i + 1]!;
            c += query[i + 2]! * rows[at + i + 2]!;
            d += query[i + 3]! * rows[at + i + 3]!;
          }
          top.offer(id, a + b + c + d);
        }
      }
      return Array.from(top.sorted().rows);
    },
  };
}

async function voy(dims: number): Promise<Engine> {
  // Made for bundlers that import WASM as a module.
  const glue = voyGlue as unknown as typeof import('voy-search') & {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
  };
  const imports = { './voy_search_bg.js': voyGlue as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiateStreaming(fetch(voyUrl), imports);
  glue.__wbg_set_wasm(instance.exports);
  const index = new glue.Voy({ embeddings: [] });
  return {
    add(rows, from) {
      const embeddings = rowsOf(rows, dims).map((row, i) => ({
        id: `${from + i}`,
        title: '',
        url: '',
        embeddings: Array.from(row),
      }));
      index.add({ embeddings });
    },
    search: (query, k) => index.search(query, k).neighbors.map(({ id }) => Number(id)),
  };
}

function hnswlib(efSearch: number) {
  return async (dims: number, count: number): Promise<Engine> => {
    const library = await loadHnswlib();
    const index = new library.HierarchicalNSW('ip', dims, '');
    const [m, efConstruction] = [16, 100];
    index.initIndex(count, m, efConstruction, 100);
    return {
      note: `needs unsafe-eval; M ${m}, efConstruction ${efConstruction}, efSearch ${efSearch}`,
      add(rows, from) {
        for (const [i, row] of rowsOf(rows, dims).entries()) index.addPoint(row, from + i, false);
      },
      finish: () => index.setEfSearch(efSearch),
      search: (query, k) => index.searchKnn(query, k, undefined).neighbors,
    };
  };
}

function clientVectorSearch(dims: number): Engine {
  const index = new EmbeddingIndex();
  return {
    add(rows, from) {
      for (const [i, row] of rowsOf(rows, dims).entries()) {
        index.add({ id: from + i, embedding: Array.from(row) });
      }
    },
    async search(query, k) {
      const found = await index.search(Array.from(query), { topK: k });
      return found.map(({ object }) => object.id);
    },
  };
}

async function edgevec(dims: number): Promise<Engine> {
  await initEdgeVec();
  const config = new EdgeVecConfig(dims);
  // With 'cosine' and 'dot' this version gives the farthest; of unit vectors this is the same order.
  config.metric = 'l2';
  const index = new EdgeVec(config);
  const ids: number[] = [];
  return {
    note: 'HNSW as it comes, by l2',
    add(rows, from) {
      const given = index.insertBatchFlat(rows, rows.length / dims);
      for (const [i, id] of given.entries()) ids[id] = from + i;
    },
    search: (query, k) => index.search(query, k).map(({ id }: { id: number }) => ids[id]!),
  };
}

function orama(dims: number): Engine {
  const db = create({ schema: { embedding: `vector[${dims}]` } as const });
  return {
    async add(rows, from) {
      const documents = rowsOf(rows, dims).map((row, i) => ({
        id: `${from + i}`,
        embedding: Array.from(row),
      }));
      await insertMultiple(db, documents as never);
    },
    async search(query, k) {
      const { hits } = await searchVector(db, {
        mode: 'vector',
        vector: { value: Array.from(query), property: 'embedding' },
        similarity: -1,
        limit: k,
      } as never);
      return hits.map(({ id }) => Number(id));
    },
  };
}

export const engines: Record<
  string,
  (dims: number, count: number, photos: number) => Engine | Promise<Engine>
> = {
  float,
  ours,
  'hnswlib-wasm': hnswlib(128),
  edgevec,
  'voy-search': voy,
  'client-vector-search': clientVectorSearch,
  orama,
};
