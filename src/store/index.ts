export type { StoreCount } from './records';
export { chunksPerBlock, type OpenOptions } from './schema';
export type { DocumentEmbeddings } from './segments';
export { type ReadyDocument, Store } from './store';
