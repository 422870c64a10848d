export type { ReadyDocument, Restoration, RestoredContent } from './content';
export { LibraryLockedError } from './library-database';
export type { OnLockProgress, VaultRecord } from './lock/store-lock';
export { readOriginals } from './read-originals';
export type { StoreCount } from './records';
export { chunksPerBlock, destroyDatabase, type OpenOptions } from './schema';
export type { DocumentEmbeddings } from './segments';
export { Store } from './store';
