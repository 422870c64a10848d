import type { BackupProgress, Remembered, RestoreReport, StoredAdapter } from '../core';
import type { Restoration } from '../store';
import { type Destination, openDestination } from './backup/destination';
import { exportBackup } from './backup/export-backup';
import { exportEmbeddings } from './backup/export-embeddings';
import { importBackup } from './backup/import-backup';
import { LibraryVectors } from './library-vectors';

type OnProgress = (progress: BackupProgress) => void;

export interface ExportTarget {
  /** Of the file, as the person sees it. */
  name: string;
  /** Where the person chose a place for it. */
  handle?: FileSystemFileHandle | undefined;
}

/** Progress is told at most this often. */
const reportIntervalMs = 100;

/** The library as a file, out and in. */
export abstract class LibraryFiles extends LibraryVectors {
  abstract changeAdapters(former: string[], adapters: StoredAdapter[]): Promise<void>;

  /**
   * See {@link exportBackup}.
   *
   * @returns the file; undefined where it was written to the place that was chosen
   */
  exportBackup(
    { name, handle }: ExportTarget,
    request: { hasOriginals: boolean; remembered: Remembered },
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Blob | undefined> {
    const { store } = this;
    const root = name.replace(/\.zip$/, '');
    return into({ name, handle }, async ({ sink }) => {
      const { fingerprint } = await this.model();
      const source = { store, fingerprint };
      await exportBackup(source, request, { sink, root }, spaced(onProgress), signal);
    });
  }

  /** See {@link exportEmbeddings}; returns as {@link exportBackup} does. */
  exportEmbeddings(
    target: ExportTarget,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Blob | undefined> {
    return into(target, async ({ sink }) => {
      const { fingerprint, dims } = await this.model();
      const source = { store: this.store, fingerprint, dims };
      await exportEmbeddings(source, sink, spaced(onProgress), signal);
    });
  }

  /** See {@link importBackup}. */
  async importBackup(
    file: Blob,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<RestoreReport> {
    const { fingerprint, dims } = await this.model();
    const restorer = {
      store: this.store,
      fingerprint,
      dims,
      onRestored: (restoration: Restoration) => this.takeIn(restoration),
      addAdapters: (adapters: StoredAdapter[]) => this.changeAdapters([], adapters),
    };
    return importBackup(restorer, file, spaced(onProgress), signal);
  }

  private takeIn({ document, content }: Restoration): void {
    if (content) {
      this.index.remove(document.id);
      this.index.add([{ documentId: document.id, ...content.embeddings }]);
    }
    this.publish([document], []);
  }

  private async model() {
    await this.index.isFilled;
    const { model } = this.index;
    if (!model) throw new Error('The encoder is not ready yet.');
    return model;
  }
}

async function into(
  { name, handle }: ExportTarget,
  write: (destination: Destination) => Promise<void>,
): Promise<Blob | undefined> {
  const destination = await openDestination(name, handle);
  try {
    await write(destination);
    return await destination.finish();
  } catch (error) {
    await destination.abort();
    throw error;
  }
}

function spaced(onProgress: OnProgress): OnProgress {
  let toldAt = 0;
  return (progress) => {
    if (performance.now() - toldAt < reportIntervalMs) return;
    toldAt = performance.now();
    onProgress(progress);
  };
}
