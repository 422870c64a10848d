import type { Remote } from '../workers/connect';
import { transfer } from '../workers/connect';
import type { Library } from '../workers/library';
import type { LibraryView } from './library-view';
import type { ParsePool } from './parse-pool';

/**
 * Hands tables to the worker that answers questions about them: rows go from the reading
 * worker to that one directly, one table at a time.
 */
export class TableFeeder {
  private feeding: Promise<void> | undefined;
  private isStale = false;

  constructor(
    private readonly library: Remote<Library>,
    private readonly parsers: ParsePool,
    private readonly view: LibraryView,
  ) {}

  /** The library has changed. */
  follow(): void {
    this.isStale = true;
    this.feeding ??= this.feed()
      .catch((error) => console.error(error))
      .finally(() => {
        this.feeding = undefined;
      });
  }

  private async feed(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      for (const id of await this.library.missingTables()) await this.send(id);
    }
  }

  private async send(id: string): Promise<void> {
    const document = this.view.document(id);
    const original = await this.library.original(id);
    if (!document || !original) return;
    await this.parsers.run(async (parser) => {
      const { port1, port2 } = new MessageChannel();
      const taken = this.library.importTable(id, transfer(port2, [port2]));
      await parser.sendTable(original, document.format, transfer(port1, [port1]));
      await taken;
    });
  }
}
