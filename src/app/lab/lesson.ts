import { maxGeneralFall } from '../../clip';
import type {
  Adapter,
  BeforeAfter,
  ChunkPlace,
  Modality,
  Recalls,
  TeachOutcome,
  TeachTask,
} from '../../core';
import { recallAt } from '../score/metrics';

/** A picture of the library and what it shows, or does not. */
export interface TaughtPair extends ChunkPlace {
  caption: string;
}

export interface TeachRequest {
  pairs: TaughtPair[];
  /** Pictures that a caption does not mean. */
  wrong: TaughtPair[];
  /** More pictures of the library, among which the right ones have to be found. */
  others: ChunkPlace[];
  sides: Modality[];
}

/** A pair that was held out, with the position of its picture before and after. */
export interface MeasuredPair extends TaughtPair {
  before: number;
  after: number;
}

/** What came of it; without a name it is kept nowhere. */
export interface Lesson {
  adapter: Omit<Adapter, 'name'>;
  /** Pairs by what they were used for. */
  counts: { learned: number; watched: number; wrong: number };
  /** Pictures among which the right ones were looked for. */
  candidates: number;
  measured: MeasuredPair[];
  general: { before: number[]; after: number[] };
  outcome: TeachOutcome;
  /** It may be used: held-out recall rose, and the general pairs lost no more than allowed. */
  isOffered: boolean;
  seconds: number;
}

/** What was asked for, and what the worker is given for it. */
export interface Prepared {
  request: TeachRequest;
  task: Omit<TeachTask, 'general'>;
}

/** What a lesson brought and what it cost. */
export function lessonOf(
  { request, task }: Prepared,
  outcome: TeachOutcome,
  model: Adapter['model'],
  seconds: number,
): Lesson {
  const { measured, general, matrices } = outcome;
  const { parts, dims, pictures } = task;
  const heldOut = compared(measured);
  const onGeneral = compared(general);
  return {
    adapter: {
      model,
      dims,
      matrices,
      pairCount: parts.learned.length,
      heldOut,
      general: onGeneral,
      createdAt: Date.now(),
    },
    counts: {
      learned: parts.learned.length,
      watched: parts.watched.length,
      wrong: request.wrong.length,
    },
    candidates: pictures.length / dims,
    measured: parts.measured.map((at, i) => ({
      ...request.pairs[at]!,
      before: measured.before[i]!,
      after: measured.after[i]!,
    })),
    general,
    outcome,
    isOffered: isWorthUsing(heldOut, onGeneral),
    seconds,
  };
}

function compared({ before, after }: { before: number[]; after: number[] }): BeforeAfter {
  return { count: before.length, before: recallsOf(before), after: recallsOf(after) };
}

function recallsOf(ranks: readonly number[]): Recalls {
  const recall = (k: number) =>
    ranks.reduce((sum, rank) => sum + recallAt(k, { positions: [rank], relevantCount: 1 }), 0) /
    ranks.length;
  return { r1: recall(1), r5: recall(5), r10: recall(10) };
}

/** Recall rose where the three together did and R@10 did not fall. */
export function isWorthUsing(heldOut: BeforeAfter, general: BeforeAfter): boolean {
  const sum = ({ r1, r5, r10 }: Recalls) => r1 + r5 + r10;
  const rose = sum(heldOut.after) > sum(heldOut.before) && heldOut.after.r10 >= heldOut.before.r10;
  return rose && general.before.r10 - general.after.r10 <= maxGeneralFall;
}
