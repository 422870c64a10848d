import type {
  AskThread,
  ChunkPlace,
  DocumentId,
  HitMark,
  OcrPage,
  StoredAdapter,
  StoredLanguageModel,
  StoredOcrLanguage,
  ThumbnailKey,
} from '../core';
import { LibraryLock } from './library-lock';

/** What is kept beside the documents, and of them as it was made. */
export class LibraryRecords extends LibraryLock {
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

  /** Embeddings as the encoder gave them, each of shape [dims]; undefined where one has none. */
  async storedEmbeddings(places: ChunkPlace[]): Promise<(Float32Array | undefined)[]> {
    const parts = await this.store.embeddingsOf(new Set(places.map((place) => place.documentId)));
    const byId = new Map(parts.map((part) => [part.documentId, part]));
    return places.map(({ documentId, ordinal }) => {
      const part = byId.get(documentId);
      const at = part?.ordinals.indexOf(ordinal) ?? -1;
      const dims = part && part.vectors.length / part.ordinals.length;
      return part && dims && at >= 0 ? part.vectors.slice(at * dims, (at + 1) * dims) : undefined;
    });
  }
}
