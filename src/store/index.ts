export { LibraryLockedError } from './library-database';
export { BrokenSealError } from './lock/sealer';
export type { OnLockProgress, VaultRecord } from './lock/store-lock';
export { chunksPerBlock, type OpenOptions } from './schema';
export type { DocumentEmbeddings } from './segments';
export { type ReadyDocument, Store } from './store';
