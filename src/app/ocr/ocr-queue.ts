import {
  type DocumentId,
  displayName,
  isStorageFull,
  type OcrLanguageCode,
  pagesForOcr,
  type SourceDocument,
} from '../../core';
import { RateMeter } from '../rate-meter';
import type { AppStore } from '../state';
import { bundledLanguages, type OcrLanguages } from './languages';
import { type OcrParts, readDocument } from './read-document';
import type { OcrSettings } from './settings';

interface Parts extends OcrParts {
  store: AppStore;
  languages: OcrLanguages;
  document: (id: DocumentId) => SourceDocument | undefined;
}

/**
 * Reads the words in pictures and scans, a document at a time, while nothing waits to be indexed.
 * Documents are ready without it and get better by it.
 */
export class OcrQueue {
  /** Newest last, which is read first: it is what one looks for. */
  private readonly waiting = new Set<DocumentId>();
  private readonly pagesDone = new Map<DocumentId, number>();
  private readonly rate = new RateMeter();
  private current: { id: DocumentId; controller: AbortController } | undefined;
  private done = 0;
  private isLeader = false;
  private isWorking = false;

  constructor(
    private readonly parts: Parts,
    private settings: OcrSettings,
  ) {
    parts.store.subscribe(({ ingest }, before) => {
      if (ingest.phase === 'idle' && before.ingest.phase !== 'idle') this.pump();
    });
  }

  /** @param leading settles when this tab is the one that writes */
  async start(leading: Promise<unknown>): Promise<void> {
    await leading;
    this.isLeader = true;
    this.pump();
  }

  /** Follows the library. */
  follow(changed: SourceDocument[], removed: DocumentId[]): void {
    for (const document of changed) {
      if (this.wants(document)) this.waiting.add(document.id);
      else this.forget(document.id);
    }
    for (const id of removed) this.forget(id);
    this.pump();
  }

  /** Off stops after the page that is being read; what was read is kept. */
  use(settings: OcrSettings): void {
    this.settings = settings;
    const { documents } = this.parts.store.getState().library;
    this.follow([...documents].reverse(), []);
  }

  pause(isPaused: boolean): void {
    this.parts.store.setState(({ ocr }) => ({ ocr: { ...ocr, isPaused, hasFailed: false } }));
    this.rate.restart();
    this.pump();
  }

  private wants(document: SourceDocument): boolean {
    const isAsked = this.settings.isOn || document.ocrLanguage !== undefined;
    return isAsked && pagesForOcr(document).length > 0;
  }

  private forget(id: DocumentId): void {
    this.waiting.delete(id);
    this.pagesDone.delete(id);
    if (this.current?.id === id) this.current.controller.abort();
  }

  private get mayWork(): boolean {
    const { ingest, ocr } = this.parts.store.getState();
    return this.isLeader && ingest.phase === 'idle' && !ocr.isPaused;
  }

  private pump(): void {
    this.report();
    if (this.isWorking || !this.mayWork || this.waiting.size === 0) return;
    this.isWorking = true;
    void this.work()
      .catch((error) => console.error(error))
      .finally(() => {
        this.isWorking = false;
        // Something may have come meanwhile.
        this.pump();
      });
  }

  private async work(): Promise<void> {
    this.rate.restart();
    while (this.mayWork) {
      const document = this.next();
      if (!document) break;
      await this.read(document);
    }
    if (this.waiting.size > 0) return;
    this.done = 0;
    await this.parts.readers.run((parser) => parser.endOcr());
  }

  private next(): SourceDocument | undefined {
    const ids = [...this.waiting];
    for (const id of ids.reverse()) {
      const document = this.parts.document(id);
      if (document && this.wants(document)) return document;
      this.forget(id);
    }
    return undefined;
  }

  private async read(document: SourceDocument): Promise<void> {
    const { id } = document;
    const controller = new AbortController();
    this.current = { id, controller };
    try {
      const language = await this.languageOf(document);
      await readDocument(this.parts, {
        document,
        language,
        signal: controller.signal,
        onPage: (page) => this.pageDone(id, page),
      });
      this.done += pagesForOcr(document).length;
      this.forget(id);
    } catch (error) {
      // It is read once there is room again: indexing does not rest before that.
      const isUndone = controller.signal.aborted || isStorageFull(error);
      if (!isUndone) {
        console.error(error);
        this.fail();
      }
    } finally {
      this.current = undefined;
    }
  }

  /** Without Tesseract there is nothing to be done; going on tries again. */
  private fail(): void {
    this.parts.store.setState(({ ocr }) => ({ ocr: { ...ocr, isPaused: true, hasFailed: true } }));
  }

  /** As it was asked for; as is usual where that is gone. */
  private async languageOf({ ocrLanguage }: SourceDocument) {
    const codes: (OcrLanguageCode | undefined)[] = [ocrLanguage, this.settings.language];
    for (const code of codes) {
      const language = code && (await this.parts.languages.toRead(code));
      if (language) return language;
    }
    return bundledLanguages[0]!;
  }

  private pageDone(id: DocumentId, page: number): void {
    this.pagesDone.set(id, page);
    this.rate.count();
    this.report();
    // Something else has come: it goes on from here when that is done.
    if (!this.mayWork) this.current?.controller.abort();
  }

  /** Only of this tab's own work. */
  private report(): void {
    if (!this.isLeader) return;
    const { store, document } = this.parts;
    const counts = [...this.waiting].map((id) => {
      const known = document(id);
      const pages = known ? pagesForOcr(known) : [];
      const last = this.pagesDone.get(id) ?? 0;
      return { total: pages.length, done: pages.filter((page) => page <= last).length };
    });
    const sum = (key: 'total' | 'done') => counts.reduce((all, one) => all + one[key], 0);
    const done = this.done + sum('done');
    const total = this.done + sum('total');
    const current = this.current && document(this.current.id);
    const perSecond = this.rate.perSecond();
    store.setState(({ ocr }) => ({
      ocr: {
        ...ocr,
        done,
        total,
        name: current && displayName(current),
        secondsLeft: perSecond > 0 ? (total - done) / perSecond : undefined,
      },
    }));
  }
}
