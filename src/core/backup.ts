import type { DocumentId } from './document';
import type { Progress } from './progress';

/** Counts documents; bytes tell how long the rest takes. */
export interface BackupProgress extends Progress<'look' | 'documents'> {
  bytes: number;
  /** Estimated while a backup is written. */
  totalBytes: number;
}

/** What screens remember beside the library, by its key in the browser's storage. */
export type Remembered = Record<string, string>;

/** A document, or something else of a backup, that was not taken in. */
export interface NotRestored {
  name: string;
  reason: string;
}

/** What became of a backup that was read. */
export interface RestoreReport {
  /** Documents of the backup, those that cannot be read included. */
  total: number;
  /** New here. */
  added: number;
  /** Known, and something was added to them. */
  completed: number;
  /** Known, with all of it. */
  unchanged: number;
  /** Of `added`: without what makes them findable, which is made anew. */
  toRead: number;
  /** At most {@link maxListed}; `notRestoredCount` counts all. */
  notRestored: NotRestored[];
  notRestoredCount: number;
  /** Threads, adapters and the like. */
  others: number;
  /** The end of the file is missing. */
  isCutOff: boolean;
  /** The browser's storage was full before the end. */
  isFull: boolean;
  /** Captions of documents that are here without one. */
  captions: { id: DocumentId; caption: string }[];
  remembered: Remembered;
}

/** What was left out of a report of thousands helps nobody. */
export const maxListed = 100;
