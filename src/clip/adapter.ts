import type { Modality } from '../core';
import { contrastiveGradient, contrastiveLoss } from './losses';
import { timesTransposed, transpose } from './matrix';

/**
 * A residual linear map on top of the encoder: unit(x + A·x), with A = 0 at the start, so that it
 * begins as the identity. Each A has shape [dims, dims], row-major; a side without one stays as it is.
 */
export type AdapterMatrices = Partial<Record<Modality, Float32Array>>;

/** n pairs of unit vectors, each of shape [n, dims], row-major; pair i is row i of both. */
export interface Pairs {
  n: number;
  dims: number;
  image: Float32Array;
  text: Float32Array;
}

/** Pictures that are not what some texts mean. */
export interface WrongPictures {
  /** Unit vectors of shape [wrong, dims], row-major. */
  image: Float32Array;
  /** Of each, the pair whose text it was wrongly found by. */
  pair: readonly number[];
}

export function newAdapter(sides: readonly Modality[], dims: number): AdapterMatrices {
  return Object.fromEntries(sides.map((side) => [side, new Float32Array(dims * dims)]));
}

/**
 * Applies one side's matrix to stored embeddings, which need not be made anew. One that it makes
 * nothing of, zeros or undefined numbers, stays as it is.
 *
 * @param vectors shape [count, dims], row-major, of unit length
 * @returns the same shape, of unit length
 */
export function adapt(
  matrix: Float32Array | undefined,
  vectors: Float32Array,
  dims: number,
): Float32Array {
  if (!matrix) return vectors;
  const { unit } = forward(matrix, vectors, dims);
  for (let start = 0; start < unit.length; start += dims) {
    const length = Math.sqrt(dot(unit, start, unit, start, dims));
    if (Math.abs(length - 1) < 1e-3) continue;
    unit.set(vectors.subarray(start, start + dims), start);
  }
  return unit;
}

/**
 * The vector with which embeddings as they are have, but for a factor of each, the cosines that
 * adapted embeddings have with an adapted query u: u·(x + A·x) = (u + Aᵀ·u)·x.
 *
 * @param query u, shape [dims]
 * @returns shape [dims], of unit length
 */
export function pullBack(matrix: Float32Array | undefined, query: Float32Array): Float32Array {
  const dims = query.length;
  return matrix ? forward(transpose(matrix, dims), query, dims).unit : query;
}

/**
 * The contrastive loss of adapted pairs and its gradient with respect to the matrices. With
 * y = x + A·x, u = y/‖y‖ and L the loss over logits exp(s)·u·v:
 *
 *     ∂L/∂y_i = (g_i − (g_i·u_i) u_i) / ‖y_i‖,   g_i = exp(s) Σ_j ∂L/∂l_ij v_j
 *     ∂L/∂A   = Σ_i ∂L/∂y_i x_iᵀ
 *
 * A wrong picture w of a text j is one more candidate in the softmax of that text alone.
 *
 * @param logitScale s, held as it is
 * @returns the loss in nats and a gradient of shape [dims, dims] for each side that has a matrix
 */
export function adapterGradient(
  pairs: Pairs,
  adapter: AdapterMatrices,
  logitScale: number,
  wrong: WrongPictures = { image: new Float32Array(0), pair: [] },
): { loss: number; gradient: AdapterMatrices } {
  const { n, dims } = pairs;
  const image = adaptedSide(adapter.image, pairs.image, dims);
  const text = adaptedSide(adapter.text, pairs.text, dims);
  const others = adaptedSide(adapter.image, wrong.image, dims);
  const scale = Math.exp(logitScale);
  const logits = timesTransposed(image.unit, text.unit, dims).map((cosine) => scale * cosine);
  const otherLogits = wrong.pair.map(
    (pair, w) => scale * dot(others.unit, w * dims, text.unit, pair * dims, dims),
  );
  const slopes = Float32Array.from(contrastiveGradient(logits, n));
  const losses = contrastiveLoss(logits, n);
  const otherSlopes = addWrong(slopes, losses.perText, logits, otherLogits, wrong.pair);
  const loss = (losses.image + losses.perText.reduce((sum, one) => sum + one, 0) / n) / 2;

  const scaled = slopes.map((slope) => scale * slope);
  const gradient: AdapterMatrices = {};
  if (adapter.image) {
    const byImage = timesTransposed(scaled, transpose(text.unit, dims), n);
    gradient.image = matrixGradient(pairs.image, image, byImage, dims);
    if (wrong.pair.length > 0) {
      const byOther = new Float32Array(wrong.image.length);
      for (const [w, pair] of wrong.pair.entries()) {
        addScaled(byOther, w * dims, text.unit, pair * dims, scale * otherSlopes[w]!, dims);
      }
      const more = matrixGradient(wrong.image, others, byOther, dims);
      addScaled(gradient.image, 0, more, 0, 1, dims * dims);
    }
  }
  if (adapter.text) {
    const byText = timesTransposed(transpose(scaled, n), transpose(image.unit, dims), n);
    for (const [w, pair] of wrong.pair.entries()) {
      addScaled(byText, pair * dims, others.unit, w * dims, scale * otherSlopes[w]!, dims);
    }
    gradient.text = matrixGradient(pairs.text, text, byText, dims);
  }
  return { loss, gradient };
}

