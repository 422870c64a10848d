import {
  type Chunk,
  chunkKinds,
  type DocumentId,
  type Fingerprint,
  kindOfFormat,
  type OcrPage,
  type SourceDocument,
  type ThumbnailKey,
} from '../../core';
import type { BagFile } from './bag';

export const backupFormat = 'rummage-backup';

/** Raised when a reader of the former version would misread what is written. */
export const backupVersion = 1;

/** `library.json`: what a backup says of itself, first of all. */
export interface LibraryRecord {
  format: typeof backupFormat;
  version: number;
  /** ISO 8601. */
  createdAt: string;
  /** Documents there were when it was begun. */
  documentCount: number;
  hasOriginals: boolean;
}

/** A file of a document, with its media type where that is not told by what it is. */
export interface PartFile extends BagFile {
  type?: string;
}

/**
 * `documents/ID.json`: a document, and where its parts lie. It comes behind them, so that one that
 * is there has them all before it.
 */
export interface DocumentRecord {
  version: number;
  document: SourceDocument;
  original?: PartFile;
  /** A {@link Chunk} a line, by ordinal without gaps; absent where it has none. */
  chunks?: PartFile;
  /** Safetensors; absent where it has none. */
  embeddings?: PartFile;
  fingerprint?: Fingerprint;
  thumbnails: (PartFile & { key: ThumbnailKey })[];
  /** An {@link OcrPage} a line. */
  ocrPages?: PartFile;
}

export const documentPath = (id: DocumentId): string => `documents/${id}.json`;

/** @throws {RangeError} where it is no such record */
export function readLibraryRecord(text: string): LibraryRecord {
  const value = parsed(text) as Partial<LibraryRecord> | null;
  if (value?.format !== backupFormat || !Number.isInteger(value.version)) {
    throw new RangeError('it is not a backup of a library');
  }
  return value as LibraryRecord;
}

/**
 * A record as this version of the app can use it: a backup may have been made, or changed, by
 * anyone.
 *
 * @throws {RangeError} with what is wrong
 */
export function readDocumentRecord(text: string): DocumentRecord {
  const value = parsed(text) as DocumentRecord | null;
  require(value?.version === backupVersion, 'its record is of another version');
  require(isDocument(value.document), 'its record makes no sense');
  const { original, chunks, embeddings, ocrPages, thumbnails } = value;
  const parts = [original, chunks, embeddings, ocrPages].filter((part) => part !== undefined);
  require(Array.isArray(thumbnails), 'its thumbnails are not listed');
  const { id } = value.document;
  const isOwn = ({ key }: { key: unknown }) => typeof key === 'string' && key.startsWith(`${id}/`);
  require([...parts, ...thumbnails].every(isPart) &&
    thumbnails.every(isOwn), 'its parts are not listed');
  return value;
}

/** @throws {RangeError} where it cannot be a chunk with this ordinal */
export function readChunk(line: string, ordinal: number): Chunk {
  const chunk = parsed(line) as Chunk | null;
  const isChunk =
    chunk?.ordinal === ordinal &&
    chunkKinds.includes(chunk.kind) &&
    typeof chunk.text === 'string' &&
    typeof chunk.locator?.type === 'string';
  require(isChunk, 'its passages make no sense');
  return chunk;
}

/** @throws {RangeError} */
export function readOcrPage(line: string): OcrPage {
  const page = parsed(line) as OcrPage | null;
  require(Number.isInteger(page?.page) && Array.isArray(page?.lines), 'its words make no sense');
  return page!;
}

function isDocument(value: unknown): value is SourceDocument {
  const document = value as Partial<SourceDocument> | null | undefined;
  const { id, names, format, byteSize, addedAt, caption, state } = document ?? {};
  const hasNames =
    Array.isArray(names) &&
    names.length > 0 &&
    names.every(({ name, path, addedAt: at }) => isText(name) && isText(path) && isNumber(at));
  const isKind = format !== undefined && kindOfFormat[format] === document?.kind;
  const isCaption = caption === undefined || isText(caption);
  const isIdentified = isText(id) && /^[0-9a-f]+$/.test(id);
  return (
    isIdentified &&
    hasNames &&
    isKind &&
    isCaption &&
    isNumber(byteSize) &&
    isNumber(addedAt) &&
    isState(state)
  );
}

function isState(value: unknown): boolean {
  const state = value as SourceDocument['state'] | undefined;
  if (state?.phase === 'waiting') return true;
  if (state?.phase === 'failed') return isText(state.issue?.message);
  const { phase, chunkCount, warnings, metadata, readyAt } = state ?? {};
  return (
    phase === 'ready' &&
    Number.isInteger(chunkCount) &&
    Array.isArray(warnings) &&
    typeof metadata === 'object' &&
    metadata !== null &&
    isNumber(readyAt)
  );
}

function isPart(part: Partial<PartFile> | undefined): boolean {
  return isText(part?.path) && Number.isInteger(part?.bytes) && isText(part?.sha256);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isFinite(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('it cannot be read');
  }
}

function require(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new RangeError(reason);
}
