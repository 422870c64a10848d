import { threadMarkdown, tokensOf } from '../../answer';
import type { AskAnswer, AskThread, AskTurn, SearchFilter, Writing } from '../../core';
import type { AppStore } from '../state';
import { type AskParts, answerQuestion } from './answer-question';
import { chosenGenerator } from './generator-choice';
import type { LanguageModels } from './language-models';
import { tokenMeter } from './token-meter';
import { writeAnswer } from './write-answer';

const maxTitleChars = 80;

const interrupted = 'The app was closed before this was answered. Ask it again.';

/** Threads of questions: asked, kept, renamed, removed. */
export class AskSession {
  /** Of turns that a language model is writing. */
  private readonly writing = new Map<string, AbortController>();

  constructor(
    private readonly store: AppStore,
    private readonly parts: AskParts,
    private readonly models: LanguageModels,
  ) {}

  /** Reads the threads of former visits. */
  async load(): Promise<void> {
    const stored = await this.parts.library.threads();
    const known = new Map(this.threads.map(({ id, changedAt }) => [id, changedAt]));
    const loaded = stored
      .filter(({ id, changedAt }) => changedAt > (known.get(id) ?? -1))
      .map(afterClosing);
    const ids = new Set(loaded.map(({ id }) => id));
    this.set([...this.threads.filter(({ id }) => !ids.has(id)), ...loaded], true);
  }

  /**
   * Asks, in a thread or in a new one; the answer comes into the state.
   *
   * @returns the thread's id
   */
  ask(question: string, scope: SearchFilter, threadId?: string): string {
    const thread = this.thread(threadId) ?? {
      id: crypto.randomUUID(),
      title: question.slice(0, maxTitleChars),
      turns: [],
      changedAt: 0,
    };
    const turn: AskTurn = {
      id: crypto.randomUUID(),
      question,
      scope,
      askedAt: Date.now(),
      state: { phase: 'working' },
    };
    this.put({ ...thread, turns: [...thread.turns, turn] });
    const previous = thread.turns.at(-1)?.question;
    void this.answer(thread.id, turn, previous);
    return thread.id;
  }

  rename(id: string, title: string): void {
    const thread = this.thread(id);
    if (thread) this.put({ ...thread, title: title.trim() || thread.title });
  }

  async remove(id: string): Promise<void> {
    this.set(this.threads.filter((thread) => thread.id !== id));
    await this.parts.library.removeThread(id);
  }

  markdown(id: string): string {
    const thread = this.thread(id);
    return thread ? threadMarkdown(thread) : '';
  }

  private async answer(threadId: string, turn: AskTurn, previous: string | undefined) {
    const settle = (state: AskTurn['state'], isKept = true) => {
      const thread = this.thread(threadId);
      // Removed meanwhile.
      if (!thread) return;
      const turns = thread.turns.map((one) => (one.id === turn.id ? { ...one, state } : one));
      this.put({ ...thread, turns }, isKept);
    };
    try {
      const { question, scope } = turn;
      const quoted = await answerQuestion(this.parts, { question, scope, previous });
      const answer = await this.written(turn, quoted, (state) => settle(state, false));
      settle({ phase: 'done', answer });
    } catch (error) {
      console.error(error);
      settle({ phase: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** What the chosen language model makes of it; what is quoted where there is none, or it is stopped. */
  private async written(
    turn: AskTurn,
    quoted: AskAnswer,
    show: (state: AskTurn['state']) => void,
  ): Promise<AskAnswer> {
    // A figure that was worked out needs no words, and without sources there is nothing to write from.
    if (quoted.computed || quoted.sources.length === 0) return quoted;
    const generator = await chosenGenerator(this.models);
    if (!generator) return quoted;
    const controller = new AbortController();
    this.writing.set(turn.id, controller);
    const { signal } = controller;
    const meter = tokenMeter();
    const by = generator.name;
    const showWriting = (writing: Omit<Writing, 'by'>) => {
      if (!signal.aborted) show({ phase: 'writing', answer: quoted, writing: { by, ...writing } });
    };
    showWriting({ text: '', tokensPerSecond: 0 });
    try {
      const answer = await writeAnswer(turn.question, quoted, {
        model: this.parts.model,
        generator,
        signal,
        onText: (text, tokens) =>
          showWriting({ text, tokensPerSecond: meter.add(tokens ?? tokensOf(text)) }),
        onProgress: (loading) => showWriting({ text: '', tokensPerSecond: 0, loading }),
      });
      const { perSecond } = meter;
      return { ...answer, ...(perSecond > 0 && { tokensPerSecond: perSecond }) };
    } catch (error) {
      if (signal.aborted) return quoted;
      const reason = error instanceof Error ? error.message : String(error);
      return { ...quoted, notWritten: `${by} could not write it: ${reason}` };
    } finally {
      this.writing.delete(turn.id);
    }
  }

  /** What is quoted stays. */
  stopWriting(turnId: string): void {
    this.writing.get(turnId)?.abort();
  }

  private get threads(): readonly AskThread[] {
    return this.store.getState().ask.threads;
  }

  private thread(id: string | undefined): AskThread | undefined {
    return this.threads.find((thread) => thread.id === id);
  }

  private put(changed: AskThread, isKept = true): void {
    const thread = { ...changed, changedAt: Date.now() };
    this.set([thread, ...this.threads.filter(({ id }) => id !== thread.id)]);
    if (!isKept) return;
    // A full disk must not cost the answer on the screen.
    this.parts.library.saveThread(thread).catch((error) => console.error(error));
  }

  private set(threads: AskThread[], isLoaded = this.store.getState().ask.isLoaded): void {
    threads.sort((a, b) => b.changedAt - a.changedAt);
    this.store.setState({ ask: { threads, isLoaded } });
  }
}

/** What was being answered when the tab was closed never will be. */
function afterClosing(thread: AskThread): AskThread {
  const turns = thread.turns.map(
    (turn): AskTurn =>
      turn.state.phase === 'working' || turn.state.phase === 'writing'
        ? { ...turn, state: { phase: 'failed', message: interrupted } }
        : turn,
  );
  return { ...thread, turns };
}