/**
 * Widens the softmax of each text by its wrong pictures, whose share the others give up.
 *
 * @param slopes ∂L/∂l, shape [n, n], in place
 * @param perText loss of each text, shape [n], in place
 * @returns ∂L/∂l of the wrong pictures
 */
function addWrong(
  slopes: Float32Array,
  perText: number[],
  logits: Float32Array,
  otherLogits: readonly number[],
  pairOf: readonly number[],
): number[] {
  const n = perText.length;
  const otherSlopes = otherLogits.map(() => 0);
  const byPair = Map.groupBy(pairOf.keys(), (w) => pairOf[w]!);
  for (const [j, wrong] of byPair) {
    // −ln softmax(column)[j] = ln Σ exp(l) − l_jj, so the loss tells the sum that there is.
    const sum = perText[j]! + logits[j * n + j]!;
    const more = wrong.reduce((total, w) => total + Math.exp(otherLogits[w]! - sum), 0);
    const kept = 1 / (1 + more);
    for (let i = 0; i < n; i++) {
      const probability = Math.exp(logits[i * n + j]! - sum);
      slopes[i * n + j]! -= (probability * (1 - kept)) / (2 * n);
    }
    for (const w of wrong) {
      otherSlopes[w] = (Math.exp(otherLogits[w]! - sum) * kept) / (2 * n);
    }
    perText[j]! += Math.log1p(more);
  }
  return otherSlopes;
}

export interface AdamOptions {
  /** Step size. */
  rate: number;
  /** Share of each weight that is taken off at a step, times the rate (Loshchilov & Hutter 2019). */
  weightDecay: number;
}

/** Adam (Kingma & Ba 2015, algorithm 1) with decoupled weight decay, on one matrix in place. */
export class Adam {
  private readonly mean: Float32Array;
  private readonly square: Float32Array;
  private step = 0;

  constructor(
    private readonly weights: Float32Array,
    private readonly options: AdamOptions,
  ) {
    this.mean = new Float32Array(weights.length);
    this.square = new Float32Array(weights.length);
  }

  update(gradient: Float32Array): void {
    const { weights, mean, square } = this;
    const { rate, weightDecay } = this.options;
    this.step += 1;
    const meanShare = 1 - firstDecay ** this.step;
    const squareShare = 1 - secondDecay ** this.step;
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i]!;
      mean[i] = firstDecay * mean[i]! + (1 - firstDecay) * g;
      square[i] = secondDecay * square[i]! + (1 - secondDecay) * g * g;
      const direction = mean[i]! / meanShare / (Math.sqrt(square[i]! / squareShare) + epsilon);
      weights[i]! -= rate * (direction + weightDecay * weights[i]!);
    }
  }
}

/** Defaults of the paper: β₁, β₂, ε. */
const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-8;

interface Adapted {
  /** Shape [n, dims]. */
  unit: Float32Array;
  /** ‖y‖ of each; shape [n]. */
  lengths: Float32Array;
}

function adaptedSide(
  matrix: Float32Array | undefined,
  vectors: Float32Array,
  dims: number,
): Adapted {
  if (matrix) return forward(matrix, vectors, dims);
  return { unit: vectors, lengths: new Float32Array(vectors.length / dims).fill(1) };
}

function forward(matrix: Float32Array, vectors: Float32Array, dims: number): Adapted {
  const count = vectors.length / dims;
  const unit = timesTransposed(vectors, matrix, dims);
  const lengths = new Float32Array(count);
  for (let k = 0; k < count; k++) {
    const at = k * dims;
    addScaled(unit, at, vectors, at, 1, dims);
    const length = Math.sqrt(dot(unit, at, unit, at, dims)) || 1;
    lengths[k] = length;
    for (let r = at; r < at + dims; r++) unit[r]! /= length;
  }
  return { unit, lengths };
}

/**
 * @param towards g, shape [n, dims], row-major
 * @returns Σ_i ∂L/∂y_i x_iᵀ, shape [dims, dims]
 */
function matrixGradient(
  vectors: Float32Array,
  { unit, lengths }: Adapted,
  towards: Float32Array,
  dims: number,
): Float32Array {
  const slopes = new Float32Array(vectors.length);
  for (const [i, length] of lengths.entries()) {
    const at = i * dims;
    const along = dot(towards, at, unit, at, dims);
    for (let r = at; r < at + dims; r++) slopes[r] = (towards[r]! - along * unit[r]!) / length;
  }
  return timesTransposed(transpose(slopes, dims), transpose(vectors, dims), lengths.length);
}

function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, dims: number): number {
  let sum = 0;
  for (let d = 0; d < dims; d++) sum += a[aAt + d]! * b[bAt + d]!;
  return sum;
}

function addScaled(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  fromAt: number,
  factor: number,
  dims: number,
): void {
  for (let d = 0; d < dims; d++) to[toAt + d]! += factor * from[fromAt + d]!;
}
