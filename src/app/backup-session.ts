import type { BackupProgress, DocumentId, Remembered, RestoreReport } from '../core';
import { callback, type Remote } from '../workers/connect';
import type { Library } from '../workers/library';
import type { ExportTarget } from '../workers/library-files';
import type { AppStore } from './state';

export type BackupWork = 'backup' | 'embeddings' | 'restore';

/** One file at a time goes out or comes in. */
export type BackupState =
  | { phase: 'idle' }
  | {
      phase: 'running';
      work: BackupWork;
      /** Undefined until the first document is done. */
      progress: BackupProgress | undefined;
      /** Undefined while unknown. */
      secondsLeft: number | undefined;
    }
  | { phase: 'exported'; work: 'backup' | 'embeddings' }
  | { phase: 'restored'; report: RestoreReport }
  | { phase: 'stopped'; work: BackupWork }
  | { phase: 'failed'; work: BackupWork; message: string };

interface Parts {
  store: AppStore;
  library: Remote<Library>;
  /** Settles once the encoder's fingerprint is known to the library. */
  ready: Promise<unknown>;
  setCaptions: (captions: { id: DocumentId; caption: string }[]) => Promise<void>;
  /** Reads anew what is kept beside the documents. */
  reload: () => Promise<unknown>;
}

/** How long something takes is not told from its first moments. */
const settledMs = 2000;

/** The library as a file, out and in; how it goes is in the state. */
export class BackupSession {
  private controller: AbortController | undefined;

  constructor(private readonly parts: Parts) {}

  /**
   * @returns the file to hand over; undefined where it was written to the place that was chosen,
   *   or was not made
   */
  export(
    target: ExportTarget,
    request: { hasOriginals: boolean; remembered: Remembered },
  ): Promise<Blob | undefined> {
    return this.run('backup', async (onProgress, signal) => {
      const { library } = this.parts;
      const file = await library.exportBackup(target, request, callback(onProgress), signal);
      return { result: file, state: { phase: 'exported', work: 'backup' } };
    });
  }

  /** As {@link export}. */
  exportEmbeddings(target: ExportTarget): Promise<Blob | undefined> {
    return this.run('embeddings', async (onProgress, signal) => {
      const file = await this.parts.library.exportEmbeddings(target, callback(onProgress), signal);
      return { result: file, state: { phase: 'exported', work: 'embeddings' } };
    });
  }

  /** @returns what the screens remembered; undefined where nothing was restored */
  restore(file: Blob): Promise<Remembered | undefined> {
    return this.run('restore', async (onProgress, signal) => {
      const { library, reload, setCaptions } = this.parts;
      try {
        const report = await library.importBackup(file, callback(onProgress), signal);
        if (report.captions.length > 0) await setCaptions(report.captions);
        return { result: report.remembered, state: { phase: 'restored', report } };
      } finally {
        await reload();
      }
    });
  }

  cancel(): void {
    this.controller?.abort();
  }

  private async run<T>(
    work: BackupWork,
    act: (
      onProgress: (progress: BackupProgress) => void,
      signal: AbortSignal,
    ) => Promise<{ result: T; state: BackupState }>,
  ): Promise<T | undefined> {
    if (this.controller) return undefined;
    this.controller = new AbortController();
    const { signal } = this.controller;
    this.set({ phase: 'running', work, progress: undefined, secondsLeft: undefined });
    const startedAt = performance.now();
    const onProgress = (progress: BackupProgress) => {
      if (this.controller?.signal !== signal) return;
      this.set({ phase: 'running', work, progress, secondsLeft: secondsLeft(progress, startedAt) });
    };
    try {
      await this.parts.ready;
      const { result, state } = await act(onProgress, signal);
      this.set(state);
      return result;
    } catch (error) {
      if (signal.aborted) this.set({ phase: 'stopped', work });
      else this.set({ phase: 'failed', work, message: messageOf(error) });
      return undefined;
    } finally {
      this.controller = undefined;
    }
  }

  private set(backup: BackupState): void {
    this.parts.store.setState({ backup });
  }
}

function secondsLeft({ bytes, totalBytes }: BackupProgress, startedAt: number): number | undefined {
  const elapsedMs = performance.now() - startedAt;
  if (elapsedMs < settledMs || bytes === 0) return undefined;
  return (elapsedMs / 1000) * Math.max(0, totalBytes / bytes - 1);
}

function messageOf(error: unknown): string {
  const { name, message } = error as Error;
  if (name === 'RangeError') return message;
  if (name === 'QuotaExceededError') return 'There is not enough room on this disk.';
  if (name === 'NotReadableError' || name === 'NotFoundError') {
    return 'The file cannot be read any more: it was moved or changed. Choose it again.';
  }
  if (name === 'NotAllowedError' || name === 'NoModificationAllowedError') {
    return 'The browser may not write that file. Choose another place.';
  }
  console.error(error);
  return `Something went wrong: ${message}`;
}
