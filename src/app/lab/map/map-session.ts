import {
  type MapCluster,
  type MapContent,
  type MapPhase,
  type MapPoints,
  modalityOf,
  type Progress,
} from '../../../core';
import {
  type Connection,
  callback,
  connect,
  type Remote,
  transfer,
} from '../../../workers/connect';
import type { Library } from '../../../workers/library';
import type { MapService } from '../../../workers/map';
import type { ModelSession } from '../../model-session';
import type { AppStore } from '../../state';
import wordList from './words.txt?raw';

/** Words that may name any cluster. */
const everydayWords = [...new Set(wordList.split(/\s+/).filter(Boolean))];

/** A cluster with the words it is called by; '' while they are not known. */
export interface NamedCluster extends MapCluster {
  name: string;
}

export interface LibraryMap extends Omit<MapPoints, 'vectors' | 'dims'> {
  content: MapContent;
  /** Shape [points, 2]. */
  positions: Float32Array;
  clusters: NamedCluster[];
}

export type MapState =
  | { phase: 'idle' }
  | { phase: 'running'; progress: Progress<MapPhase | 'reading'>; map: LibraryMap | undefined }
  | { phase: 'done'; map: LibraryMap }
  | { phase: 'failed'; message: string };

const fewestPoints = 5;

/** Words embedded at a time. */
const wordsAtOnce = 64;

/** Of a cluster of texts, chunks that are read for words, and words taken from them. */
const readForWords = 24;
const ownWords = 16;

/** Lays out the map of the library in a worker of its own; it stays when another screen is open. */
export class MapSession {
  private worker: Connection<MapService> | undefined;
  private controller = new AbortController();
  private readonly known = new Map<string, Float32Array>();

  constructor(
    private readonly store: AppStore,
    private readonly library: Remote<Library>,
    private readonly model: ModelSession,
  ) {}

  async draw(content: MapContent): Promise<void> {
    this.cancel();
    const { signal } = this.controller;
    const show = (map: MapState) => !signal.aborted && this.store.setState({ map });
    show({
      phase: 'running',
      progress: { phase: 'reading', done: 0, total: 1 },
      map: undefined,
    });
    try {
      await this.model.facts;
      const { vectors, dims, ...points } = await this.library.mapPoints(content);
      // Given up while it was read.
      signal.throwIfAborted();
      if (points.places.length < fewestPoints) {
        throw new Error(`There is too little of this kind for a map: ${points.places.length}.`);
      }
      const worker = startWorker();
      this.worker = worker;
      const asMap = (positions: Float32Array): LibraryMap => ({
        ...points,
        content,
        positions,
        clusters: [],
      });
      let map: LibraryMap | undefined;
      const onProgress = (progress: Progress<MapPhase>, positions?: Float32Array) => {
        if (positions) map = asMap(positions);
        show({ phase: 'running', progress, map });
      };
      const { kinds } = points;
      const moved = transfer({ vectors, dims, kinds }, [vectors.buffer]);
      const laidOut = worker.remote.layOut(moved, callback(onProgress), signal);
      // Needed in the end; the encoder has time for them now.
      const everyday = this.embedWords(everydayWords, signal);
      everyday.catch(() => {});
      map = asMap(await laidOut);
      const clusters = await worker.remote.findClusters(map.positions);
      map = { ...map, clusters: clusters.map((cluster) => ({ ...cluster, name: '' })) };
      show({ phase: 'done', map });
      await everyday;
      const names = await this.name(worker, map, signal);
      map = { ...map, clusters: clusters.map((cluster, c) => ({ ...cluster, name: names[c]! })) };
      show({ phase: 'done', map });
      worker.dispose();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      show({ phase: 'failed', message });
      if (!signal.aborted) this.worker?.dispose();
    }
  }

  cancel(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.worker?.dispose();
    this.worker = undefined;
    this.store.setState({ map: { phase: 'idle' } });
  }

  /** Everyday words may name every cluster, the words of a cluster's own texts that one alone. */
  private async name(worker: Connection<MapService>, map: LibraryMap, signal: AbortSignal) {
    const own = await Promise.all(
      map.clusters.map(async ({ members }) => {
        const texts = members.filter((row) => modalityOf(map.kinds[row]!) === 'text');
        if (2 * texts.length < members.length) return [];
        const places = texts.slice(0, readForWords).map((row) => map.places[row]!);
        return this.library.frequentWords(places, ownWords);
      }),
    );
    const words = [...new Set([...everydayWords, ...own.flat()])];
    const rows = new Map(words.map((word, row) => [word, row]));
    const common = everydayWords.map((word) => rows.get(word)!);
    // Where its own texts have words, these say more.
    const candidates = own.map((some) =>
      some.length > 0 ? some.map((word) => rows.get(word)!) : common,
    );
    const vectors = await this.embedWords(words, signal);
    return worker.remote.name(words, await this.library.mappedTexts(vectors), candidates);
  }

  /** @returns shape [words, dims]; each word is embedded once */
  private async embedWords(words: readonly string[], signal: AbortSignal): Promise<Float32Array> {
    const { dims } = await this.model.facts;
    const missing = [...new Set(words)].filter((word) => !this.known.has(word));
    for (let from = 0; from < missing.length; from += wordsAtOnce) {
      const some = missing.slice(from, from + wordsAtOnce);
      const vectors = await this.model.embedTexts(some, 'explain', signal);
      for (const [i, word] of some.entries()) {
        this.known.set(word, vectors.slice(i * dims, (i + 1) * dims));
      }
    }
    const all = new Float32Array(words.length * dims);
    for (const [i, word] of words.entries()) all.set(this.known.get(word)!, i * dims);
    return all;
  }
}

function startWorker(): Connection<MapService> {
  return connect<MapService>(
    new Worker(new URL('../../../workers/map.worker.ts', import.meta.url), {
      type: 'module',
      name: 'map',
    }),
  );
}
