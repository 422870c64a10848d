import type { Calibration, DocumentId, Fingerprint, SourceDocument } from '../core';

/** What changed in the library, whoever changed it. */
export interface LibraryChange {
  changed: SourceDocument[];
  removed: DocumentId[];
  embeddingCount: number;
  /** Tables that can be asked. */
  tableCount: number;
  /** Full text is in step with the library. */
  hasAllWords: boolean;
  /** Name of the adapter that is on. */
  adapter: string | undefined;
}

export interface LibraryModel {
  fingerprint: Fingerprint;
  dims: number;
  calibration: Calibration;
}
