import { createStore } from 'zustand/vanilla';
import {
  type AskThread,
  type Device,
  type DocumentId,
  type DocumentIssue,
  type HitMark,
  type LockState,
  noRequests,
  type Query,
  type RequestCounts,
  type SearchFilter,
  type SearchResult,
  type SourceDocument,
} from '../core';

import type { BackupState } from './backup-session';
import type { FoldersState } from './folders/folder-state';
import type { AdapterSummary } from './lab/adapters';
import type { MapState } from './lab/map/map-session';
import type { TeachState } from './lab/teach';
import type { OfflineState } from './offline/offline-session';
import type { Trouble } from './safety';
import type { MoveState } from './spaces/move-state';

export type DevicePreference = 'automatic' | Device;

/** The encoder as the status line tells it. */
export type EncoderState =
  | { phase: 'loading'; loadedBytes: number; totalBytes: number }
  | {
      phase: 'ready';
      model: string;
      device: Device;
      /** WASM threads; 1 on WebGPU. */
      threads: number;
      precision: string;
      /** What scores are judged by was measured here, with few texts and pictures. */
      isEstimated: boolean;
      /** Why this device and not the other, in a few words. */
      reason: string;
    }
  | { phase: 'restarting'; reason: string }
  | { phase: 'failed'; message: string };

/** A model for the encoder on its way to this computer. */
export type BringState =
  | { phase: 'idle' }
  | { phase: 'copying' | 'measuring'; name: string; done: number; total: number }
  | { phase: 'done'; name: string }
  | { phase: 'failed'; name: string; message: string };

/** What a document in work is at, on top of its stored state. */
export type Activity =
  | { phase: 'reading'; done: number; total: number }
  | { phase: 'embedding'; done: number; total: number }
  /** Found already; its rows become a table that can be asked. */
  | { phase: 'tabulating'; done: number; total: number };

export interface LibraryState {
  phase: 'loading' | 'ready' | 'failed';
  /** Newest first. */
  documents: readonly SourceDocument[];
  /** Only documents in work. */
  activities: ReadonlyMap<DocumentId, Activity>;
  /** Embeddings in the index. */
  embeddingCount: number;
  /** Tables that can be asked questions. */
  tableCount: number;
  /** Words of all documents can be searched for. */
  hasAllWords: boolean;
}

export type IngestState =
  | { phase: 'idle' }
  | {
      phase: 'running';
      /** Documents of this run that ended, well or not. */
      done: number;
      total: number;
      failed: number;
      /** Documents a second over the last seconds; 0 while unknown. */
      ratePerSecond: number;
      /** Undefined while unknown. */
      secondsLeft: number | undefined;
      paused: boolean;
      /** Where a single document is left, how far it is. */
      current: (Activity & { name: string }) | undefined;
    }
  /** The browser gives no more room; goes on by itself once it does. */
  | {
      phase: 'full';
      /** Documents that are in the library and not read yet. */
      waiting: number;
      /** About what they and the files that were refused take. */
      neededBytes: number;
    };

/** Words in pictures and scans being read, behind all other work. */
export interface OcrWork {
  /** Pages of this run, and of all that are left: none left, nothing to do. */
  done: number;
  total: number;
  /** Of the document that is being read. */
  name: string | undefined;
  /** Undefined while unknown. */
  secondsLeft: number | undefined;
  isPaused: boolean;
  /** The recogniser could not be loaded. */
  hasFailed: boolean;
}

export type SearchState =
  | { phase: 'idle' }
  | { phase: 'searching'; query: Query; previous: SearchResult | undefined }
  | { phase: 'done'; query: Query; result: SearchResult; embedMs: number }
  | { phase: 'failed'; query: Query; message: string };

export interface AskState {
  /** Threads of former visits are there. */
  isLoaded: boolean;
  /** Changed last, first. */
  threads: readonly AskThread[];
}

/** A file refused at the door, shown until dismissed; it never became a document. */
export interface Refusal {
  id: number;
  name: string;
  issue: DocumentIssue;
}

export interface AppState {
  /** Not known: the library was locked once, and has not been opened yet. */
  lock: LockState | { phase: 'unknown' };
  encoder: EncoderState;
  bringing: BringState;
  library: LibraryState;
  ingest: IngestState;
  ocr: OcrWork;
  search: SearchState;
  filter: SearchFilter;
  ask: AskState;
  /** What of the library the next question is asked of. */
  askScope: SearchFilter;
  refusals: readonly Refusal[];
  folders: FoldersState;
  trouble: Trouble;
  teach: TeachState;
  map: MapState;
  backup: BackupState;
  move: MoveState;
  /** Those that are kept. */
  adapters: readonly AdapterSummary[];
  /** What was said of hits. */
  marks: readonly HitMark[];
  /** Since the page was opened, by it and its workers. */
  requests: RequestCounts;
  offline: OfflineState;
  /** A newer version of the app is in this browser, and this tab shows it when it is loaded anew. */
  hasUpdate: boolean;
}

export type AppStore = ReturnType<typeof createAppStore>;

export function createAppStore() {
  return createStore<AppState>(() => ({
    lock: { phase: 'none' },
    encoder: { phase: 'loading', loadedBytes: 0, totalBytes: 0 },
    bringing: { phase: 'idle' },
    library: {
      phase: 'loading',
      documents: [],
      activities: new Map(),
      embeddingCount: 0,
      tableCount: 0,
      hasAllWords: false,
    },
    ingest: { phase: 'idle' },
    ocr: {
      done: 0,
      total: 0,
      name: undefined,
      secondsLeft: undefined,
      isPaused: false,
      hasFailed: false,
    },
    search: { phase: 'idle' },
    filter: {},
    ask: { isLoaded: false, threads: [] },
    askScope: {},
    refusals: [],
    folders: { list: [], notice: undefined },
    trouble: { phase: 'none' },
    teach: { phase: 'idle' },
    map: { phase: 'idle' },
    backup: { phase: 'idle' },
    move: { phase: 'idle' },
    adapters: [],
    marks: [],
    requests: noRequests,
    offline: { phase: 'waiting' },
    hasUpdate: false,
  }));
}
