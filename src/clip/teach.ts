import {
  type GeneralPairs,
  type RanksBeforeAfter,
  shuffled,
  type TeachOutcome,
  type TeachParts,
  type TeachPoint,
  type TeachTask,
} from '../core';
import {
  Adam,
  type AdapterMatrices,
  adapt,
  adapterGradient,
  newAdapter,
  type Pairs,
  type WrongPictures,
} from './adapter';
import { contrastiveLoss } from './losses';
import { timesTransposed } from './matrix';

export const maxSteps = 150;

/** Steps from one point of the curves to the next. */
const pointEvery = 3;

/** Points without a better watched loss after which nothing better is expected. */
const patience = 6;

/** A smaller gain in the watched loss is none. */
const leastGain = 0.002;

/** R@10 on the general pairs that matrices may cost, else they are not taken. */
export const maxGeneralFall = 0.015;

const optimiser = { rate: 3e-4, weightDecay: 1 };

/** Pairs of one step: more would take longer than they teach. */
const batchSize = 512;

export const minPairs = 10;

/**
 * Parts pairs at random, always alike for as many: a tenth to watch, a fifth to measure by.
 *
 * @throws {RangeError} for fewer than {@link minPairs}
 */
export function partPairs(count: number): TeachParts {
  if (count < minPairs) throw new RangeError(`${count} pairs are fewer than ${minPairs}`);
  const order = shuffled(count, count);
  const watched = Math.max(2, Math.round(count / 10));
  const measured = Math.max(3, Math.round(count / 5));
  return {
    watched: order.slice(0, watched),
    measured: order.slice(watched, watched + measured),
    learned: order.slice(watched + measured),
  };
}

/**
 * Teaches an adapter with the contrastive loss, step by step, until the loss of the watched pairs
 * falls no more. The matrices with the lowest such loss are kept.
 */
export class AdapterTraining {
  readonly curve: TeachPoint[] = [];
  private readonly matrices: AdapterMatrices;
  private readonly adams: [side: keyof AdapterMatrices, adam: Adam][];
  private readonly watched: Pairs;
  private readonly general: number;
  private step = 0;
  private best: { step: number; loss: number; matrices: AdapterMatrices };
  private sinceBest = 0;

  constructor(private readonly task: TeachTask) {
    const { dims, sides, parts } = task;
    this.matrices = newAdapter(sides, dims);
    this.adams = sides.map((side) => [side, new Adam(this.matrices[side]!, optimiser)]);
    this.watched = pairsOf(task, parts.watched);
    this.general = recallAt10(generalRanks(task.general, {}, dims));
    this.best = { step: 0, loss: Number.POSITIVE_INFINITY, matrices: newAdapter(sides, dims) };
  }

  get isDone(): boolean {
    return this.step >= maxSteps || this.sinceBest >= patience;
  }

  /** One step of Adam. */
  advance(): void {
    const { task, matrices } = this;
    const batch = this.batch();
    const { loss, gradient } = adapterGradient(
      pairsOf(task, batch),
      matrices,
      task.logitScale,
      wrongOf(task, batch),
    );
    if (this.step % pointEvery === 0) this.addPoint(loss);
    for (const [side, adam] of this.adams) adam.update(gradient[side]!);
    this.step += 1;
  }

  /** What the best matrices so far are worth. */
  outcome(): TeachOutcome {
    const { task, best, curve } = this;
    const copies = Object.entries(best.matrices).map(([side, matrix]) => [side, matrix.slice()]);
    const ranks = (of: (matrices: AdapterMatrices) => number[]): RanksBeforeAfter => ({
      before: of({}),
      after: of(best.matrices),
    });
    return {
      matrices: Object.fromEntries(copies),
      step: best.step,
      curve: [...curve],
      measured: ranks((matrices) => measuredRanks(task, matrices)),
      general: ranks((matrices) => generalRanks(task.general, matrices, task.dims)),
    };
  }

