import { type Connection, callback, connect, type Remote, transfer } from '../workers/connect';
import type { ParseService } from '../workers/parse-service';
import { drawSvg } from './draw-svg';

export type Parser = Remote<ParseService>;

/** A step that takes longer than this costs the file its worker. */
export const stepTimeoutMs = 60_000;
const idleTimeoutMs = 30_000;

/** A file made its reader hang. */
export class ParseTimeoutError extends Error {
  override name = 'ParseTimeoutError';
}

type ParseWorker = Connection<ParseService>;

interface Waiting {
  resolve: (worker: ParseWorker) => void;
  reject: (reason: unknown) => void;
}

/** Stateless parse workers, started when needed and ended when idle or hung. */
export class ParsePool {
  private readonly idle: ParseWorker[] = [];
  private readonly urgent: Waiting[] = [];
  private readonly usual: Waiting[] = [];
  private aliveCount = 0;
  private startingCount = 0;

  constructor(private maxWorkers: number) {}

  /**
   * Starts a worker with all that it loads later, so that it is there when the server that
   * serves it is gone.
   */
  warmUp(): Promise<void> {
    return this.run((parser) => parser.warmUp());
  }

  /**
   * Lends a worker for the time of `work`. A worker that hung or crashed is not lent again.
   *
   * @param urgent ahead of the work that is not
   */
  async run<T>(
    work: (parser: Parser, step: typeof limited) => Promise<T>,
    urgent = false,
  ): Promise<T> {
    const worker = await new Promise<ParseWorker>((resolve, reject) => {
      (urgent ? this.urgent : this.usual).push({ resolve, reject });
      this.lend();
    });
    try {
      return await work(worker.remote, limited);
    } catch (error) {
      if (error instanceof ParseTimeoutError) worker.dispose();
      throw error;
    } finally {
      this.idle.push(worker);
      this.lend();
      this.endWhenIdle(worker);
    }
  }

  private lend(): void {
    while (this.urgent.length + this.usual.length > 0) {
      const worker = this.idle.pop();
      if (worker?.isGone()) continue;
      if (worker) (this.urgent.shift() ?? this.usual.shift())?.resolve(worker);
      else if (this.startingCount < this.urgent.length + this.usual.length && this.canGrow()) {
        void this.grow();
      } else return;
    }
  }

  private canGrow(): boolean {
    return this.aliveCount + this.startingCount < this.maxWorkers;
  }

  private async grow(): Promise<void> {
    this.startingCount += 1;
    try {
      const worker = await startWorker();
      this.aliveCount += 1;
      worker.gone.then(() => {
        this.aliveCount -= 1;
        this.lend();
      });
      this.idle.push(worker);
    } catch (error) {
      // Without the server no further worker starts: those there are do the work.
      if (this.aliveCount > 0) this.maxWorkers = this.aliveCount;
      else
        for (const { reject } of [...this.urgent.splice(0), ...this.usual.splice(0)]) reject(error);
    } finally {
      this.startingCount -= 1;
      this.lend();
    }
  }

  /** Memory is given back, but for one worker, which may not be replaceable. */
  private endWhenIdle(worker: ParseWorker): void {
    setTimeout(() => {
      const at = this.idle.indexOf(worker);
      if (at < 0 || this.aliveCount <= 1) return;
      this.idle.splice(at, 1);
      worker.dispose();
    }, idleTimeoutMs);
  }
}

async function startWorker(): Promise<ParseWorker> {
  const connection = connect<ParseService>(
    new Worker(new URL('../workers/parse.worker.ts', import.meta.url), {
      type: 'module',
      name: 'parse',
    }),
  );
  const at = (folder: string) => new URL(folder, document.baseURI).href;
  await connection.remote.configure(at('pdfjs/'), at('ocr/'));
  return connection;
}

/** Rejects with {@link ParseTimeoutError} when a step does not end in time. */
function limited<T>(step: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const seconds = stepTimeoutMs / 1000;
  const timer = setTimeout(
    () => reject(new ParseTimeoutError(`no answer within ${seconds} seconds`)),
    stepTimeoutMs,
  );
  return Promise.race([step, promise]).finally(() => clearTimeout(timer));
}

/** `drawSvg` as an argument for a worker. */
export function drawSvgForWorker() {
  return callback(async (svg: Blob, maxSide: number) => {
    const bitmap = await drawSvg(svg, maxSide);
    return transfer(bitmap, [bitmap]);
  });
}
