export { maxGroups, maxRowNumbers } from './answer';
export { type ColumnSimilarity, type ReadOptions, readQuestion } from './read-question';
export type { RowBatches } from './table-import';
export { TableStore } from './table-store';
export * from './types';
