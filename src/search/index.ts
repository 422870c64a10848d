export { calibratedScore, noiseScore, pairCalibration } from './calibration';
export { maxMatches, type RankedMatch, type Ranking, rank } from './rank';
export { VectorIndex } from './vector-index';
