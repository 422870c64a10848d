import { type DocumentId, tableRows } from '../core';
import type { Remote } from '../workers/connect';
import { callback, transfer } from '../workers/connect';
import type { Library } from '../workers/library';
import type { IngestQueue } from './ingest-queue';
import type { LibraryView } from './library-view';
import type { ParsePool } from './parse-pool';

interface FeederParts {
  library: Remote<Library>;
  parsers: ParsePool;
  view: LibraryView;
  ingest: IngestQueue;
}

/** Progress is passed on at most this often. */
const reportIntervalMs = 200;

/**
 * Hands tables to the worker that answers questions about them: rows go from the reading
 * worker to that one directly, one table at a time.
 */
export class TableFeeder {
  private feeding: Promise<void> | undefined;
  private isStarted = false;
  private isStale = false;

  constructor(private readonly parts: FeederParts) {}

  /** Comes after the index, which the first search waits for. */
  start(): void {
    this.isStarted = true;
    this.follow();
    void this.parts.parsers.warmUp();
  }

  /** The library has changed. */
  follow(): void {
    if (!this.isStarted) return;
    this.isStale = true;
    this.feeding ??= this.feed()
      .catch((error) => console.error(error))
      .finally(() => {
        this.feeding = undefined;
        if (this.isStale) this.follow();
      });
  }

  private async feed(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      for (const id of await this.parts.library.missingTables()) await this.send(id);
    }
  }

  private async send(id: DocumentId): Promise<void> {
    const { library, parsers, view, ingest } = this.parts;
    const document = view.document(id);
    const original = await library.original(id);
    if (!document || !original) return;
    const total = tableRows(document)?.count ?? 0;
    let reportedAt = 0;
    const report = (done: number) => {
      if (performance.now() - reportedAt < reportIntervalMs) return;
      reportedAt = performance.now();
      ingest.tabulating(document, { done, total });
    };
    try {
      await parsers.run(async (parser) => {
        report(0);
        const { port1, port2 } = new MessageChannel();
        const onProgress = callback(({ done }: { done: number }) => report(done));
        const taken = library.importTable(id, transfer(port2, [port2]), onProgress);
        await parser.sendTable(original, document.format, transfer(port1, [port1]));
        await taken;
      });
    } finally {
      ingest.tabulating(document, undefined);
    }
  }
}
