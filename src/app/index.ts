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
export { type CatalogueEntry, catalogue } from '../models';
export type { GeneratorChoice } from './ask/generator-choice';
export type { BackupState } from './backup-session';
export { createRummage } from './create-rummage';
export type { BroughtModel } from './encoders/encoder-models';
export { holdStorage } from './erase';
export type { FolderPhase, FolderView } from './folders/folder-state';
export type { AdapterSummary } from './lab/adapters';
export type { Lesson, MeasuredPair, TaughtPair } from './lab/lesson';
export type { LibraryMap, MapState, NamedCluster } from './lab/map/map-session';
export type { CaptionMatches, MatchRequest } from './lab/match';
export type { TeachState } from './lab/teach';
export { type LockAfter, lockAfterChoices } from './lock/lock-session';
export type { OcrSettings } from './ocr/settings';
export type { OfflineState } from './offline/offline-session';
export { takeControl } from './offline/take-control';
export type { Policy } from './policy';
export type { IncomingFile, PictureToSearch, Rummage } from './rummage';
export type { Trouble } from './safety';
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
export type { MoveState } from './spaces/move-state';
export type {
  Activity,
  AppState,
  AppStore,
  AskState,
  BringState,
  DevicePreference,
  EncoderState,
  IngestState,
  LibraryState,
  OcrWork,
  Refusal,
  SearchState,
} from './state';
export type { PersistAnswer, StorageInfo } from './storage-info';
export type { StoredPart } from './stored-parts';
