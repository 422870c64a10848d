import type { DocumentId, SourceDocument } from '../core';
import type { LibraryChange } from '../workers/library-change';
import type { Activity, AppStore } from './state';

/** Screens see changes of the library at most this often. */
const flushIntervalMs = 200;

/** The library as the screens see it, kept from the facts the worker tells. */
export class LibraryView {
  /** Oldest first. */
  private readonly documents = new Map<DocumentId, SourceDocument>();
  private readonly activities = new Map<DocumentId, Activity>();
  private embeddingCount = 0;
  private tableCount = 0;
  private hasAllWords = false;
  private timer: number | undefined;

  constructor(private readonly store: AppStore) {}

  document(id: DocumentId): SourceDocument | undefined {
    return this.documents.get(id);
  }

  all(): Iterable<SourceDocument> {
    return this.documents.values();
  }

  activity(id: DocumentId): Activity | undefined {
    return this.activities.get(id);
  }

  /** Those that are waiting or in work. */
  unfinished(): DocumentId[] {
    return [...this.documents.values()]
      .filter(({ id, state }) => state.phase === 'waiting' || this.activities.has(id))
      .map(({ id }) => id);
  }

  apply({ changed, removed, embeddingCount, tableCount, hasAllWords }: LibraryChange): void {
    const isFirst = this.store.getState().library.phase === 'loading';
    if (isFirst) changed.sort((a, b) => a.addedAt - b.addedAt);
    for (const document of changed) this.documents.set(document.id, document);
    for (const id of removed) this.documents.delete(id);
    this.embeddingCount = embeddingCount;
    this.tableCount = tableCount;
    this.hasAllWords = hasAllWords;
    if (isFirst) this.flush();
    else this.changedSoon();
  }

  /** `undefined` ends it. */
  setActivity(id: DocumentId, activity: Activity | undefined): void {
    if (activity) this.activities.set(id, activity);
    else this.activities.delete(id);
    this.changedSoon();
  }

  private changedSoon(): void {
    this.timer ??= window.setTimeout(() => this.flush(), flushIntervalMs);
  }

  private flush(): void {
    this.timer = undefined;
    this.store.setState({
      library: {
        phase: 'ready',
        documents: [...this.documents.values()].reverse(),
        activities: new Map(this.activities),
        embeddingCount: this.embeddingCount,
        tableCount: this.tableCount,
        hasAllWords: this.hasAllWords,
      },
    });
  }
}
