import type { DocumentId } from './document';

/** What is wrong with the library as it is stored. */
export interface LibraryDamage {
  /** Told ready, but not to be found in full; their originals are there to be read again. */
  rebuildable: DocumentId[];
  /** Told ready, but not to be found in full, and their originals are gone as well. */
  lost: DocumentId[];
  /** Found as ever, but their originals are gone. */
  withoutOriginal: DocumentId[];
}
