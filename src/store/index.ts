export { readOriginals } from './read-originals';
export { chunksPerBlock, destroyDatabase, type OpenOptions } from './schema';
export type { DocumentEmbeddings } from './segments';
export { type ReadyDocument, Store } from './store';
