import {
  type BackupProgress,
  type DocumentName,
  displayName,
  type Fingerprint,
  isStorageFull,
  maxListed,
  type OcrPage,
  type RestoreReport,
  type SourceDocument,
  type StoredAdapter,
  sameContent,
} from '../../core';
import type { Restoration, RestoredContent, Store } from '../../store';
import { BackupFiles, linesOf } from './files';
import {
  backupVersion,
  type DocumentRecord,
  type LibraryRecord,
  readChunk,
  readDocumentRecord,
  readLibraryRecord,
  readOcrPage,
} from './format';
import { mergeDocument, RefusedError } from './merge';
import { restoreRecords } from './records';
import { readEmbeddings } from './tensors';

/** What takes in what a backup holds. */
export interface Restorer {
  store: Store;
  /** Of the model in use: embeddings of another are of no use. */
  fingerprint: Fingerprint;
  dims: number;
  /** Told of each document that was taken in or changed. */
  onRestored: (restoration: Restoration) => void;
  addAdapters: (adapters: StoredAdapter[]) => Promise<void>;
}

/**
 * Reads a backup into the library. What is there stays; each document is checked whole before
 * anything of it is changed, and comes in one transaction. What is damaged is passed over, and
 * read again the same file changes nothing more.
 *
 * @throws {RangeError} with a message for the person, where it is no backup; nothing was changed
 * @throws {DOMException} AbortError; what was taken in until then stays
 */
export async function importBackup(
  restorer: Restorer,
  file: Blob,
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
): Promise<RestoreReport> {
  const files = await BackupFiles.open(file, onProgress, signal);
  const library = await libraryRecord(files);
  const paths = files.documentPaths;
  const report = emptyReport(files.isWhole ? paths.length : (library?.documentCount ?? 0));
  report.total = Math.max(report.total, paths.length);
  report.isCutOff = !files.isWhole;
  let bytes = 0;
  for (const [i, path] of paths.entries()) {
    signal.throwIfAborted();
    try {
      bytes += await restoreOne(restorer, files, path, report);
    } catch (error) {
      if (!isStorageFull(error)) throw error;
      return { ...report, isFull: true };
    }
    const done = i + 1;
    onProgress({ phase: 'documents', done, total: paths.length, bytes, totalBytes: file.size });
  }
  const records = await restoreRecords(restorer.store, files);
  if (records.adapters.length > 0) await restorer.addAdapters(records.adapters);
  for (const { name, reason } of records.problems) list(report, name, reason);
  return { ...report, others: records.count, remembered: records.remembered };
}

