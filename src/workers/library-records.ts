import type { AskThread, HitMark, StoredAdapter, StoredLanguageModel } from '../core';
import type { Store } from '../store';

/** What is kept beside the documents. */
export class LibraryRecords {
  protected store!: Store;

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
}
