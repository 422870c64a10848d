import type { BackupProgress, Fingerprint, Remembered, SourceDocument } from '../../core';
import type { Store } from '../../store';
import { Bag, type Sink } from './bag';
import { contentsOf, type DocumentContent } from './contents';
import {
  backupFormat,
  backupVersion,
  type DocumentRecord,
  documentPath,
  type LibraryRecord,
  type PartFile,
} from './format';
import { OriginalPaths } from './paths';
import { writeRecords } from './records';
import { writeEmbeddings } from './tensors';

export interface BackupRequest {
  hasOriginals: boolean;
  remembered: Remembered;
}

interface Source {
  store: Store;
  fingerprint: Fingerprint;
}

/** Bytes that a document takes beside its original, before it is known: passages and embeddings. */
const bytesPerChunk = 2500;

/**
 * Writes the library as one file, see [Note: Backup file].
 *
 * @param root name of the folder in it
 * @throws {DOMException} AbortError
 */
export async function exportBackup(
  { store, fingerprint }: Source,
  { hasOriginals, remembered }: BackupRequest,
  { sink, root }: { sink: Sink; root: string },
  onProgress: (progress: BackupProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const documents = await store.documents();
  const totalBytes = documents.reduce((sum, one) => sum + estimate(one, hasOriginals), 0);
  const bag = new Bag(sink, root, signal);
  const createdAt = new Date().toISOString();
  await bag.begin();
  const total = documents.length;
  const library: LibraryRecord = {
    format: backupFormat,
    version: backupVersion,
    createdAt,
    documentCount: total,
    hasOriginals,
  };
  await bag.add('library.json', JSON.stringify(library, null, 1));
  const writer = new DocumentWriter(store, bag, hasOriginals);
  let done = 0;
  for await (const content of contentsOf(store, fingerprint)) {
    signal.throwIfAborted();
    await writer.write(content);
    done += 1;
    onProgress({ phase: 'documents', done, total, bytes: bag.written, totalBytes });
  }
  await writeRecords(store, bag, remembered);
  await bag.finish({
    'Bagging-Date': createdAt.slice(0, 10),
    'Internal-Sender-Description': 'A library of Rummage',
    'Document-Count': String(done),
  });
}

function estimate({ byteSize, state }: SourceDocument, hasOriginals: boolean): number {
  const chunks = state.phase === 'ready' ? state.chunkCount : 0;
  return (hasOriginals ? byteSize : 0) + chunks * bytesPerChunk;
}

class DocumentWriter {
  private readonly paths = new OriginalPaths();

  constructor(
    private readonly store: Store,
    private readonly bag: Bag,
    private readonly hasOriginals: boolean,
  ) {}

  async write({ document, chunks, embeddings }: DocumentContent): Promise<void> {
    const { id } = document;
    const record: DocumentRecord = { version: backupVersion, document, thumbnails: [] };
    const original = this.hasOriginals ? await this.store.original(id) : undefined;
    if (original) {
      const path = `originals/${this.paths.free(document.names[0]?.path ?? id)}`;
      record.original = await this.part(path, original);
    }
    const keys = new Set(chunks.flatMap(({ thumbnail }) => thumbnail ?? []));
    for (const key of keys) {
      const thumbnail = await this.store.thumbnail(key);
      if (!thumbnail) continue;
      const extension = thumbnail.type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'bin';
      record.thumbnails.push({
        key,
        ...(await this.part(`thumbnails/${key}.${extension}`, thumbnail)),
      });
    }
    if (chunks.length > 0) {
      record.chunks = await this.bag.add(`chunks/${id}.jsonl`, jsonLines(chunks));
    }
    const ocrPages = await this.store.ocrPages(id);
    if (ocrPages.length > 0) {
      record.ocrPages = await this.bag.add(`words/${id}.jsonl`, jsonLines(ocrPages));
    }
    if (embeddings) {
      const { part, dims, fingerprint } = embeddings;
      const file = writeEmbeddings(part, dims);
      record.embeddings = await this.bag.add(`embeddings/${id}.safetensors`, file);
      record.fingerprint = fingerprint;
    }
    await this.bag.add(documentPath(id), JSON.stringify(record, null, 1));
  }

  private async part(path: string, file: Blob): Promise<PartFile> {
    return { ...(await this.bag.add(path, file)), ...(file.type && { type: file.type }) };
  }
}

/** Lines that are joined: one string of all passages of a long document may be too long. */
const linesPerPart = 1000;

/** A value a line. */
export function jsonLines(values: readonly unknown[]): Blob {
  const parts: string[] = [];
  for (let from = 0; from < values.length; from += linesPerPart) {
    const some = values.slice(from, from + linesPerPart);
    parts.push(some.map((value) => `${JSON.stringify(value)}\n`).join(''));
  }
  return new Blob(parts);
}
