import {
  type ChunkPlace,
  type FusionWeights,
  type Query,
  type QueryVector,
  readQueryText,
  type SearchFilter,
  type SearchResult,
} from '../core';
import type { Remote } from '../workers/connect';
import type { SearchFrom } from '../workers/find';
import type { Library } from '../workers/library';
import type { ModelSession } from './model-session';
import type { AppStore } from './state';

/** Typing faster than this asks only once. */
const debounceMs = 120;

/** While documents come in, an open search is repeated at most this often. */
const repeatIntervalMs = 2000;

/** What is being searched for; kept so that it can be repeated and explained. */
interface CurrentSearch {
  query: Query;
  /** Undefined where nothing but exclusions was typed. */
  from: Promise<SearchFrom | undefined>;
  startedAt: number;
  embedMs: number;
}

/** One search at a time: a newer one makes the answers of the older ones stale. */
export class SearchSession {
  private current: CurrentSearch | undefined;
  private debounceTimer: number | undefined;
  private repeatTimer: number | undefined;
  private seenEmbeddings = 0;

  constructor(
    private readonly store: AppStore,
    private readonly model: ModelSession,
    private readonly library: Remote<Library>,
  ) {
    store.subscribe((state) => {
      if (state.library.embeddingCount !== this.seenEmbeddings) this.repeatSoon();
    });
  }

  searchText(typed: string): void {
    const text = typed.trim();
    if (text === '') {
      this.clear();
      return;
    }
    clearTimeout(this.debounceTimer);
    const current = this.current?.query;
    if (current?.type === 'text' && current.text === text) return;
    this.debounceTimer = window.setTimeout(() => this.startText(text), debounceMs);
  }

  /** @param embedding rejects with a message for the person when the picture cannot be read */
  searchImage(label: string, embedding: Promise<Float32Array>): void {
    const from = embedding.then(
      (vector): QueryVector => ({
        embedding: vector,
        modality: 'image',
      }),
    );
    this.start({ type: 'image', label }, from);
  }

  searchLike(place: ChunkPlace, label: string): void {
    this.start({ type: 'image', label }, Promise.resolve(place));
  }

  /** Searches without showing it: for measuring. */
  async find(text: string, filter: SearchFilter, weights?: FusionWeights): Promise<SearchResult> {
    return this.library.search({ text, from: await this.embed(text), filter, weights });
  }

  clear(): void {
    clearTimeout(this.debounceTimer);
    this.current = undefined;
    this.store.setState({ search: { phase: 'idle' } });
  }

  setFilter(filter: SearchFilter): void {
    this.store.setState({ filter });
    if (this.current) void this.answer(this.current);
  }

  /** The vector searched with; undefined where there is none, as for "more like this". */
  async queryVector(): Promise<QueryVector | undefined> {
    const from = await this.current?.from.catch(() => undefined);
    return from && 'embedding' in from ? from : undefined;
  }

  private startText(text: string): void {
    this.start({ type: 'text', text }, this.embed(text));
  }

  private async embed(typed: string): Promise<QueryVector | undefined> {
    const { meaning } = readQueryText(typed);
    if (meaning === '') return undefined;
    return { embedding: await this.model.embedTexts([meaning], 'query'), modality: 'text' };
  }

  private start(query: Query, from: Promise<SearchFrom | undefined>): void {
    clearTimeout(this.debounceTimer);
    const started = performance.now();
    const search: CurrentSearch = { query, from, startedAt: started, embedMs: 0 };
    this.current = search;
    from.then(
      () => {
        search.embedMs = performance.now() - started;
      },
      () => {},
    );
    this.store.setState({ search: { phase: 'searching', query, previous: this.shownResult() } });
    void this.answer(search);
  }

  private async answer(search: CurrentSearch): Promise<void> {
    const { filter } = this.store.getState();
    try {
      const { query } = search;
      const text = query.type === 'text' ? query.text : '';
      const result = await this.library.search({ text, from: await search.from, filter });
      const isStale = this.current !== search || this.store.getState().filter !== filter;
      if (isStale) return;
      this.seenEmbeddings = this.store.getState().library.embeddingCount;
      const { embedMs } = search;
      const isFirst = this.store.getState().search.phase === 'searching';
      this.store.setState({ search: { phase: 'done', query, result, embedMs } });
      // Repeated as documents come in, it would tell nothing of speed.
      if (!isFirst) return;
      // For the browser's own profiler, and for benchmarks.
      performance.measure('search', {
        start: search.startedAt,
        detail: { embedMs, rankMs: result.rankMs },
      });
    } catch (error) {
      if (this.current !== search) return;
      const message = error instanceof Error ? error.message : String(error);
      this.store.setState({ search: { phase: 'failed', query: search.query, message } });
    }
  }

  private shownResult(): SearchResult | undefined {
    const { search } = this.store.getState();
    if (search.phase === 'done') return search.result;
    return search.phase === 'searching' ? search.previous : undefined;
  }

  private repeatSoon(): void {
    if (!this.current) return;
    this.repeatTimer ??= window.setTimeout(() => {
      this.repeatTimer = undefined;
      if (this.current) void this.answer(this.current);
    }, repeatIntervalMs);
  }
}
