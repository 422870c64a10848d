export { createRummage } from './create-rummage';
export type { IncomingFile, PictureToSearch, Rummage, StorageInfo } from './rummage';
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
