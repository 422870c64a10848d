import {
  downloadPath,
  fingerprintOf,
  modelFolders,
  readJsonOf,
  removeFile,
  removeStored,
  storedModel,
  writeManifest,
  writeText,
} from '../models';
import { HubError, openFile } from './hub';
import { assemble, bytesThere, dropAllParts, dropParts, saveParts } from './parts';
import { bytesOf, type Plan } from './plan';

export type DownloadState =
  | { phase: 'paused'; doneBytes: number; totalBytes: number }
  | { phase: 'running'; doneBytes: number; totalBytes: number; bytesPerSecond: number }
  | { phase: 'failed'; doneBytes: number; totalBytes: number; message: string }
  | { phase: 'done' };

/** Waits before a broken connection is taken up again; after the last it is left to the person. */
const retryDelaysMs = [500, 1000, 2000, 4000];

/** The rate is that of the last seconds. */
const rateWindowMs = 3000;

/** Downloads that were begun and are not whole. */
export async function unfinished(): Promise<Plan[]> {
  const plans = await Promise.all(
    (await modelFolders()).map((name) => readJsonOf<Plan>(name, downloadPath)),
  );
  return plans.filter((plan) => plan !== undefined);
}

/** One model on its way to this computer: goes on where it was, also after a reload. */
export class Download {
  state: DownloadState;
  private controller = new AbortController();
  private doneBytes = 0;
  private samples: { at: number; bytes: number }[] = [];

  constructor(
    private readonly plan: Plan,
    private readonly onChange: () => void,
  ) {
    this.state = { phase: 'paused', doneBytes: 0, totalBytes: bytesOf(plan) };
    void this.count().then(() => {
      if (this.state.phase === 'paused') this.set(this.paused());
    });
  }

  get name(): string {
    return this.plan.name;
  }

  pause(): void {
    this.controller.abort();
  }

  /** Removes what came of it. */
  async discard(): Promise<void> {
    this.pause();
    await navigator.locks.request(this.lockName, () => removeStored(this.name));
  }

  /** Fetches what is missing; settles when it is whole, paused or failed. */
  async run(): Promise<void> {
    if (this.state.phase === 'running') return;
    this.controller = new AbortController();
    const { signal } = this.controller;
    this.set({ ...this.paused(), phase: 'running', bytesPerSecond: 0 });
    await navigator.locks.request(this.lockName, { ifAvailable: true }, async (lock) => {
      try {
        if (!lock) throw new HubError('Another tab is fetching this model.');
        await this.fetchAll(signal);
        this.set({ phase: 'done' });
      } catch (error) {
        await this.count();
        if (signal.aborted) this.set(this.paused());
        else this.set({ ...this.paused(), phase: 'failed', message: wordsOf(error) });
      }
    });
  }

  private get lockName(): string {
    return `rummage.download.${this.name}`;
  }

  private async fetchAll(signal: AbortSignal): Promise<void> {
    const { plan, name } = this;
    if (await storedModel(name)) {
      throw new HubError(`${name} is on this computer already. Remove it in Settings first.`);
    }
    await this.savePlan();
    await this.count();
    for (const [number, file] of plan.files.entries()) {
      if (plan.done.some(({ path }) => path === file.path)) continue;
      await this.fetchFile(number, signal);
      plan.done.push(await assemble(name, number, file));
      await this.savePlan();
    }
    const { repo, revision, variants, done } = plan;
    const fingerprint = fingerprintOf(done);
    await dropAllParts(name);
    await writeManifest({
      ...{ name, version: revision, dims: 0, files: done, variants, fingerprint },
      source: repo,
    });
    await removeFile(name, downloadPath);
  }

  /** Until the file is there, over breaks of the connection. */
  private async fetchFile(number: number, signal: AbortSignal): Promise<void> {
    const { name } = this;
    const { repo, revision, files } = this.plan;
    const { path, bytes } = files[number]!;
    let furthest = 0;
    for (let tries = 0; ; tries++) {
      signal.throwIfAborted();
      const from = await bytesThere(name, number);
      // More than is listed is found to be another file when it is put together.
      if (from >= bytes) return;
      // What goes on, however slowly, is not given up.
      if (from > furthest) tries = 0;
      furthest = Math.max(furthest, from);
      try {
        const opened = await openFile({ repo, revision, path, from }, signal);
        if (opened.from < from) await this.startOver(number, from);
        await saveParts(name, number, opened.from, opened.body, (came) => this.add(came));
        if ((await bytesThere(name, number)) >= bytes) return;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof DOMException && error.name === 'QuotaExceededError') throw error;
        if (tries >= retryDelaysMs.length) throw error;
      }
      const delayMs = retryDelaysMs[tries];
      if (delayMs === undefined) throw new HubError(`${path} ended early again and again.`);
      await wait(delayMs, signal);
    }
  }

  private async startOver(number: number, came: number): Promise<void> {
    await dropParts(this.name, number);
    this.doneBytes -= came;
  }

  private add(bytes: number): void {
    this.doneBytes += bytes;
    const now = performance.now();
    this.samples.push({ at: now, bytes });
    this.samples = this.samples.filter(({ at }) => now - at < rateWindowMs);
    const came = this.samples.reduce((sum, sample) => sum + sample.bytes, 0);
    const seconds = Math.max(0.2, (now - this.samples[0]!.at) / 1000);
    this.set({ ...this.paused(), phase: 'running', bytesPerSecond: came / seconds });
  }

  /** What is on the disk, which tells more truly than what came. */
  private async count(): Promise<void> {
    const { done, files } = this.plan;
    let bytes = done.reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [number, { path }] of files.entries()) {
      if (!done.some((entry) => entry.path === path)) bytes += await bytesThere(this.name, number);
    }
    this.doneBytes = bytes;
  }

  private paused() {
    const { doneBytes } = this;
    return { phase: 'paused' as const, doneBytes, totalBytes: bytesOf(this.plan) };
  }

  private async savePlan(): Promise<void> {
    await writeText(this.name, downloadPath, JSON.stringify(this.plan));
  }

  private set(state: DownloadState): void {
    this.state = state;
    this.onChange();
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

function wordsOf(error: unknown): string {
  if (error instanceof HubError) return error.message;
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return 'There is no room left in what the browser may store. Free space on the disk, then press Resume.';
  }
  if (error instanceof TypeError) return 'The connection broke off. Press Resume to go on.';
  return error instanceof Error ? error.message : String(error);
}
