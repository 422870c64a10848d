import {
  type FusionWeights,
  type Modality,
  type Query,
  readQueryText,
  type SearchFilter,
  type SearchResult,
} from '../core';
import type { Remote } from '../workers/connect';
import type { RequestPart } from '../workers/find';
import type { Library } from '../workers/library';
import type { ModelSession } from './model-session';
import type { PictureToSearch } from './rummage';
import type { AppStore } from './state';

/** Typing faster than this asks only once. */
const debounceMs = 120;

/** While documents come in, an open search is repeated at most this often. */
const repeatIntervalMs = 2000;

/** What an excluded word takes from pictures that show it. */
const exclusionWeight = -0.5;

/** What is being searched for; kept so that it can be repeated and explained. */
interface CurrentSearch {
  query: Query;
  parts: Promise<RequestPart[]>;
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
    /** Rejects with a message for the person when the picture cannot be read. */
    private readonly embedPicture: (picture: Blob) => Promise<Float32Array>,
  ) {
    store.subscribe((state) => {
      if (state.library.embeddingCount !== this.seenEmbeddings) this.repeatSoon();
    });
  }

  /**
   * Ranks by words and pictures together. Words that are being typed are asked for once they
   * pause; an answer overtaken by a newer query is dropped.
   */
  search(typed: string, pictures: PictureToSearch[]): void {
    clearTimeout(this.debounceTimer);
    const text = typed.trim();
    if (text === '' && pictures.length === 0) {
      this.clear();
      return;
    }
    const query = {
      text,
      pictures: pictures.map(({ key, label, weight }) => ({ key, label, weight })),
    };
    const current = this.current?.query;
    if (current && JSON.stringify(current) === JSON.stringify(query)) return;
    const isTyped = current !== undefined && current.text !== text;
    const start = () => this.start(query, this.partsOf(text, pictures));
    if (isTyped || current === undefined) this.debounceTimer = window.setTimeout(start, debounceMs);
    else start();
  }

  /**
   * Searches without showing it: for measuring.
   *
   * @param beside the encoder whose space is open beside the one in use
   */
  async find(
    text: string,
    filter: SearchFilter,
    weights?: FusionWeights,
    beside?: ModelSession,
  ): Promise<SearchResult> {
    const parts = await this.partsOf(text, [], beside);
    const isBeside = beside !== undefined;
    return this.library.search({ text, parts, filter, weights, isBeside });
  }

  /** Answers anew what is asked: something else than the documents has changed. */
  repeat(): void {
    if (this.current) void this.answer(this.current);
  }

  clear(): void {
    clearTimeout(this.debounceTimer);
    this.current = undefined;
    this.store.setState({ search: { phase: 'idle' } });
  }

  setFilter(filter: SearchFilter): void {
    this.store.setState({ filter });
    this.repeat();
  }

  /**
   * What is wanted as one vector of unit length, shape [dims], for embeddings as the encoder gives
   * them. Undefined where nothing is asked for by meaning.
   */
  async wantedVector(modality: Modality): Promise<Float32Array | undefined> {
    const parts = (await this.current?.parts.catch(() => [])) ?? [];
    return this.library.wantedVector(parts, modality);
  }

  private async partsOf(
    typed: string,
    pictures: PictureToSearch[],
    model = this.model,
  ): Promise<RequestPart[]> {
    const { meaning, excluded } = readQueryText(typed);
    const wanted = meaning === '' ? [] : [{ text: meaning, weight: 1 }];
    // Words keep themselves out of texts; out of pictures only their meaning does.
    const unwanted = excluded.map((text) => ({
      text,
      weight: exclusionWeight,
      only: 'image' as const,
    }));
    const words = [...wanted, ...unwanted].map(async ({ text, ...rest }) => {
      const embedding = await model.embedTexts([text], 'query');
      return { from: { embedding, modality: 'text' as const }, ...rest };
    });
    const shown = pictures.map(async ({ weight, source }) => {
      if ('documentId' in source) return { from: source, weight };
      return {
        from: { embedding: await this.embedPicture(source), modality: 'image' as const },
        weight,
      };
    });
    return Promise.all([...words, ...shown]);
  }

  private start(query: Query, parts: Promise<RequestPart[]>): void {
    clearTimeout(this.debounceTimer);
    const started = performance.now();
    const search: CurrentSearch = { query, parts, startedAt: started, embedMs: 0 };
    this.current = search;
    parts.then(
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
      const parts = await search.parts;
      const result = await this.library.search({ text: query.text, parts, filter });
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
      this.repeat();
    }, repeatIntervalMs);
  }
}
