import {
  type DBSchema,
  deleteDB,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type {
  AskThread,
  Chunk,
  DocumentId,
  FolderFile,
  FolderId,
  HitMark,
  LinkedFolder,
  OcrPage,
  SourceDocument,
  StoredAdapter,
  StoredLanguageModel,
  StoredOcrLanguage,
  ThumbnailKey,
} from '../core';
import type { SealedKey, SealedRecord } from './lock/sealer';
import type { VaultRecord } from './lock/store-lock';
import type { EmbeddingSegment } from './segments';

/** Chunks of one document with ordinals block × {@link chunksPerBlock} and on. */
export type ChunkBlockKey = [documentId: DocumentId, block: number];

export const chunksPerBlock = 64;

/** What OCR made of a page, counted from 1. */
export type OcrPageKey = [documentId: DocumentId, page: number];

/** What was said of a chunk, by the query it was found with. */
export type MarkKey = [documentId: DocumentId, ordinal: number, query: string];

/** Files of a linked folder, some of them in each block. */
export type FolderBlockKey = [folder: FolderId, block: number];

/** The object stores. All but `embeddings` use the key named here, given from outside. */
export interface RummageSchema extends DBSchema {
  documents: { key: DocumentId; value: SourceDocument };
  /** The bytes as they were added. */
  originals: { key: DocumentId; value: Blob };
  thumbnails: { key: ThumbnailKey; value: Blob };
  chunks: { key: ChunkBlockKey; value: Chunk[] };
  embeddings: {
    key: number;
    value: EmbeddingSegment;
    /** Segments that hold vectors of a document, and segments by their size. */
    indexes: { documents: DocumentId; count: number };
  };
  /** Questions asked and what they came to. */
  threads: { key: string; value: AskThread };
  /** Language models that the person brought, by name. */
  languageModels: { key: string; value: StoredLanguageModel };
  /** Taught adapters, by name. */
  adapters: { key: string; value: StoredAdapter };
  marks: { key: MarkKey; value: HitMark };
  ocrPages: { key: OcrPageKey; value: OcrPage };
  /** Languages for OCR that the person brought, by code. */
  ocrLanguages: { key: string; value: StoredOcrLanguage };
  /** Linked folders, each with its handle, which can be stored only as it is. */
  folders: { key: FolderId; value: LinkedFolder };
  folderFiles: { key: FolderBlockKey; value: FolderFile[] };
  /** Lists that the screens remember, as long as there is a lock. */
  remembered: { key: string; value: unknown[] };
  /** The lock, if there is one. */
  vault: { key: typeof vaultKey; value: VaultRecord };
  /** With a lock, all of the stores above but those of {@link plainStores}. */
  sealed: {
    key: SealedKey;
    value: SealedRecord;
    indexes: { documents: string; count: number };
  };
}

export const vaultKey = 'vault';

/**
 * What is not the person's own: models and languages, large and the same for everybody. The handle
 * of a folder can be stored only as it is.
 */
export const plainStores: readonly string[] = [
  'languageModels',
  'ocrLanguages',
  'folders',
  'vault',
  'sealed',
];

export type RawDatabase = IDBPDatabase<RummageSchema>;
/** All that there are. */
export type RawStoreName = StoreNames<RummageSchema>;
export type StoreName =
  | 'documents'
  | 'originals'
  | 'thumbnails'
  | 'chunks'
  | 'embeddings'
  | 'threads'
  | 'languageModels'
  | 'adapters'
  | 'marks'
  | 'ocrPages'
  | 'ocrLanguages'
  | 'folders'
  | 'folderFiles'
  | 'remembered';
export const storeNames: StoreName[] = [
  'documents',
  'originals',
  'thumbnails',
  'chunks',
  'embeddings',
  'threads',
  'languageModels',
  'adapters',
  'marks',
  'ocrPages',
  'ocrLanguages',
  'folders',
  'folderFiles',
  'remembered',
];

/**
 * Version 1 kept one name a document. Version 2 keeps all names under which the same bytes
 * were added. Version 3 keeps threads of questions, version 4 language models, version 5 adapters
 * and marks of hits, version 6 what OCR read, version 7 linked folders and a lock.
 */
export const schemaVersion = 7;

export interface OpenOptions {
  name: string;
  /** Another tab holds an older version open and must be closed or reloaded first. */
  onBlocked?: () => void;
  /** A newer version of the app wants to migrate; this connection has been closed. */
  onOutdated?: () => void;
}

/** The database opens, but object stores that belong to its version are not there. */
export class IncompleteDatabaseError extends Error {
  override name = 'IncompleteDatabaseError';
}

/**
 * @throws {IncompleteDatabaseError}
 * @throws {DOMException} VersionError where a newer version of the app wrote it
 */
export async function openDatabase({ name, onBlocked, onOutdated }: OpenOptions) {
  const database = await openDB<RummageSchema>(name, schemaVersion, {
    async upgrade(database, from, _to, transaction) {
      if (from < 1) createStores(database);
      if (from === 1) await nameToNames(transaction);
      if (from < 3) database.createObjectStore('threads', { keyPath: 'id' });
      if (from < 4) database.createObjectStore('languageModels', { keyPath: 'name' });
      if (from < 5) database.createObjectStore('adapters', { keyPath: 'name' });
      if (from < 5) database.createObjectStore('marks');
      if (from >= 3 && from < 6) await nameTables(transaction);
      if (from < 6) database.createObjectStore('ocrPages');
      if (from < 6) database.createObjectStore('ocrLanguages', { keyPath: 'code' });
      if (from < 7) database.createObjectStore('folders', { keyPath: 'id' });
      if (from < 7) database.createObjectStore('folderFiles');
      if (from < 7) createLockStores(database);
    },
    blocked: () => onBlocked?.(),
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      onOutdated?.();
    },
  });
  const missing = storeNames.filter((store) => !database.objectStoreNames.contains(store));
  if (missing.length === 0) return database;
  database.close();
  throw new IncompleteDatabaseError(`${missing.join(', ')} not there`);
}