  private addPoint(learnedLoss: number): void {
    const { task, matrices, step } = this;
    const watchedLoss = lossOf(this.watched, matrices, task.logitScale);
    const generalR10 = recallAt10(generalRanks(task.general, matrices, task.dims));
    this.curve.push({ step, learnedLoss, watchedLoss, generalR10 });
    this.sinceBest += 1;
    const isHarmless = this.general - generalR10 <= maxGeneralFall;
    if (!isHarmless || watchedLoss > this.best.loss - leastGain) return;
    this.sinceBest = 0;
    for (const [side, matrix] of Object.entries(matrices)) {
      this.best.matrices[side as keyof AdapterMatrices]!.set(matrix);
    }
    Object.assign(this.best, { step, loss: watchedLoss });
  }

  private batch(): number[] {
    const { learned } = this.task.parts;
    if (learned.length <= batchSize) return learned;
    return shuffled(learned.length, this.step + 1)
      .slice(0, batchSize)
      .map((i) => learned[i]!);
  }
}

function lossOf(pairs: Pairs, matrices: AdapterMatrices, logitScale: number): number {
  const { n, dims } = pairs;
  const image = adapt(matrices.image, pairs.image, dims);
  const text = adapt(matrices.text, pairs.text, dims);
  const scale = Math.exp(logitScale);
  return contrastiveLoss(
    timesTransposed(image, text, dims).map((cosine) => scale * cosine),
    n,
  ).final;
}

/**
 * Position of the picture of each measured pair among all pictures, by its caption. Other pictures
 * of the same caption are left out, right as they are: it would not tell that they come first.
 */
function measuredRanks({ dims, pictures, captions, pairs, parts }: TeachTask, m: AdapterMatrices) {
  const asked = parts.measured.map((at) => pairs[at]!);
  const queries = adapt(
    m.text,
    gather(
      captions,
      asked.map((pair) => pair.caption),
      dims,
    ),
    dims,
  );
  const cosines = timesTransposed(queries, adapt(m.image, pictures, dims), dims);
  const count = pictures.length / dims;
  const sameCaption = Map.groupBy(pairs, ({ caption }) => caption);
  return asked.map(({ picture, caption }, q) => {
    const own = cosines[q * count + picture]!;
    const alsoRight = new Set(sameCaption.get(caption)!.map((pair) => pair.picture));
    let rank = 1;
    for (let p = 0; p < count; p++) {
      if (cosines[q * count + p]! > own && !alsoRight.has(p)) rank += 1;
    }
    return rank;
  });
}

/** Position of each general caption's picture among the general pictures. */
function generalRanks({ pictures, captions }: GeneralPairs, m: AdapterMatrices, dims: number) {
  const count = pictures.length / dims;
  const cosines = timesTransposed(
    adapt(m.text, captions, dims),
    adapt(m.image, pictures, dims),
    dims,
  );
  return Array.from({ length: count }, (_, q) => {
    const own = cosines[q * count + q]!;
    let rank = 1;
    for (let p = 0; p < count; p++) if (cosines[q * count + p]! > own) rank += 1;
    return rank;
  });
}

const recallAt10 = (ranks: readonly number[]) =>
  ranks.filter((rank) => rank <= 10).length / Math.max(1, ranks.length);

function pairsOf({ dims, pictures, captions, pairs }: TeachTask, chosen: readonly number[]): Pairs {
  const rows = chosen.map((at) => pairs[at]!);
  return {
    n: rows.length,
    dims,
    image: gather(
      pictures,
      rows.map((pair) => pair.picture),
      dims,
    ),
    text: gather(
      captions,
      rows.map((pair) => pair.caption),
      dims,
    ),
  };
}

/** Each wrong picture once for every chosen pair of its caption. */
function wrongOf(task: TeachTask, chosen: readonly number[]): WrongPictures {
  const { dims, pictures, pairs, wrong } = task;
  const meant = wrong.flatMap(({ picture, caption }) =>
    chosen.flatMap((at, pair) => (pairs[at]!.caption === caption ? [{ picture, pair }] : [])),
  );
  return {
    image: gather(
      pictures,
      meant.map(({ picture }) => picture),
      dims,
    ),
    pair: meant.map(({ pair }) => pair),
  };
}

/** Rows of a table of vectors. */
function gather(vectors: Float32Array, rows: readonly number[], dims: number): Float32Array {
  const gathered = new Float32Array(rows.length * dims);
  for (const [i, row] of rows.entries()) {
    gathered.set(vectors.subarray(row * dims, (row + 1) * dims), i * dims);
  }
  return gathered;
}
