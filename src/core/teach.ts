import type { Adapter } from './adapter';
import type { Modality } from './chunk';

/** A caption with a picture, each by its row. */
export interface CaptionPair {
  picture: number;
  caption: number;
}

/** Pairs of unrelated photos and captions; pair i is row i of both. */
export interface GeneralPairs {
  /** Both of shape [pairs, dims], of unit length. */
  pictures: Float32Array;
  captions: Float32Array;
}

/** What an adapter is to be taught, and what it is measured by. */
export interface TeachTask {
  dims: number;
  /** ln of the factor by which cosines become logits. */
  logitScale: number;
  /** The sides that get a matrix. */
  sides: Modality[];
  /** Shape [pictures, dims], of unit length. Those without a pair only compete when it is measured. */
  pictures: Float32Array;
  /** Shape [captions, dims], of unit length. */
  captions: Float32Array;
  pairs: CaptionPair[];
  /** Pictures that are not what a caption means. */
  wrong: CaptionPair[];
  parts: TeachParts;
  general: GeneralPairs;
}

/** The pairs in three parts, by their positions. */
export interface TeachParts {
  learned: number[];
  /** Tells when to stop. */
  watched: number[];
  /** Seen by neither; what is reported is measured on these. */
  measured: number[];
}

/** A point of the curves. */
export interface TeachPoint {
  step: number;
  /** Contrastive losses in nats. */
  learnedLoss: number;
  watchedLoss: number;
  /** R@10 on the general pairs. */
  generalR10: number;
}

export interface TeachProgress {
  curve: TeachPoint[];
  step: number;
  maxSteps: number;
  /** Milliseconds a step takes. */
  stepMs: number;
}

/** Positions of the right pictures, from 1. */
export interface RanksBeforeAfter {
  before: number[];
  after: number[];
}

export interface TeachOutcome {
  matrices: Adapter['matrices'];
  /** The step whose matrices these are; 0 where no later one was better. */
  step: number;
  curve: TeachPoint[];
  /** In the order of `parts.measured`. */
  measured: RanksBeforeAfter;
  general: RanksBeforeAfter;
}
