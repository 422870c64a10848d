import { fetchGeneralPairs } from '../clip/general-pairs';
import { AdapterTraining, maxSteps } from '../clip/teach';
import type { TeachOutcome, TeachProgress, TeachTask } from '../core';

/** The model whose embeddings are taught with. */
export interface TaughtModel {
  /** Folder of the model, absolute, ending in a slash. */
  url: string;
  version: string;
}

/** Longest that nothing is heard of it. */
const tellEveryMs = 200;

/** One lesson at a time, which can be stopped and gone on with. */
export class TeachService {
  private training: AdapterTraining | undefined;
  private steps = 0;
  private spentMs = 0;

  /** @throws {RangeError} where the model has no general pairs to watch */
  async begin(task: Omit<TeachTask, 'general'>, { url, version }: TaughtModel): Promise<void> {
    const general = await fetchGeneralPairs(url, { dims: task.dims, version });
    this.training = new AdapterTraining({ ...task, general });
    this.steps = 0;
    this.spentMs = 0;
  }

  /** Goes on until nothing better is expected, or it is stopped. @returns whether it is done */
  async run(onProgress: (progress: TeachProgress) => void, signal: AbortSignal): Promise<boolean> {
    const { lesson } = this;
    let toldAt = 0;
    while (!lesson.isDone && !signal.aborted) {
      const started = performance.now();
      lesson.advance();
      const now = performance.now();
      this.steps += 1;
      this.spentMs += now - started;
      if (now - toldAt >= tellEveryMs) {
        toldAt = now;
        onProgress(this.progress());
      }
      await breath();
    }
    onProgress(this.progress());
    return lesson.isDone;
  }

  /** What the best of it so far is worth. */
  outcome(): TeachOutcome {
    return this.lesson.outcome();
  }

  private progress(): TeachProgress {
    const stepMs = this.spentMs / this.steps;
    return { curve: [...this.lesson.curve], step: this.steps, maxSteps, stepMs };
  }

  private get lesson(): AdapterTraining {
    if (!this.training) throw new Error('no lesson has begun');
    return this.training;
  }
}

/** Lets messages in, which a running loop would keep out. */
const breath = () => new Promise((resolve) => setTimeout(resolve));
