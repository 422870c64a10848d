import type { DocumentId, DocumentName, SourceDocument } from './document';
import type { DocumentIssue } from './issue';

export type FolderId = string;

/** A folder of the person's that the library follows. */
export interface LinkedFolder {
  id: FolderId;
  name: string;
  handle: FileSystemDirectoryHandle;
  /** Milliseconds since the epoch. */
  addedAt: number;
  lastLook?: FolderLook;
  /** It is being forgotten; kept so that this is gone through with after a reload. */
  forgetting?: 'keep' | 'remove';
}

/** What was found when a folder was looked at last. */
export interface FolderLook {
  /** Milliseconds since the epoch. */
  at: number;
  added: number;
  changed: number;
  moved: number;
  removed: number;
}

/** A file tells by these whether it changed. */
export interface FileStamp {
  /** Within the folder, without the folder's name. */
  path: string;
  byteSize: number;
  lastModified: number;
}

/** What became of a file of a linked folder when it was read last. */
export interface FolderFile extends FileStamp {
  /** None where it was refused, or says what a picture beside it shows; several out of an archive. */
  documents: DocumentId[];
  issue?: DocumentIssue;
}

/** A name that a document has from a linked folder. */
export interface NameInFolder {
  id: DocumentId;
  path: string;
}

/** Whether a path is another one, or lies below it. */
export const isWithin = (path: string, parent: string): boolean =>
  path === parent || parent === '' || path.startsWith(`${parent}/`);

/** A document without some of the names that a folder gave it; of other names none is touched. */
export function withoutNames(
  document: SourceDocument,
  folder: FolderId,
  paths: ReadonlySet<string>,
): SourceDocument {
  const isKept = (name: DocumentName) => name.folder !== folder || !paths.has(name.path);
  return { ...document, names: document.names.filter(isKept) };
}

/** A document whose names from a folder are its own from now on, as if it was added by hand. */
export function withReleasedNames(
  document: SourceDocument,
  folder: FolderId,
  paths: ReadonlySet<string>,
): SourceDocument {
  const isOwn = new Set(document.names.filter((n) => n.folder === undefined).map((n) => n.path));
  const names = document.names.flatMap((name): DocumentName[] => {
    if (name.folder !== folder || !paths.has(name.path)) return [name];
    const { folder: _, ...own } = name;
    return isOwn.has(name.path) ? [] : [own];
  });
  return { ...document, names };
}
