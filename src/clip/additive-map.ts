import { coverSide, coverSquares } from './occlusion';

/** How much a cell keeps to what is known of it beforehand, against one square's fall. */
const priorWeight = 0.3;

/** How much it keeps to each of its neighbours. */
const neighbourWeight = 3;

/**
 * What each cell of a picture is worth, so that the cells under a square sum to what covering them
 * takes from the cosine: a linear surrogate as in LIME (Ribeiro et al. 2016, "Why Should I Trust
 * You?"), fitted by least squares. With falls f_c over squares c, cells i and their neighbours j it
 * minimises
 *
 *     Σ_c (f_c − Σ_{i∈c} w_i)² + 0.3 · Σ_i (w_i − a p_i)² + 3 · Σ_ij (w_i − w_j)²
 *
 * where p are the parts of the cosine that the model itself tells and a ≥ 0 the factor that brings
 * them nearest to the falls. The weights were chosen by the deletion test, see docs/benchmarks.md.
 *
 * @param falls shape [coverSquares], cosine of the whole picture less that of the covered one
 * @param parts shape [coverSide, coverSide], row-major; absent where the model tells none
 * @returns shape [coverSide, coverSide]
 */
export function additiveMap(falls: readonly number[], parts?: ArrayLike<number>): Float32Array {
  const cells = coverSide * coverSide;
  const prior = scaledPrior(falls, parts);
  const matrix = Array.from({ length: cells }, () => new Float64Array(cells));
  const right = Float64Array.from(prior, (part) => priorWeight * part);
  for (let i = 0; i < cells; i++) matrix[i]![i]! += priorWeight;
  for (const [c, square] of cellsOfSquares.entries()) {
    for (const i of square) {
      right[i]! += falls[c]!;
      for (const j of square) matrix[i]![j]! += 1;
    }
  }
  for (const [i, j] of neighbours()) {
    matrix[i]![i]! += neighbourWeight;
    matrix[j]![j]! += neighbourWeight;
    matrix[i]![j]! -= neighbourWeight;
    matrix[j]![i]! -= neighbourWeight;
  }
  return Float32Array.from(solve(matrix, right));
}

const cellsOfSquares = coverSquares.map(({ left, top, right, bottom }) => {
  const inside: number[] = [];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) inside.push(row * coverSide + column);
  }
  return inside;
});

/** The parts times the factor, not below 0, that makes their sums under squares fit the falls best. */
function scaledPrior(falls: readonly number[], parts: ArrayLike<number> | undefined): Float64Array {
  const prior = new Float64Array(coverSide * coverSide);
  if (!parts) return prior;
  let both = 0;
  let square = 0;
  for (const [c, cells] of cellsOfSquares.entries()) {
    const sum = cells.reduce((total, cell) => total + parts[cell]!, 0);
    both += sum * falls[c]!;
    square += sum * sum;
  }
  const factor = square > 0 ? Math.max(0, both / square) : 0;
  return prior.map((_, cell) => factor * parts[cell]!);
}

/** Each pair of cells that share an edge, once. */
function neighbours(): [number, number][] {
  const pairs: [number, number][] = [];
  for (let row = 0; row < coverSide; row++) {
    for (let column = 0; column < coverSide; column++) {
      const cell = row * coverSide + column;
      if (column + 1 < coverSide) pairs.push([cell, cell + 1]);
      if (row + 1 < coverSide) pairs.push([cell, cell + coverSide]);
    }
  }
  return pairs;
}

/** Solves a symmetric positive definite system in place, by elimination. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const n = right.length;
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = matrix[i]![k]! / matrix[k]![k]!;
      if (factor === 0) continue;
      for (let j = k; j < n; j++) matrix[i]![j]! -= factor * matrix[k]![j]!;
      right[i]! -= factor * right[k]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let j = i + 1; j < n; j++) sum -= matrix[i]![j]! * right[j]!;
    right[i] = sum / matrix[i]![i]!;
  }
  return right;
}
