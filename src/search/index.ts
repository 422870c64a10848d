export { calibratedScore, noiseScore, pairCalibration } from './calibration';
export { collapseCopies } from './copies';
export { type Database, openSqlite, openStoredSqlite } from './database';
export { isLikely } from './fusion';
export { LexicalIndex } from './lexical-index';
export { maxMatches, type RankedHit, type Ranking, rank } from './rank';
export { VectorIndex } from './vector-index';
export { contentWords, wordSpans } from './words';
