import { contrastiveGradient, contrastiveLoss } from './losses';

export type Side = 'image' | 'text';

/**
 * A residual linear map on top of the encoder: unit(x + A·x), with A = 0 at the start, so that it
 * begins as the identity. Each A has shape [dims, dims], row-major; a side without one stays as it is.
 */
export type Adapter = Partial<Record<Side, Float32Array>>;

/** n pairs of unit vectors, each of shape [n, dims], row-major; pair i is row i of both. */
export interface Pairs {
  n: number;
  dims: number;
  image: Float32Array;
  text: Float32Array;
}

export function newAdapter(sides: readonly Side[], dims: number): Adapter {
  return Object.fromEntries(sides.map((side) => [side, new Float32Array(dims * dims)]));
}

/**
 * Applies one side's matrix to stored embeddings, which need not be made anew.
 *
 * @param vectors shape [count, dims], row-major, of unit length
 * @returns the same shape, of unit length
 */
export function adapt(
  matrix: Float32Array | undefined,
  vectors: Float32Array,
  dims: number,
): Float32Array {
  return matrix ? forward(matrix, vectors, dims).unit : vectors;
}

/**
 * The contrastive loss of adapted pairs and its gradient with respect to the matrices. With
 * y = x + A·x, u = y/‖y‖ and L the loss over logits exp(s)·u·v:
 *
 *     ∂L/∂y_i = (g_i − (g_i·u_i) u_i) / ‖y_i‖,   g_i = exp(s) Σ_j ∂L/∂l_ij v_j
 *     ∂L/∂A   = Σ_i ∂L/∂y_i x_iᵀ
 *
 * @param logitScale s, held as it is
 * @returns the loss in nats and a gradient of shape [dims, dims] for each side that has a matrix
 */
export function adapterGradient(
  pairs: Pairs,
  adapter: Adapter,
  logitScale: number,
): { loss: number; gradient: Adapter } {
  const { n, dims } = pairs;
  const image = adaptedSide(adapter.image, pairs.image, dims);
  const text = adaptedSide(adapter.text, pairs.text, dims);
  const scale = Math.exp(logitScale);
  const logits = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      logits[i * n + j] = scale * dot(image.unit, i * dims, text.unit, j * dims, dims);
    }
  }
  const byLogit = contrastiveGradient(logits, n);
  const gradient: Adapter = {};
  if (adapter.image) {
    const weightOf = (i: number, j: number) => scale * byLogit[i * n + j]!;
    gradient.image = matrixGradient(pairs.image, image, text.unit, weightOf, dims);
  }
  if (adapter.text) {
    const weightOf = (j: number, i: number) => scale * byLogit[i * n + j]!;
    gradient.text = matrixGradient(pairs.text, text, image.unit, weightOf, dims);
  }
  return { loss: contrastiveLoss(logits, n).final, gradient };
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
  const unit = new Float32Array(vectors.length);
  const lengths = new Float32Array(count);
  for (let k = 0; k < count; k++) {
    const at = k * dims;
    let sum = 0;
    for (let r = 0; r < dims; r++) {
      const y = vectors[at + r]! + dot(matrix, r * dims, vectors, at, dims);
      unit[at + r] = y;
      sum += y * y;
    }
    const length = Math.sqrt(sum) || 1;
    lengths[k] = length;
    for (let r = 0; r < dims; r++) unit[at + r]! /= length;
  }
  return { unit, lengths };
}

function matrixGradient(
  vectors: Float32Array,
  { unit, lengths }: Adapted,
  others: Float32Array,
  weightOf: (own: number, other: number) => number,
  dims: number,
): Float32Array {
  const n = lengths.length;
  const gradient = new Float32Array(dims * dims);
  const g = new Float32Array(dims);
  for (let i = 0; i < n; i++) {
    g.fill(0);
    for (let j = 0; j < n; j++) addScaled(g, 0, others, j * dims, weightOf(i, j), dims);
    const along = dot(g, 0, unit, i * dims, dims);
    for (let r = 0; r < dims; r++) {
      const slope = (g[r]! - along * unit[i * dims + r]!) / lengths[i]!;
      addScaled(gradient, r * dims, vectors, i * dims, slope, dims);
    }
  }
  return gradient;
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
