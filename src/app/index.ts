export { createRummage } from './create-rummage';
export type { IncomingFile, PictureToSearch, Rummage, StorageInfo } from './rummage';
export {
  queriesOfHeadings,
  queriesOfRows,
  type Report,
  readQueries,
  type ScoredQuery,
} from './score';
export type {
  Activity,
  AppState,
  AppStore,
  DevicePreference,
  EncoderState,
  IngestState,
  LibraryState,
  Refusal,
  SearchState,
} from './state';
