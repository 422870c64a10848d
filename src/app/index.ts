export {
  type ContrastiveLoss,
  contrastiveLoss,
  logits,
  maxGeneralFall,
  type SigmoidLoss,
  sigmoid,
  sigmoidLoss,
  softmax,
} from '../clip';
export type { GeneratorChoice } from './ask/generator-choice';
export { createRummage } from './create-rummage';
export type { AdapterSummary } from './lab/adapters';
export type { Lesson, MeasuredPair, TaughtPair } from './lab/lesson';
export type { LibraryMap, MapState, NamedCluster } from './lab/map/map-session';
export type { CaptionMatches, MatchRequest } from './lab/match';
export type { TeachState } from './lab/teach';
export { type LockAfter, lockAfterChoices } from './lock/lock-session';
export type { OcrSettings } from './ocr/settings';
export type { IncomingFile, PictureToSearch, Rummage, StorageInfo } from './rummage';
export {
  type AnswersReport,
  type AskedQuestion,
  type Estimate,
  queriesOfHeadings,
  queriesOfRows,
  type Report,
  readQueries,
  readQuestions,
  type ScoredQuery,
  shareOf,
} from './score';
export type {
  Activity,
  AppState,
  AppStore,
  AskState,
  DevicePreference,
  EncoderState,
  IngestState,
  LibraryState,
  OcrWork,
  Refusal,
  SearchState,
} from './state';
