import type {
  Chunk,
  ChunkPlace,
  DocumentId,
  DocumentIssue,
  DuplicateGroup,
  DuplicateProgress,
  FolderId,
  FusionWeights,
  HeatMap,
  HeatMethod,
  Hit,
  HitMark,
  LanguageModel,
  OcrLanguage,
  OcrLanguageCode,
  OcrPage,
  PageView,
  QueryPicture,
  Reading,
  SearchFilter,
  SearchResult,
  SourceDocument,
  TableAnswer,
  TableId,
  TextSpan,
  ThumbnailKey,
} from '../core';
import type { GeneratorChoice, GeneratorOptions } from './ask/generator-choice';
import type { OnLoading } from './ask/language-models';
import type { BackupSession } from './backup-session';
import type { EncoderModels } from './encoders/encoder-models';
import type { FolderSession } from './folders/folder-session';
import type { Adapters } from './lab/adapters';
import type { MapSession } from './lab/map/map-session';
import type { CaptionMatches, MatchRequest } from './lab/match';
import type { TeachSession } from './lab/teach';
import type { LockSession } from './lock/lock-session';
import type { OcrSettings } from './ocr/settings';
import type { OfflineSession } from './offline/offline-session';
import type { Policy } from './policy';
import type { Safety } from './safety';
import type { AnswersReport, AskedQuestion, Report, ScoredQuery } from './score';
import type { SpaceMove } from './spaces/space-move';
import type { AppStore, DevicePreference } from './state';
import type { PersistAnswer, StorageInfo } from './storage-info';
import type { StoredPart } from './stored-parts';

/** A file on its way in. */
export interface IncomingFile {
  file: File;
  /** Path inside a dropped folder, or the file's name. */
  path: string;
  /** Where it comes from a linked folder. */
  folder?: FolderOrigin;
}

/** The linked folder that a file comes from, which is told what becomes of it. */
export interface FolderOrigin {
  id: FolderId;
  /** Whether the person has taken this content of the folder out of the library. */
  isLeftOut(id: DocumentId): boolean;
  /** @param path of the name it has got */
  admitted(id: DocumentId, path: string): void;
  refused(path: string, reason: DocumentIssue): void;
}

/** A picture to search by: a file, or what is in the library. */
export interface PictureToSearch extends QueryPicture {
  source: Blob | ChunkPlace;
}

/** What the screens can ask of bigger models. */
export type EncoderActions = Pick<
  EncoderModels,
  | 'list'
  | 'inUse'
  | 'failure'
  | 'dismissFailure'
  | 'addFiles'
  | 'addFromServer'
  | 'check'
  | 'use'
  | 'remove'
>;

export interface OcrActions {
  /** Takes effect after the page that is being read; what was read is kept. */
  pause(isPaused: boolean): void;
  /** Has documents read, anew where they were; whether it is on or not. */
  ask(ids: DocumentId[], language: OcrLanguageCode): Promise<void>;
  /** What was read of a page, counted from 1; 1 for a picture. */
  page(id: DocumentId, page: number): Promise<OcrPage | undefined>;
  settings(): OcrSettings;
  use(settings: OcrSettings): void;
  bundledLanguages: readonly OcrLanguageCode[];
  broughtLanguages(): Promise<OcrLanguage[]>;
  /**
   * Keeps a language as Tesseract has it.
   *
   * @throws {Error} with a message for the person
   */
  addLanguage(file: File): Promise<OcrLanguage>;
  removeLanguage(code: OcrLanguageCode): Promise<void>;
}

/** Everything the screens can ask for. The one door between `ui/` and the rest. */
export interface Rummage {
  store: AppStore;

  addFiles(files: IncomingFile[]): Promise<void>;
  addSamples(): Promise<void>;
  removeDocuments(ids: DocumentId[]): Promise<void>;
  /** Puts failed documents back in the queue. */
  retryDocuments(ids: DocumentId[]): Promise<void>;
  /** Takes documents that are waiting or in work out of the queue and removes them. */
  cancelDocuments(ids: DocumentId[]): Promise<void>;
  /** The same of all there are, those that are only being added too; folders are looked at no more. */
  cancelAll(): Promise<void>;
  pauseIngest(): void;
  resumeIngest(): void;
  dismissRefusal(id: number): void;
  /** Folders that are followed; what they are is in the state. */
  folders: Pick<FolderSession, 'pick' | 'reconnect' | 'do' | 'dismissNotice'>;

