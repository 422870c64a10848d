import { type DocumentId, type Fingerprint, isStorageFull, type SourceDocument } from '../../core';
import { bundledEncoder } from '../../models';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import {
  onChoiceElsewhere,
  readEncoderChoice,
  readEncoderFailure,
  readNextEncoder,
  saveEncoderChoice,
  saveNextEncoder,
} from '../encoders/choice';
import { ingestLock } from '../ingest-queue';
import type { ModelSession } from '../model-session';
import type { ParsePool } from '../parse-pool';
import { RateMeter } from '../rate-meter';
import type { AppStore } from '../state';
import { embedAnew } from './embed-anew';
import type { MoveState } from './move-state';

interface Parts {
  store: AppStore;
  library: Remote<Library>;
  /** The one in use. */
  model: ModelSession;
  parsers: ParsePool;
  document: (id: DocumentId) => SourceDocument | undefined;
  /** Loads another encoder beside the one in use. */
  open: (name: string) => ModelSession;
}

/** Documents in work at a time, so that the encoder gets pictures of several in one batch. */
const maxInWork = 8;

/**
 * [Note: Changing the encoder]
 *
 * Embeddings of two encoders are never compared. Those that another one makes are kept beside the
 * ones in use, document by document, each with its fingerprint; the index holds one space only.
 * What is missing in the new space is read off the store, so a reload goes on where it was, and a
 * document that changes is read again. The person switches once all is there: the page begins
 * anew with the other encoder, and what the former made is deleted when nothing of it is needed.
 * Where documents lack embeddings of the encoder in use (they were added before the switch, or
 * another version of it came with the app) they are read by it in the same way, and found by
 * meaning as they are done.
 */
export class SpaceMove {
  private readonly waiting = new Set<DocumentId>();
  private readonly inWork = new Map<DocumentId, AbortController>();
  private readonly failed = new Set<DocumentId>();
  /** Changed while it was asked what waits. */
  private readonly meanwhile = new Set<DocumentId>();
  /** When the chunks were made that a document was read by, so that a new name is no new work. */
  private readonly readyAt = new Map<DocumentId, number>();
  private readonly rate = new RateMeter();
  private next: { name: string; model: ModelSession } | undefined;
  private done = 0;
  private isPaused = false;
  private isLeader = false;
  /** Another tab is the one that writes. */
  private isElsewhere = false;
  /** What waits has been asked for; before, an empty list means nothing. */
  private isKnown = false;
  /** Why the other encoder cannot be used. */
  private fault: string | undefined;

  constructor(private readonly parts: Parts) {
    parts.store.subscribe(({ ingest }, before) => {
      if (ingest.phase === 'idle' && before.ingest.phase !== 'idle') this.pump();
    });
    onChoiceElsewhere((change) => {
      if (change === 'used') location.reload();
      else void this.begin();
    });
  }

  /** @param leading settles when this tab is the one that writes */
  async start(leading: Promise<unknown>): Promise<void> {
    const { held = [] } = await navigator.locks.query();
    this.isElsewhere = held.some(({ name }) => name === ingestLock);
    this.tell();
    await leading;
    this.isLeader = true;
    await this.begin();
  }

  /** Follows the library: what is ready anew has embeddings of the encoder in use only. */
  follow(changed: SourceDocument[], removed: DocumentId[]): void {
    for (const { id, state } of changed) {
      this.failed.delete(id);
      if (this.inWork.has(id)) continue;
      if (state.phase !== 'ready') this.waiting.delete(id);
      else if (this.next && this.readyAt.get(id) !== state.readyAt) {
        (this.isKnown ? this.waiting : this.meanwhile).add(id);
      }
    }
    for (const id of removed) {
      this.waiting.delete(id);
      this.failed.delete(id);
      this.inWork.get(id)?.abort();
    }
    this.pump();
  }

  /** Has the library read by another encoder, from where a former try left off. */
  async moveTo(name: string): Promise<void> {
    saveNextEncoder(name === usedEncoder() ? undefined : name);
    await this.begin();
  }

  /** Gives it up; what the other encoder made is deleted. */
  async cancel(): Promise<void> {
    saveNextEncoder(undefined);
    await this.begin();
  }

  pause(isPaused: boolean): void {
    this.isPaused = isPaused;
    this.rate.restart();
    if (isPaused) for (const controller of this.inWork.values()) controller.abort();
    this.pump();
  }

  /** Uses the other encoder from now on: the page, and those in other tabs, begin anew. */
  switchNow(): void {
    const next = readNextEncoder();
    if (next === undefined) return;
    saveNextEncoder(undefined);
    saveEncoderChoice(next === bundledEncoder ? undefined : next);
    location.reload();
  }

  /** The encoder that is moved to, once all is read by it. */
  get nextModel(): ModelSession | undefined {
    return this.state.phase === 'ready' ? this.next?.model : undefined;
  }

  private get state(): MoveState {
    return this.parts.store.getState().move;
  }

  private async begin(): Promise<void> {
    const next = readNextEncoder();
    if (this.next && this.next.name !== next) this.end();
    if (!this.isLeader) return this.tell();
    if (next !== undefined && !this.next) this.next = { name: next, model: this.parts.open(next) };
    this.isKnown = false;
    this.fault = undefined;
    this.done = 0;
    for (const known of [this.failed, this.meanwhile, this.readyAt]) known.clear();
    this.tell();
    try {
      await this.findMissing();
    } catch (error) {
      if (this.next?.name === next) this.giveUp(error);
    }
  }

