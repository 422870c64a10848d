export {
  type ContrastiveLoss,
  contrastiveLoss,
  logits,
  type SigmoidLoss,
  sigmoid,
  sigmoidLoss,
  softmax,
} from '../clip';
export type { GeneratorChoice } from './ask/generator-choice';
export { createRummage } from './create-rummage';
export type { CaptionMatches, MatchRequest } from './lab/match';
export type { IncomingFile, PictureToSearch, Rummage, StorageInfo } from './rummage';
export {
  type AnswersReport,
  type AskedQuestion,
  queriesOfHeadings,
  queriesOfRows,
  type Report,
  readQueries,
  readQuestions,
  type ScoredQuery,
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
  Refusal,
  SearchState,
} from './state';