  /** Ranks by words and pictures as they are given; a newer query overtakes an older one. */
  search(text: string, pictures: PictureToSearch[]): void;
  /** The answer to words, without showing it. */
  find(text: string, filter: SearchFilter, weights?: FusionWeights): Promise<SearchResult>;
  /** Asks all queries and measures the answers, with each of the weights. */
  score(
    queries: readonly ScoredQuery[],
    weights: readonly FusionWeights[],
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<Report[]>;
  /** The same by the encoder that is to take the place of the one in use, once all is read by it. */
  scoreNext: Rummage['score'];
  /**
   * Scores captions against pictures of the library.
   *
   * @param onProgress captions read
   * @throws {DOMException} AbortError
   */
  match(
    request: MatchRequest,
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<CaptionMatches>;
  /** Teaches an adapter; how it goes is in the state. */
  teaching: Pick<TeachSession, 'start' | 'stop' | 'resume' | 'finish' | 'discard'>;
  /** Lays out a map of the library; how it goes is in the state. */
  mapping: Pick<MapSession, 'draw' | 'cancel'>;
  /** Changes the encoder; how it goes is in the state. */
  moving: Pick<SpaceMove, 'moveTo' | 'cancel' | 'pause' | 'switchNow'>;
  /** The adapters that are kept; what they are is in the state. */
  adapters: Pick<Adapters, 'keep' | 'switchTo' | 'rename' | 'remove' | 'file' | 'import'>;
  /**
   * Says of a hit whether it is what the query meant.
   *
   * @param isRight undefined takes back what was said
   */
  markHit(
    mark: Pick<HitMark, 'documentId' | 'ordinal' | 'query'>,
    isRight?: boolean,
  ): Promise<void>;
  /**
   * Writes what pictures show; '' takes it away.
   *
   * @throws {DOMException} AbortError
   */
  setCaptions(
    captions: readonly { id: DocumentId; caption: string }[],
    onProgress?: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Words that are read from pictures and scans; how far that is, is in the state. */
  ocr: OcrActions;
  /** Asks all questions and measures the answers. */
  scoreAnswers(
    questions: readonly AskedQuestion[],
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<AnswersReport>;
  clearSearch(): void;
  setFilter(filter: SearchFilter): void;
  /** A query as a question to a table of the library; undefined where it is none. */
  readQuestion(text: string): Promise<Reading | undefined>;
  answerQuestion(reading: Reading): Promise<TableAnswer | undefined>;
  /** Typed values of rows of a table, counted from 1, in column order. */
  typedRows(id: TableId, rowNumbers: number[]): Promise<TableAnswer['rows']>;
  /** The sentence of a text hit nearest to the query in meaning. */
  bestSentence(hit: Hit): Promise<TextSpan | undefined>;
  /**
   * Asks the library, in a thread or in a new one; the answer comes into the state.
   *
   * @param scope what of the library is asked
   * @returns the thread's id
   */
  ask(question: string, scope: SearchFilter, thread?: string): string;
  setAskScope(scope: SearchFilter): void;
  /** Has the language model stop; what is quoted stays. */
  stopWriting(turn: string): void;
  generatorOptions(): Promise<GeneratorOptions>;
  /** Those that the person brought. */
  languageModels(): Promise<LanguageModel[]>;
  /**
   * Tries the model in a folder and keeps it.
   *
   * @param onLoading how much of it is read
   * @throws {Error} with a message for the person
   */
  addLanguageModel(files: readonly IncomingFile[], onLoading: OnLoading): Promise<LanguageModel>;
  removeLanguageModel(name: string): Promise<void>;
  /** Names of the models of the person's own server. */
  modelsOfServer(): Promise<string[]>;
  generatorChoice(): GeneratorChoice;
  setGeneratorChoice(choice: GeneratorChoice): void;
  renameThread(id: string, title: string): void;
  removeThread(id: string): Promise<void>;
  /** The thread with its sources, to keep elsewhere. */
  threadMarkdown(id: string): string;
  /**
   * Where in a picture, page or figure the present search finds its match; undefined where it asks
   * for nothing by meaning.
   *
   * @throws {DOMException} AbortError
   */
  heatMap(
    id: DocumentId,
    chunk: Chunk,
    method: HeatMethod,
    signal: AbortSignal,
  ): Promise<HeatMap | undefined>;

  /**
   * Near-identical documents, found in the background.
   *
   * @throws {DOMException} AbortError
   */
  findDuplicates(
    onProgress: (progress: DuplicateProgress) => void,
    signal: AbortSignal,
  ): Promise<DuplicateGroup[]>;

  original(id: DocumentId): Promise<Blob | undefined>;
  thumbnail(key: ThumbnailKey): Promise<Blob | undefined>;
  /**
   * A picture as a browser shows it, or a page of one; undefined where its original is gone.
   *
   * @param page counted from 1
   */
  picture(document: SourceDocument, page: number): Promise<Blob | DocumentIssue | undefined>;
  /** Chunks of a document by ordinal, `from` included, `to` not. */
  chunks(id: DocumentId, from: number, to: number): Promise<Chunk[]>;
  renderPage(
    id: DocumentId,
    page: number,
    widthPx: number,
    signal?: AbortSignal,
  ): Promise<PageView | DocumentIssue>;

  /** The library as a file, out and in; how it goes is in the state. */
  backup: Pick<BackupSession, 'export' | 'exportEmbeddings' | 'restore' | 'cancel'>;
  /** What the browser keeps of the app itself; how far that is, is in the state. */
  offline: Pick<OfflineSession, 'save' | 'update'>;
  /** The library sealed with a passphrase; how it stands is in the state. */
  lock: Pick<
    LockSession,
    | 'unlock'
    | 'set'
    | 'change'
    | 'remove'
    | 'lockNow'
    | 'fault'
    | 'finish'
    | 'lockAfter'
    | 'setLockAfter'
    | 'wasLocked'
    | 'loadList'
    | 'saveList'
    | 'watchLists'
    | 'listsSettled'
  >;

  storageInfo(): Promise<StorageInfo>;
  /** All that this address keeps in this browser, by place. */
  storedParts(): Promise<StoredPart[]>;
  /** The content security policy in force. */
  policy(): Promise<Policy>;
  /** Starts the page anew, and that removes all that is kept before anything is opened. */
  eraseEverything(): void;
  /** Bigger models that were brought. */
  encoders: EncoderActions;
  /** Asks the browser to keep the library when disk space is short. */
  askToPersist(): Promise<PersistAnswer>;
  /** Goes on although the store was full a moment ago. */
  tryStorageAgain(): void;
  /** Mends a library that is damaged; what is wrong is in the state. */
  safety: Pick<Safety, 'rebuild' | 'dismiss' | 'salvage' | 'startAnew'>;
  devicePreference(): DevicePreference;
  setDevicePreference(preference: DevicePreference): void;
}