  /** An encoder that cannot be loaded, or ended for good: another try needs another session. */
  private giveUp(error: unknown): void {
    console.error(error);
    this.isKnown = false;
    if (!this.next) return;
    this.end();
    this.fault = error instanceof Error ? error.message : String(error);
    this.tell();
  }

  private async findMissing(): Promise<void> {
    const target = this.next;
    const fingerprint = await this.targetFingerprint();
    const missing = await this.parts.library.missingIn(fingerprint);
    if (this.next !== target) return;
    this.waiting.clear();
    for (const id of [...missing, ...this.meanwhile]) this.waiting.add(id);
    this.isKnown = true;
    this.rate.restart();
    this.pump();
    await this.tidy();
  }

  private async targetFingerprint(): Promise<Fingerprint> {
    return (await (this.next?.model ?? this.parts.model).info()).fingerprint;
  }

  /** Nothing is deleted while it is all that a document has. */
  private async tidy(): Promise<void> {
    if (this.next || !this.isKnown || this.waiting.size + this.inWork.size > 0) return;
    if (this.failed.size > 0) return;
    // One that gave way for a moment may be chosen again, and has read all of it.
    if (readEncoderFailure()) return;
    await this.parts.library.keepSpaces([await this.targetFingerprint()]);
  }

  private get mayWork(): boolean {
    const isIdle = this.parts.store.getState().ingest.phase === 'idle';
    return this.isLeader && this.isKnown && isIdle && !this.isPaused;
  }

  private pump(): void {
    if (this.mayWork) {
      // What was added last is what one looks for.
      for (const id of [...this.waiting].reverse()) {
        if (this.inWork.size >= maxInWork) break;
        if (this.inWork.has(id)) continue;
        this.waiting.delete(id);
        void this.work(id);
      }
    }
    this.tell();
  }

  private async work(id: DocumentId): Promise<void> {
    const document = this.parts.document(id);
    if (!document) return;
    const controller = new AbortController();
    this.inWork.set(id, controller);
    const target = this.next;
    const { library, parsers } = this.parts;
    const model = target?.model ?? this.parts.model;
    const { signal } = controller;
    try {
      const isDone = await embedAnew({ library, parsers, model }, document, signal);
      this.ended(document, isDone);
    } catch (error) {
      if (target !== this.next) return;
      if (signal.aborted || isStorageFull(error)) this.waiting.add(id);
      else if (await hasEnded(model)) {
        this.waiting.add(id);
        this.giveUp(error);
      } else {
        console.error(error);
        this.failed.add(id);
        this.done += 1;
      }
    } finally {
      this.inWork.delete(id);
      if (!this.parts.document(id)) this.waiting.delete(id);
      this.pump();
      void this.tidy().catch(console.error);
    }
  }

  private ended(document: SourceDocument, isDone: boolean): void {
    const { id } = document;
    const now = this.parts.document(id);
    const hasChanged = readyAtOf(now) !== undefined && readyAtOf(now) !== readyAtOf(document);
    this.done += 1;
    if (hasChanged) this.waiting.add(id);
    else if (!isDone && now) this.failed.add(id);
    if (!isDone) return;
    this.rate.count();
    this.readyAt.set(id, readyAtOf(document)!);
  }

  private end(): void {
    for (const controller of this.inWork.values()) controller.abort();
    this.next?.model.end();
    this.next = undefined;
    this.waiting.clear();
    this.isPaused = false;
  }

  private tell(): void {
    this.set(this.present());
  }

  private present(): MoveState {
    const next = readNextEncoder();
    if (next !== undefined && this.isElsewhere && !this.isLeader) {
      return { phase: 'elsewhere', to: next };
    }
    const to = next ?? usedEncoder();
    if (next !== undefined && this.fault !== undefined) {
      return { phase: 'failed', to, message: this.fault };
    }
    const left = this.waiting.size + this.inWork.size;
    if (!this.isKnown) return next === undefined ? { phase: 'idle' } : { phase: 'loading', to };
    if (left === 0) {
      return next === undefined
        ? { phase: 'idle' }
        : { phase: 'ready', to, failed: this.failed.size };
    }
    const perSecond = this.rate.perSecond();
    const secondsLeft = perSecond > 0 ? left / perSecond : undefined;
    const { done, isPaused } = this;
    const isOwn = next === undefined;
    return { phase: 'running', to, isOwn, done, total: done + left, secondsLeft, isPaused };
  }

  private set(move: MoveState): void {
    if (JSON.stringify(move) !== JSON.stringify(this.state)) this.parts.store.setState({ move });
  }
}

const usedEncoder = (): string => readEncoderChoice() ?? bundledEncoder;

const readyAtOf = (document: SourceDocument | undefined): number | undefined =>
  document?.state.phase === 'ready' ? document.state.readyAt : undefined;

/** Not this document, but the encoder has failed. */
const hasEnded = (model: ModelSession): Promise<boolean> =>
  model.info().then(
    () => false,
    () => true,
  );
