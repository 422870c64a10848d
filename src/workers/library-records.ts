import type {
  AskThread,
  DocumentId,
  HitMark,
  OcrPage,
  StoredAdapter,
  StoredLanguageModel,
  StoredOcrLanguage,
  ThumbnailKey,
} from '../core';
import { destroyDatabase, readOriginals, type StoreCount } from '../store';
import { LibraryLock } from './library-lock';
import { salvage } from './salvage';

export const databaseName = 'rummage';

/** What is kept beside the documents, and of them as it was made. */
export class LibraryRecords extends LibraryLock {
  storeCounts(): Promise<StoreCount[]> {
    return this.store.counts();
  }

  /**
   * What can be read of a library that cannot be opened; see {@link salvage}.
   *
   * @throws {LibraryLockedError}
   */
  async salvage(): Promise<Blob | undefined> {
    // One that opened as far as that has its key.
    const isOpen = this.store !== undefined && (await this.store.lock.isOpen());
    return salvage(isOpen ? this.store.originals() : readOriginals(databaseName));
  }

  /** Gives up a library that cannot be opened. */
  destroy(): Promise<void> {
    return destroyDatabase(databaseName);
  }

  original(id: DocumentId): Promise<Blob | undefined> {
    return this.store.original(id);
  }

  thumbnail(key: ThumbnailKey): Promise<Blob | undefined> {
    return this.store.thumbnail(key);
  }

  threads(): Promise<AskThread[]> {
    return this.store.threads();
  }

  saveThread(thread: AskThread): Promise<void> {
    return this.store.saveThread(thread);
  }

  removeThread(id: string): Promise<void> {
    return this.store.removeThread(id);
  }

  languageModels(): Promise<StoredLanguageModel[]> {
    return this.store.languageModels();
  }

  keepLanguageModel(model: StoredLanguageModel): Promise<void> {
    return this.store.keepLanguageModel(model);
  }

  removeLanguageModel(name: string): Promise<void> {
    return this.store.removeLanguageModel(name);
  }

  adapters(): Promise<StoredAdapter[]> {
    return this.store.adapters();
  }

  marks(): Promise<HitMark[]> {
    return this.store.marks();
  }

  saveMark(mark: HitMark): Promise<void> {
    return this.store.saveMark(mark);
  }

  removeMark(mark: HitMark): Promise<void> {
    return this.store.removeMark(mark);
  }

  ocrPage(id: DocumentId, page: number): Promise<OcrPage | undefined> {
    return this.store.ocrPage(id, page);
  }

  ocrPages(id: DocumentId): Promise<OcrPage[]> {
    return this.store.ocrPages(id);
  }

  saveOcrPage(id: DocumentId, page: OcrPage): Promise<void> {
    return this.store.saveOcrPage(id, page);
  }

  ocrLanguages(): Promise<StoredOcrLanguage[]> {
    return this.store.ocrLanguages();
  }

  keepOcrLanguage(language: StoredOcrLanguage): Promise<void> {
    return this.store.keepOcrLanguage(language);
  }

  removeOcrLanguage(code: string): Promise<void> {
    return this.store.removeOcrLanguage(code);
  }
}
