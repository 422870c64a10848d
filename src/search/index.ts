export { calibratedScore, noiseScore, pairCalibration } from './calibration';
export { foldTexts } from './copies';
export { type Database, openSqlite, openStoredSqlite, type StoredDatabase } from './database';
export { allowsDocument } from './filter';
export { isLikely } from './fusion';
export { LexicalIndex, type LexicalRanking } from './lexical-index';
export { listAll, maxMatches, type RankedHit, type Ranking, rank } from './rank';
export { VectorIndex } from './vector-index';
export { contentWords, wordSpans } from './words';
