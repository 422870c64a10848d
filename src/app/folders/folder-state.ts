import type { DocumentIssue, FolderId, FolderLook } from '../../core';

/** What a linked folder is at. */
export type FolderPhase =
  | { phase: 'idle' }
  /** Its turn comes after others. */
  | { phase: 'queued' }
  | { phase: 'looking'; seen: number }
  | { phase: 'adding'; done: number; added: number; changed: number; removed: number }
  /** The person stopped it, till they look again or come back. */
  | { phase: 'stopped' }
  /** So many files are gone that it waits to be told what becomes of their documents. */
  | { phase: 'asking'; gone: number }
  | { phase: 'forgetting' }
  /** The browser wants to be asked again. */
  | { phase: 'needs-permission' }
  | { phase: 'denied' }
  /** It is not where it was; a drive may be unplugged. */
  | { phase: 'missing' }
  | { phase: 'full' }
  | { phase: 'failed' };

/** A linked folder as the screens see it; plain data, that goes from tab to tab. */
export interface FolderView extends FolderRemarks {
  id: FolderId;
  name: string;
  /** Files known of; undefined while not known. */
  fileCount: number | undefined;
  lastLook: FolderLook | undefined;
  work: FolderPhase;
}

export interface FolderRemarks {
  problemCount: number;
  /** The first of the files that could not be read. */
  problems: { path: string; issue: DocumentIssue }[];
  leftOutCount: number;
  /** Paths of the first that the person took out of the library. */
  leftOut: string[];
}

export interface FoldersState {
  list: readonly FolderView[];
  /** Why a folder was not linked. */
  notice: string | undefined;
}

/** What can be asked of the tab that does the work. */
export type FolderCommand =
  | { to: 'look' | 'stop' | 'load'; id: FolderId }
  /** `path`: that file alone. */
  | { to: 'take-back'; id: FolderId; path: string | undefined }
  /** Settles what becomes of documents whose files are gone. */
  | { to: 'settle'; id: FolderId; keeps: boolean }
  | { to: 'forget'; id: FolderId; keeps: boolean }
  | { to: 'stop-all' | 'tell' };

/** Of long lists as many are shown. */
export const maxListed = 100;

export const noRemarks: FolderRemarks = {
  problemCount: 0,
  problems: [],
  leftOutCount: 0,
  leftOut: [],
};