/** Everything in it is gone then. */
export const destroyDatabase = (name: string): Promise<void> => deleteDB(name);

/** Answers from tables of former versions name the table by its document. */
async function nameTables(
  transaction: IDBPTransaction<RummageSchema, RawStoreName[], 'versionchange'>,
): Promise<void> {
  let cursor = await transaction.objectStore('threads').openCursor();
  while (cursor) {
    const { turns } = cursor.value;
    for (const { state } of turns) {
      if (!('answer' in state)) continue;
      const { computed, offered } = state.answer;
      for (const one of [computed?.reading, computed?.answer, offered]) {
        if (one && 'documentId' in one) one.tableId = String(one.documentId);
      }
    }
    await cursor.update(cursor.value);
    cursor = await cursor.continue();
  }
}

function createStores(database: RawDatabase): void {
  database.createObjectStore('documents', { keyPath: 'id' });
  database.createObjectStore('originals');
  database.createObjectStore('thumbnails');
  database.createObjectStore('chunks');
  const embeddings = database.createObjectStore('embeddings', { autoIncrement: true });
  embeddings.createIndex('documents', 'documents', { multiEntry: true });
  embeddings.createIndex('count', 'count');
}

function createLockStores(database: RawDatabase): void {
  database.createObjectStore('vault');
  database.createObjectStore('remembered');
  const sealed = database.createObjectStore('sealed');
  sealed.createIndex('documents', 'documents', { multiEntry: true });
  sealed.createIndex('count', 'count');
}

type DocumentV1 = Omit<SourceDocument, 'names'> & { name: string };

async function nameToNames(
  transaction: IDBPTransaction<RummageSchema, RawStoreName[], 'versionchange'>,
): Promise<void> {
  let cursor = await transaction.objectStore('documents').openCursor();
  while (cursor) {
    const { name, ...rest } = cursor.value as unknown as DocumentV1;
    await cursor.update({ ...rest, names: [{ name, path: name, addedAt: rest.addedAt }] });
    cursor = await cursor.continue();
  }
}
