import { UMAP } from 'umap-js';
import { randomNumbers } from '../../core';

/** Each point's nearest, itself first, and their cosines; shape [n][k]. */
interface Neighbours {
  rows: number[][];
  cosines: number[][];
}

/** Half the width of the map at the start. */
const startRadius = 10;

/**
 * A map of n points by UMAP (McInnes, Healy and Melville 2018): near on it lies what is near in the
 * space of the embeddings. The same neighbours give the same map.
 */
export class MapLayout {
  readonly epochs: number;
  private readonly umap: UMAP;

  /** @param start first positions, shape [n, 2] */
  constructor({ rows, cosines }: Neighbours, start: Float32Array) {
    const n = rows.length;
    this.umap = new UMAP({
      nNeighbors: rows[0]!.length,
      minDist: 0.15,
      random: randomNumbers(n),
    });
    const distances = cosines.map((line) =>
      line.map((cosine, j) => (j === 0 ? 0 : Math.max(1e-6, 1 - cosine))),
    );
    this.umap.setPrecomputedKNN(rows, distances);
    // With the neighbours known, of the points themselves only their number is read.
    this.epochs = this.umap.initializeFit(rows);
    // It begins at random; the main axes keep the large shape.
    for (const [i, point] of this.umap.getEmbedding().entries()) {
      point[0] = startRadius * start[2 * i]!;
      point[1] = startRadius * start[2 * i + 1]!;
    }
  }

  /** @returns how many epochs are done */
  step(): number {
    return this.umap.step();
  }

  /** Shape [n, 2], row-major. */
  positions(): Float32Array<ArrayBuffer> {
    return Float32Array.from(this.umap.getEmbedding().flat());
  }
}

const axisSteps = 30;

/**
 * Coordinates along the two main axes, by power iteration (Golub and Van Loan 2013, section 7.3),
 * from -1 to 1.
 *
 * @param vectors shape [n, dims], row-major
 * @returns shape [n, 2], row-major
 */
export function mainAxes(vectors: Float32Array, dims: number): Float32Array {
  const n = vectors.length / dims;
  const mean = meanOf(vectors, dims);
  const random = randomNumbers(dims);
  const positions = new Float32Array(2 * n);
  const found: Float64Array[] = [];
  for (const at of [0, 1]) {
    let axis = Float64Array.from({ length: dims }, () => random() - 0.5);
    for (let step = 0; step < axisSteps; step++) {
      const next = new Float64Array(dims);
      for (let i = 0; i < n; i++) {
        const along = project(vectors, i, mean, axis);
        for (let d = 0; d < dims; d++) next[d]! += along * (vectors[i * dims + d]! - mean[d]!);
      }
      for (const former of found) {
        const share = next.reduce((sum, x, d) => sum + x * former[d]!, 0);
        for (let d = 0; d < dims; d++) next[d]! -= share * former[d]!;
      }
      const length = Math.hypot(...next) || 1;
      axis = next.map((x) => x / length);
    }
    found.push(axis);
    let largest = 1e-9;
    for (let i = 0; i < n; i++) {
      const along = project(vectors, i, mean, axis);
      positions[2 * i + at] = along;
      largest = Math.max(largest, Math.abs(along));
    }
    for (let i = 0; i < n; i++) positions[2 * i + at]! /= largest;
  }
  return positions;
}

function project(vectors: Float32Array, i: number, mean: Float64Array, axis: Float64Array): number {
  const dims = axis.length;
  let sum = 0;
  for (let d = 0; d < dims; d++) sum += (vectors[i * dims + d]! - mean[d]!) * axis[d]!;
  return sum;
}

function meanOf(vectors: Float32Array, dims: number): Float64Array {
  const n = vectors.length / dims;
  const mean = new Float64Array(dims);
  for (let at = 0; at < vectors.length; at++) mean[at % dims]! += vectors[at]! / n;
  return mean;
}
