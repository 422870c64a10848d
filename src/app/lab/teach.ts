import { minPairs, partPairs } from '../../clip';
import type { ChunkPlace, TeachProgress } from '../../core';
import { type Connection, callback, connect, type Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import type { TeachService } from '../../workers/teach';
import type { ModelSession } from '../model-session';
import type { AppStore } from '../state';
import { type Lesson, lessonOf, type Prepared, type TaughtPair, type TeachRequest } from './lesson';

export type TeachState =
  | { phase: 'idle' }
  | { phase: 'reading'; done: number; total: number }
  | { phase: 'teaching' | 'stopped'; progress: TeachProgress }
  | { phase: 'done'; lesson: Lesson }
  | { phase: 'failed'; message: string };

/** Captions embedded at a time. */
const captionsAtOnce = 32;

/** Pictures that compete without being in a pair. */
const maxOthers = 1000;

/** Teaches adapters in a worker of its own; it goes on whatever screen is open. */
export class TeachSession {
  private worker: Connection<TeachService> | undefined;
  private prepared: Prepared | undefined;
  private controller = new AbortController();
  private seconds = 0;

  constructor(
    private readonly store: AppStore,
    private readonly library: Remote<Library>,
    private readonly model: ModelSession,
    private readonly modelUrl: Promise<string>,
  ) {}

  async start(request: TeachRequest): Promise<void> {
    this.discard();
    const { signal } = this.controller;
    this.setState({ phase: 'reading', done: 0, total: 0 });
    await this.attempt(signal, async () => {
      const { version } = await this.model.facts;
      const prepared = await this.prepare(request, signal);
      // Given up while it was prepared.
      signal.throwIfAborted();
      this.prepared = prepared;
      const worker = startWorker();
      this.worker = worker;
      void worker.gone.then((error) => {
        if (this.worker === worker) this.setState({ phase: 'failed', message: error.message });
      });
      this.seconds = 0;
      const started = performance.now();
      await worker.remote.begin(prepared.task, { url: await this.modelUrl, version });
      this.seconds = (performance.now() - started) / 1000;
      await this.goOn(worker, signal);
    });
  }

  /** What was learned stays, to go on with or to be measured. */
  stop(): void {
    if (this.state.phase === 'teaching') this.controller.abort();
  }

  async resume(): Promise<void> {
    const { worker } = this;
    if (!worker || this.state.phase !== 'stopped') return;
    this.controller = new AbortController();
    const { signal } = this.controller;
    await this.attempt(signal, () => this.goOn(worker, signal));
  }

  /** Measures what was learned before it was stopped. */
  async finish(): Promise<void> {
    const { worker, prepared } = this;
    if (!worker || !prepared) return;
    await this.attempt(new AbortController().signal, async () => {
      const outcome = await worker.remote.outcome();
      const { name, version } = await this.model.facts;
      const lesson = lessonOf(prepared, outcome, { name, version }, this.seconds);
      this.worker = undefined;
      worker.dispose();
      this.setState({ phase: 'done', lesson });
    });
  }

  discard(): void {
    this.controller.abort();
    this.controller = new AbortController();
    const { worker } = this;
    this.worker = undefined;
    this.prepared = undefined;
    worker?.dispose();
    this.setState({ phase: 'idle' });
  }

  private async goOn(worker: Connection<TeachService>, signal: AbortSignal): Promise<void> {
    const started = performance.now();
    let last: TeachProgress = { curve: [], step: 0, maxSteps: 1, stepMs: 0 };
    const onProgress = (progress: TeachProgress) => {
      last = progress;
      if (this.worker === worker && !signal.aborted) this.setState({ phase: 'teaching', progress });
    };
    const isDone = await worker.remote.run(callback(onProgress), signal);
    this.seconds += (performance.now() - started) / 1000;
    if (this.worker !== worker) return;
    if (isDone) await this.finish();
    else this.setState({ phase: 'stopped', progress: last });
  }

  /** Embeds the captions and fetches the stored embeddings of the pictures. */
  private async prepare(request: TeachRequest, signal: AbortSignal): Promise<Prepared> {
    const { dims, logitScale } = await this.model.facts;
    const all = [...request.pairs, ...request.wrong, ...request.others.slice(0, maxOthers)];
    const places = [...new Map(all.map((place) => [keyOf(place), place])).values()];
    const vectors = await this.library.storedEmbeddings(
      places.map(({ documentId, ordinal }) => ({ documentId, ordinal })),
    );
    const rows = new Map<string, number>();
    const pictures: Float32Array[] = [];
    for (const [i, place] of places.entries()) {
      const vector = vectors[i];
      if (!vector) continue;
      rows.set(keyOf(place), pictures.length);
      pictures.push(vector);
    }
    const isThere = (pair: TaughtPair) => rows.has(keyOf(pair));
    const pairs = distinct(request.pairs.filter(isThere));
    const captions = [...new Set(pairs.map(({ caption }) => caption))];
    const captionRows = new Map(captions.map((caption, row) => [caption, row]));
    // What is wrong for a caption can only be told from what is right for it.
    const wrong = distinct(
      request.wrong.filter((pair) => isThere(pair) && captionRows.has(pair.caption)),
    );
    if (pairs.length < minPairs) {
      throw new Error(
        `At least ${minPairs} pairs are needed to learn from and to measure by; there are ${pairs.length}.`,
      );
    }
    const rowsOf = (pair: TaughtPair) => ({
      picture: rows.get(keyOf(pair))!,
      caption: captionRows.get(pair.caption)!,
    });
    return {
      request: { ...request, pairs, wrong },
      task: {
        dims,
        logitScale,
        sides: request.sides,
        pictures: joined(pictures, dims),
        captions: await this.embed(captions, dims, signal),
        pairs: pairs.map(rowsOf),
        wrong: wrong.map(rowsOf),
        parts: partPairs(pairs.length),
      },
    };
  }

  private async embed(captions: string[], dims: number, signal: AbortSignal) {
    const packed = new Float32Array(captions.length * dims);
    for (let from = 0; from < captions.length; from += captionsAtOnce) {
      signal.throwIfAborted();
      this.setState({ phase: 'reading', done: from, total: captions.length });
      const some = captions.slice(from, from + captionsAtOnce);
      packed.set(await this.model.embedTexts(some, 'explain', signal), from * dims);
    }
    return packed;
  }

  private async attempt(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // It was discarded, and another may have begun.
      if (signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      this.worker?.dispose();
      this.worker = undefined;
      this.setState({ phase: 'failed', message });
    }
  }

  private get state(): TeachState {
    return this.store.getState().teach;
  }

  private setState(teach: TeachState): void {
    this.store.setState({ teach });
  }
}

function startWorker(): Connection<TeachService> {
  return connect<TeachService>(
    new Worker(new URL('../../workers/teach.worker.ts', import.meta.url), {
      type: 'module',
      name: 'teach',
    }),
  );
}

const keyOf = ({ documentId, ordinal }: ChunkPlace) => `${documentId}/${ordinal}`;

function distinct(pairs: readonly TaughtPair[]): TaughtPair[] {
  return [...new Map(pairs.map((pair) => [`${keyOf(pair)} ${pair.caption}`, pair])).values()];
}

function joined(vectors: readonly Float32Array[], dims: number): Float32Array {
  const all = new Float32Array(vectors.length * dims);
  for (const [i, vector] of vectors.entries()) all.set(vector, i * dims);
  return all;
}