async function libraryRecord(files: BackupFiles): Promise<LibraryRecord | undefined> {
  let record: LibraryRecord | undefined;
  try {
    const text = await files.text('library.json');
    record = text === undefined ? undefined : readLibraryRecord(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (record && record.version > backupVersion) {
    throw new RangeError(
      'This backup was made by a newer version of Rummage. Open it there. Nothing was changed.',
    );
  }
  // What it says of itself may be the one thing that is damaged.
  if (!record && files.documentPaths.length === 0) {
    throw new RangeError(
      'This is not a backup made by Rummage, or it was packed anew by another program. Nothing was changed.',
    );
  }
  return record;
}

const emptyReport = (total: number): RestoreReport => ({
  total,
  added: 0,
  completed: 0,
  unchanged: 0,
  toRead: 0,
  notRestored: [],
  notRestoredCount: 0,
  others: 0,
  isCutOff: false,
  isFull: false,
  captions: [],
  remembered: {},
});

function list(report: RestoreReport, name: string, reason: string): void {
  report.notRestoredCount += 1;
  if (report.notRestored.length < maxListed) report.notRestored.push({ name, reason });
}

/** @returns bytes of the backup that it took */
async function restoreOne(
  { store, fingerprint, dims, onRestored }: Restorer,
  files: BackupFiles,
  path: string,
  report: RestoreReport,
): Promise<number> {
  let name = path;
  try {
    const record = readDocumentRecord((await files.text(path))!);
    const document = { ...record.document, names: record.document.names.map(withoutFolder) };
    name = displayName(document);
    const known = await store.document(document.id);
    const size = sizeOf(record);
    if (known && isSame(known, record) && (await hasOriginal(store, record))) {
      report.unchanged += 1;
      return size;
    }
    const original = record.original && (await files.part(record.original));
    const content = await contentOf(record, files, fingerprint, dims);
    const ocrPages = await ocrPagesOf(record, files);
    const incoming = { document, original, content, ocrPages };
    const restored = await store.restore(
      document.id,
      (here, hasOriginal) => mergeDocument(here, hasOriginal, incoming),
      record.fingerprint ?? fingerprint,
      dims,
    );
    count(report, document, known, restored);
    if (restored) onRestored(restored);
    return size;
  } catch (error) {
    if (isStorageFull(error)) throw error;
    list(report, name, reasonOf(error));
    return 0;
  }
}

/** A folder that was linked elsewhere is none here. */
const withoutFolder = ({ folder: _, ...name }: DocumentName): DocumentName => name;

/** Nothing of it needs to be read to know that nothing will change. */
function isSame(known: SourceDocument, { document }: DocumentRecord): boolean {
  const paths = new Set(known.names.map(({ path }) => path));
  const isNamed = document.names.every(({ path }) => paths.has(path));
  const { state } = known;
  const isNewer =
    state.phase === 'ready' &&
    (document.state.phase !== 'ready' || document.state.readyAt <= state.readyAt);
  const hasCaption = known.caption !== undefined || document.caption === undefined;
  return isNamed && isNewer && hasCaption;
}

async function hasOriginal(store: Store, { document, original }: DocumentRecord) {
  return original === undefined || (await store.hasOriginal(document.id));
}

function count(
  report: RestoreReport,
  { id, caption }: SourceDocument,
  known: SourceDocument | undefined,
  restored: Restoration | undefined,
): void {
  const wanted = known?.caption ?? caption;
  const now = restored?.document ?? known;
  const lacksCaption = wanted !== undefined && now?.caption === undefined;
  if (lacksCaption) report.captions.push({ id, caption: wanted });
  if (!known) report.added += 1;
  else if (restored || lacksCaption) report.completed += 1;
  else report.unchanged += 1;
  if (!known && restored?.document.state.phase === 'waiting') report.toRead += 1;
}

/**
 * What makes it findable; undefined where there is none that is of use here. Where a part of it
 * is damaged and the original is sound, it is made anew from that.
 *
 * @throws {RangeError} where it is damaged and there is no original
 */
async function contentOf(
  record: DocumentRecord,
  files: BackupFiles,
  fingerprint: Fingerprint,
  dims: number,
): Promise<RestoredContent | undefined> {
  const { document, original } = record;
  const isOther = record.fingerprint && !sameContent(record.fingerprint, fingerprint);
  // Read by an encoder that was not in use when the backup was made.
  const isUnread = record.chunks !== undefined && record.embeddings === undefined;
  if (document.state.phase !== 'ready' || isOther || isUnread) return undefined;
  try {
    return await readContent(record, files, dims);
  } catch (error) {
    if (original && error instanceof RangeError) return undefined;
    throw error;
  }
}

async function readContent(
  record: DocumentRecord,
  files: BackupFiles,
  dims: number,
): Promise<RestoredContent> {
  const { document, chunks, embeddings, thumbnails } = record;
  const content: RestoredContent = {
    chunks: [],
    embeddings: { ordinals: [], kinds: [], vectors: new Float32Array() },
    thumbnails: new Map(),
  };
  if (chunks) {
    for await (const line of linesOf(await files.part(chunks))) {
      content.chunks.push(readChunk(line, content.chunks.length));
    }
  }
  const { state } = document;
  if (state.phase === 'ready' && state.chunkCount !== content.chunks.length) {
    throw new RangeError('some of its passages are missing');
  }
  if (embeddings) {
    content.embeddings = readEmbeddings(await (await files.part(embeddings)).arrayBuffer(), dims);
  }
  for (const { key, ...thumbnail } of thumbnails) {
    content.thumbnails.set(key, await files.part(thumbnail));
  }
  return content;
}

/** None where they are damaged: they can be read again. */
async function ocrPagesOf({ ocrPages }: DocumentRecord, files: BackupFiles): Promise<OcrPage[]> {
  const pages: OcrPage[] = [];
  if (!ocrPages) return pages;
  try {
    for await (const line of linesOf(await files.part(ocrPages))) pages.push(readOcrPage(line));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
  return pages;
}

function sizeOf({ original, chunks, embeddings, ocrPages, thumbnails }: DocumentRecord): number {
  const parts = [original, chunks, embeddings, ocrPages, ...thumbnails];
  return parts.reduce((sum, part) => sum + (part?.bytes ?? 0), 0);
}

function reasonOf(error: unknown): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof RangeError) {
    return `${error.message[0]?.toUpperCase()}${error.message.slice(1)}.`;
  }
  console.error(error);
  return 'The browser could not store it.';
}
