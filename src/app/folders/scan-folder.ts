import type {
  DocumentId,
  FileStamp,
  FolderFile,
  FolderLook,
  LinkedFolder,
  NameInFolder,
  SourceDocument,
} from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import { compareFolder, type FolderChanges, isWorthAsking } from './changes';
import { FolderNames } from './folder-names';
import type { FolderRecord } from './folder-record';
import { type Listing, listFolder } from './list-folder';
import { type TakeInParts, takeIn } from './take-in';

/** Names changed in one transaction. */
const namesPerChange = 256;

export interface ScanParts extends TakeInParts {
  library: Pick<Remote<Library>, 'takeOffNames'>;
  document: (id: DocumentId) => SourceDocument | undefined;
  documents: () => Iterable<SourceDocument>;
}

/** How a scan goes on. */
export type ScanStep =
  | { phase: 'looking'; seen: number }
  | { phase: 'adding'; done: number; added: number; changed: number; removed: number };

export interface ScanResult {
  look: FolderLook;
  unread: Listing['unread'];
  /** So many files are gone that it is asked what is to become of their documents. */
  doubtful: FolderFile[];
}

interface ScanOptions {
  /** See {@link Listing.scope}. */
  scope: readonly string[];
  /** Files of which it is being asked what becomes of their documents. */
  doubtful: readonly FolderFile[];
  /** Files that were refused for a passing reason are tried again. */
  retries: boolean;
  onStep: (step: ScanStep) => void;
  signal: AbortSignal;
}

/**
 * Looks what changed in a linked folder and brings only that into the library.
 *
 * [Note: What a look does] New and changed files are admitted first, then names of files that are
 * gone are taken off: a file that was moved is one document all the time, and nothing of it is
 * made anew. Each step can be cut off and is gone through again by the next look.
 *
 * @throws {DOMException} where the folder cannot be read, and nothing was changed; or AbortError
 * @throws {StorageFullError}
 */
export async function scanFolder(
  parts: ScanParts,
  folder: LinkedFolder,
  record: FolderRecord,
  { scope, doubtful, retries, onStep, signal }: ScanOptions,
): Promise<ScanResult> {
  onStep({ phase: 'looking', seen: 0 });
  const onFound = (seen: number) => onStep({ phase: 'looking', seen });
  const listing = await listFolder(folder.handle, scope, onFound, signal);
  const changes = compareFolder(record.files, listing);
  const knownBefore = record.files.size;
  const names = new FolderNames(folder, parts.document);
  const leftOut = names.leftOutContents(record.files.values());
  const again = retries ? passingFaults(record, listing, changes) : [];
  const wanted = [...changes.added, ...keepOut(changes.changed, record, names), ...again];
  const [added, changed, removed] = [
    changes.added.length,
    changes.changed.length,
    changes.gone.length,
  ];
  const tellDone = (done: number) => onStep({ phase: 'adding', done, added, changed, removed });
  if (wanted.length > 0) {
    tellDone(0);
    await takeIn(
      parts,
      { id: folder.id, handle: folder.handle, record, names, leftOut },
      wanted,
      tellDone,
      signal,
    );
  }
  const { isStill, moved } = afterMoves(record, changes);
  const lost = changes.gone.filter((file) => !isStill(file));
  const left = record.files.size - changes.gone.length;
  const asks =
    lost.some((file) => doubtful.includes(file)) || isWorthAsking(lost.length, knownBefore, left);
  const dropped = asks ? changes.gone.filter(isStill) : changes.gone;
  await dropFiles(parts, folder, record, dropped);
  // Only where the whole of the folder is known can it be told that a name has no file.
  if (scope.includes('') && listing.unread.length === 0) {
    await takeOff(parts, folder, names.stray(parts.documents(), record.files));
  }
  return {
    look: {
      at: Date.now(),
      added: added - moved,
      changed,
      moved,
      removed: asks ? 0 : lost.length,
    },
    unread: listing.unread,
    doubtful: asks ? lost : [],
  };
}

/** Files whose documents the person took out stay out, whatever they are changed to. */
function keepOut(
  changed: readonly FileStamp[],
  record: FolderRecord,
  names: FolderNames,
): FileStamp[] {
  return changed.filter((stamp) => {
    const before = record.files.get(stamp.path)!;
    if (!names.isLeftOut(before)) return true;
    record.put({ ...before, ...stamp });
    return false;
  });
}

function passingFaults(
  record: FolderRecord,
  { files }: Listing,
  { changed }: FolderChanges,
): FileStamp[] {
  const isChanged = new Set(changed.map(({ path }) => path));
  return [...record.files.values()].filter(
    ({ path, issue }) =>
      (issue?.code === 'internal' || issue?.code === 'timeout') &&
      files.has(path) &&
      !isChanged.has(path),
  );
}

/** Which of the files that are gone are elsewhere in the folder by now. */
function afterMoves(record: FolderRecord, { added, gone }: FolderChanges) {
  const goneContents = new Set(gone.flatMap(({ documents }) => documents));
  const contents = new Set<DocumentId>();
  let moved = 0;
  for (const { path } of added) {
    const documents = record.files.get(path)?.documents ?? [];
    for (const id of documents) contents.add(id);
    if (documents.some((id) => goneContents.has(id))) moved += 1;
  }
  const isStill = ({ documents }: FolderFile) =>
    documents.length > 0 && documents.every((id) => contents.has(id));
  return { isStill, moved };
}

/** Takes the names of files off their documents, and forgets the files. */
export async function dropFiles(
  parts: Pick<ScanParts, 'library' | 'document'>,
  folder: LinkedFolder,
  record: FolderRecord,
  files: readonly FolderFile[],
): Promise<void> {
  const names = new FolderNames(folder, parts.document);
  await takeOff(
    parts,
    folder,
    files.flatMap((file) => names.of(file)),
  );
  for (const { path } of files) record.delete(path);
  await record.save();
}

function takeOff(
  { library }: Pick<ScanParts, 'library'>,
  { id }: LinkedFolder,
  names: readonly NameInFolder[],
): Promise<void> {
  return inParts(names, (part) => library.takeOffNames(id, part));
}

/** Changes many names in transactions that are short. */
export async function inParts(
  names: readonly NameInFolder[],
  change: (part: NameInFolder[]) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < names.length; from += namesPerChange) {
    await change(names.slice(from, from + namesPerChange));
  }
}
