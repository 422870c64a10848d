import type {
  AskThread,
  DocumentId,
  HitMark,
  OcrPage,
  StoredAdapter,
  StoredLanguageModel,
  StoredOcrLanguage,
} from '../core';
import type { LibraryDatabase } from './library-database';
import { type MarkKey, type StoreName, storeNames } from './schema';
import type { UnitOfWork } from './unit-of-work';

export interface StoreCount {
  name: StoreName;
  count: number;
}

export type WriteTransaction = UnitOfWork;

/** What is kept beside the documents. */
export class StoreRecords {
  protected constructor(protected readonly database: LibraryDatabase) {}

  threads(): Promise<AskThread[]> {
    return this.database.getAll('threads');
  }

  async saveThread(thread: AskThread): Promise<void> {
    await this.database.put('threads', thread);
  }

  async removeThread(id: string): Promise<void> {
    await this.database.delete('threads', id);
  }

  languageModels(): Promise<StoredLanguageModel[]> {
    return this.database.getAll('languageModels');
  }

  /** All of its files or none; one of the same name is replaced. */
  async keepLanguageModel(model: StoredLanguageModel): Promise<void> {
    await this.database.put('languageModels', model);
  }

  async removeLanguageModel(name: string): Promise<void> {
    await this.database.delete('languageModels', name);
  }

  adapters(): Promise<StoredAdapter[]> {
    return this.database.getAll('adapters');
  }

  /** Puts adapters in the place of what was there under `former`, all or none. */
  changeAdapters(former: readonly string[], adapters: readonly StoredAdapter[]): Promise<void> {
    return this.write(async (transaction) => {
      const kept = transaction.objectStore('adapters');
      for (const name of former) kept.delete(name);
      for (const adapter of adapters) kept.put(adapter);
    });
  }

  marks(): Promise<HitMark[]> {
    return this.database.getAll('marks');
  }

  async saveMark(mark: HitMark): Promise<void> {
    await this.database.put('marks', mark, keyOfMark(mark));
  }

  async removeMark(mark: HitMark): Promise<void> {
    await this.database.delete('marks', keyOfMark(mark));
  }

  ocrPage(id: DocumentId, page: number): Promise<OcrPage | undefined> {
    return this.database.get('ocrPages', [id, page]);
  }

  /** All that were read of a document, in their order. */
  ocrPages(id: DocumentId): Promise<OcrPage[]> {
    return this.database.getAll('ocrPages', allOf(id));
  }

  /** Nothing is kept of a document that was removed meanwhile. */
  saveOcrPage(id: DocumentId, page: OcrPage): Promise<void> {
    return this.write(async (transaction) => {
      if ((await transaction.objectStore('documents').getKey(id)) === undefined) return;
      transaction.objectStore('ocrPages').put(page, [id, page.page]);
    });
  }

  ocrLanguages(): Promise<StoredOcrLanguage[]> {
    return this.database.getAll('ocrLanguages');
  }

  async keepOcrLanguage(language: StoredOcrLanguage): Promise<void> {
    await this.database.put('ocrLanguages', language);
  }

  async removeOcrLanguage(code: string): Promise<void> {
    await this.database.delete('ocrLanguages', code);
  }

  /** Records of each store. */
  counts(): Promise<StoreCount[]> {
    return Promise.all(
      storeNames.map(async (name) => ({ name, count: await this.database.count(name) })),
    );
  }

  /** What the screens remember under a name, as long as there is a lock. */
  remembered(name: string): Promise<unknown[] | undefined> {
    return this.database.get('remembered', name);
  }

  async remember(name: string, items: unknown[]): Promise<void> {
    if (items.length > 0) await this.database.put('remembered', items, name);
    else await this.database.delete('remembered', name);
  }

  /** Runs one unit of work over all stores. Whatever fails inside it undoes all of it. */
  protected write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    return this.database.write(work);
  }
}

/** The keys that begin with a document's id. */
export const allOf = (id: DocumentId): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

const keyOfMark = ({ documentId, ordinal, query }: HitMark): MarkKey => [
  documentId,
  ordinal,
  query,
];
