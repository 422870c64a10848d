import { type Engine, engines } from './engines';
import sumBytes from './sum.wat';
import { batchRows, Vectors } from './vectors';

// One engine of one size in a page of its own.

const k = 10;

let vectors: Vectors;
let engine: Engine;
let queries: Float32Array[];
let size = 0;

declare const gc: (() => void) | undefined;

interface Prepared {
  dims: number;
  /** Of the real rows, how many are of photos. */
  photos: number;
  /** Real and drawn ones. */
  queryCounts: [real: number, drawn: number];
}

let facts: Prepared;

/** Fetches the real vectors and sets queries aside. */
async function prepare(given: Prepared): Promise<void> {
  facts = given;
  const { dims, queryCounts } = facts;
  const all = new Float32Array(await (await fetch('./real.f32')).arrayBuffer());
  const rows = all.length - queryCounts[0] * dims;
  vectors = new Vectors(dims, all.slice(0, rows));
  const drawn = vectors.aside(queryCounts[1]);
  queries = [all.slice(rows), drawn].flatMap((part) =>
    Array.from({ length: part.length / dims }, (_, i) => part.slice(i * dims, (i + 1) * dims)),
  );
  // What making vectors takes is there before the engine's own memory is counted.
  vectors.rows(0, batchRows);
}

/** @returns milliseconds within the engine, and what it says of itself */
async function build(name: string, count: number, limitMs: number) {
  engine = await engines[name]!(facts.dims, count, facts.photos);
  let spent = await grow(count, limitMs);
  const started = performance.now();
  engine.finish?.();
  spent += performance.now() - started;
  gc?.();
  return { ms: spent, note: engine.note ?? '' };
}

async function grow(count: number, limitMs: number): Promise<number> {
  let spent = 0;
  for (const end = size + count; size < end; ) {
    const rows = vectors.rows(size, Math.min(batchRows, end - size));
    const started = performance.now();
    await engine.add(rows, size);
    spent += performance.now() - started;
    size += rows.length / facts.dims;
    if (spent > limitMs && size < end) {
      throw new Error(`${size.toLocaleString('en')} rows in ${(limitMs / 1000).toFixed(0)} s`);
    }
  }
  return spent;
}

/** Times of searches, and what was found; fewer than all queries where time ends. */
async function search(limitMs: number): Promise<{ times: number[]; found: number[][] }> {
  const times: number[] = [];
  const found: number[][] = [];
  await warmUp();
  const begun = performance.now();
  // Real and drawn ones by turns.
  const order = queries.map((_, i) => (i % 2 ? queries.length - 1 - (i >> 1) : i >> 1));
  for (const i of order) {
    const started = performance.now();
    found[i] = Array.from(await engine.search(queries[i]!, k));
    times.push(performance.now() - started);
    if (performance.now() - begun > limitMs) break;
  }
  return { times, found };
}

/** The first searches compile: WebAssembly and JavaScript both are made quicker by use. */
async function warmUp(): Promise<void> {
  const begun = performance.now();
  for (const query of queries.slice(0, 30)) {
    await engine.search(query, k);
    if (performance.now() - begun > 2000) break;
  }
}

/** Bytes a second that one thread reads, best of five. */
function bandwidth(bytes: number): number {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  new Uint8Array(memory.buffer).fill(1);
  const module = new WebAssembly.Module(sumBytes);
  const { exports } = new WebAssembly.Instance(module, { sum: { memory } });
  const sum = exports.sum as (count: number) => bigint;
  const size = memory.buffer.byteLength;
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    sum(size);
    return performance.now() - started;
  });
  return (size / Math.min(...times)) * 1000;
}

Object.assign(globalThis, { bench: { prepare, build, grow, search, bandwidth } });
