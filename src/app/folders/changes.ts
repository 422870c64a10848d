import { type FileStamp, type FolderFile, isWithin } from '../../core';
import type { Listing } from './list-folder';

/** What a folder has become since it was looked at last. */
export interface FolderChanges {
  added: FileStamp[];
  changed: FileStamp[];
  /** No longer there. */
  gone: FolderFile[];
}

/** Compares what was listed with what is known, by size and time of each path. */
export function compareFolder(
  known: ReadonlyMap<string, FolderFile>,
  { files, unread, scope }: Listing,
): FolderChanges {
  const changes: FolderChanges = { added: [], changed: [], gone: [] };
  for (const stamp of files.values()) {
    const before = known.get(stamp.path);
    if (!before) changes.added.push(stamp);
    else if (!isSameStamp(before, stamp)) changes.changed.push(stamp);
  }
  const isIn = (path: string, parents: readonly string[]) =>
    parents.some((parent) => isWithin(path, parent));
  const unreadPaths = unread.map(({ path }) => path);
  for (const file of known.values()) {
    const { path } = file;
    if (!files.has(path) && isIn(path, scope) && !isIn(path, unreadPaths)) changes.gone.push(file);
  }
  return changes;
}

const isSameStamp = (a: FileStamp, b: FileStamp): boolean =>
  a.byteSize === b.byteSize && a.lastModified === b.lastModified;

/** So many files gone at once are rather a drive that is not there than what was meant. */
const fewGone = 2;

/**
 * Whether a person is asked before documents of files that are gone are removed.
 *
 * @param gone files that are nowhere in the folder any more
 * @param known files there were
 * @param left files there are
 */
export function isWorthAsking(gone: number, known: number, left: number): boolean {
  return gone > known / 2 && (gone > fewGone || left === 0);
}
