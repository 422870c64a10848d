export type { StoreCount } from './records';
export { chunksPerBlock, type OpenOptions } from './schema';
export type { DocumentEmbeddings } from './segments';
export { type ReadyDocument, type Restoration, type RestoredContent, Store } from './store';
