import type { DocumentId, DocumentIssue, FileStamp, FolderFile, NameInFolder } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import { type Admission, isForRoom } from '../admission';
import type { IngestQueue } from '../ingest-queue';
import type { FolderOrigin, IncomingFile } from '../rummage';
import { Sidecars } from '../sidecars';
import type { FolderNames } from './folder-names';
import type { FolderRecord } from './folder-record';
import { FolderReader, isGone, readIssue } from './list-folder';

/** Files on their way at a time: what they came to is saved after each batch. */
const filesPerBatch = 32;

export interface TakeInParts {
  library: Pick<Remote<Library>, 'takeOffNames'>;
  admission: Admission;
  ingest: IngestQueue;
}

interface Source {
  id: string;
  handle: FileSystemDirectoryHandle;
  record: FolderRecord;
  names: FolderNames;
  /** Contents that stay out. */
  leftOut: ReadonlySet<DocumentId>;
}

/** What one file came to. */
interface Outcome {
  stamp: FileStamp;
  documents: DocumentId[];
  paths: Set<string>;
  issue?: DocumentIssue;
}

/** The browser keeps no more. */
export class StorageFullError extends Error {
  override name = 'StorageFullError';
}

/**
 * Brings files of a linked folder into the library, a batch at a time, each with what stands beside
 * it. What a file was before loses the file's name once the new content is in.
 *
 * @param onDone told how many of `files` are through
 * @throws {DOMException} AbortError
 * @throws {StorageFullError}
 */
export async function takeIn(
  parts: TakeInParts,
  source: Source,
  files: readonly FileStamp[],
  onDone: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { ingest } = parts;
  const reader = new FolderReader(source.handle);
  const wanted = new Set(files.map(({ path }) => path));
  let done = 0;
  ingest.admit(wanted.size);
  try {
    for (const batch of batches(source.record, files)) {
      signal.throwIfAborted();
      const counted = batch.filter(({ path }) => wanted.has(path)).length;
      // What comes along for its neighbour's sake was not counted.
      ingest.admit(batch.length - counted);
      done += counted;
      await takeInBatch(parts, source, reader, batch);
      onDone(done);
    }
  } finally {
    ingest.admit(done - wanted.size);
  }
}

/** Files with their companions, each once. */
function* batches(record: FolderRecord, files: readonly FileStamp[]): Generator<FileStamp[]> {
  const all = new Map<string, FileStamp>(record.files);
  for (const file of files) all.set(file.path, file);
  const sidecars = new Sidecars([...all.values()]);
  const taken = new Set<FileStamp>();
  let batch: FileStamp[] = [];
  for (const file of files) {
    for (const one of sidecars.companions(file)) {
      if (!taken.has(one)) batch.push(one);
      taken.add(one);
    }
    if (batch.length < filesPerBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function takeInBatch(
  { library, admission, ingest }: TakeInParts,
  source: Source,
  reader: FolderReader,
  batch: readonly FileStamp[],
): Promise<void> {
  const { record, names } = source;
  const outcomes: Outcome[] = [];
  const incoming: IncomingFile[] = [];
  for (const stamp of batch) {
    try {
      const file = await reader.file(stamp.path);
      const { size: byteSize, lastModified } = file;
      const outcome = { stamp: { path: stamp.path, byteSize, lastModified }, ...nothingYet() };
      outcomes.push(outcome);
      incoming.push({ file, path: names.pathOf(stamp.path), folder: originOf(source, outcome) });
    } catch (error) {
      ingest.admit(-1);
      // The next look tells that it is gone.
      if (isGone(error)) continue;
      const known = record.files.get(stamp.path);
      record.put({ ...stamp, documents: known?.documents ?? [], issue: readIssue(error) });
    }
  }
  await admission.admitAll(incoming);
  const isFull = outcomes.some(({ issue }) => isForRoom(issue));
  const settled = outcomes.filter(({ issue }) => !isForRoom(issue));
  const former = settled.flatMap((outcome) => formerNames(source, outcome));
  if (former.length > 0) await library.takeOffNames(source.id, former);
  for (const { stamp, documents, issue } of settled) {
    record.put({ ...stamp, documents, ...(issue && { issue }) });
  }
  await record.save();
  if (isFull) throw new StorageFullError("The browser's storage is full.");
}

const nothingYet = () => ({ documents: [] as DocumentId[], paths: new Set<string>() });

function originOf({ id, leftOut }: Source, outcome: Outcome): FolderOrigin {
  return {
    id,
    isLeftOut: (content) => leftOut.has(content),
    admitted(content, path) {
      if (!outcome.documents.includes(content)) outcome.documents.push(content);
      outcome.paths.add(path);
    },
    refused(_path, reason) {
      outcome.issue ??= reason;
      if (isForRoom(reason)) outcome.issue = reason;
    },
  };
}

/** Names that a file gave to what it was before, and no longer gives. */
function formerNames({ record, names }: Source, { stamp, documents, paths }: Outcome) {
  const before: FolderFile | undefined = record.files.get(stamp.path);
  const had: NameInFolder[] = before ? names.of(before) : [];
  return had.filter(({ id, path }) => !documents.includes(id) || !paths.has(path));
}
