export { calibrateQuery, farScore, noiseScore } from './calibration';
export { foldTexts } from './copies';
export {
  type Database,
  deleteStoredSqlite,
  openSqlite,
  openStoredSqlite,
  type StoredDatabase,
} from './database';
export { type Candidate, groupsOf } from './duplicates';
export { allowsDocument } from './filter';
export { isLikely } from './fusion';
export { LexicalIndex, type LexicalRanking } from './lexical-index';
export { centred } from './map/centred';
export { clustersOf, nameClusters } from './map/clusters';
export { MapLayout, mainAxes } from './map/layout';
export { NearPictures } from './near-pictures';
export { type PicturePrint, pictureLikeness, printOf, printSide } from './picture-print';
export { listAll, maxMatches, type RankedHit, type Ranking, rank } from './rank';
export { sameText } from './shingles';
export { type ColumnSimilarity, readQuestion, TableStore } from './tables';
export { TextSketch, textCandidates, textLikeness } from './text-sketch';
export { VectorIndex } from './vector-index';
export { contentWords, frequentWords, wordSpans } from './words';
