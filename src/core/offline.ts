/** What the page asks of its service worker. */
export type WorkerRequest =
  /** Answered with {@link SavedFiles}. */
  | { type: 'look' }
  /** Goes on saving for a while; answered with {@link SavedFiles}. */
  | { type: 'save' }
  /** Takes pages that were loaded past it, as a forced reload does. */
  | { type: 'claim' }
  /** Takes the place of the worker before it. */
  | { type: 'activate' }
  /** Forgets the files of versions before, where no other tab may still ask for one. */
  | { type: 'sweep' };

/** How much of the app is kept in this browser. */
export interface SavedFiles {
  savedFiles: number;
  totalFiles: number;
  savedBytes: number;
  totalBytes: number;
  /** Why the last file could not be saved. */
  fault: SaveFault | undefined;
}

/** The server does not answer, sends something else than was built, or the disk is full. */
export type SaveFault = 'unreachable' | 'broken' | 'full';

/** Where files that other programs share wait for the page, and how each is described there. */
export const sharedCacheName = (scope: string) => `rummage-shared ${scope}`;
export const sharedNameHeader = 'x-file-name';
export const sharedModifiedHeader = 'x-last-modified-ms';
