import { softmax } from './similarity';

export interface ContrastiveLoss {
  /** Cross-entropy of each image over the texts (rows of the matrix); shape [n]. */
  perImage: number[];
  /** Cross-entropy of each text over the images (columns); shape [n]. */
  perText: number[];
  image: number;
  text: number;
  /** (image + text) / 2. */
  final: number;
}

/**
 * The symmetric contrastive loss of CLIP (Radford et al. 2021, figure 3):
 * pair i is the right answer of row i and of column i.
 *
 *     image loss of i = −ln softmax(row i)[i]        text loss of i = −ln softmax(column i)[i]
 *     final           = (mean image loss + mean text loss) / 2
 *
 * @param logits shape [n, n], row-major: images down, texts across, already scaled
 * @param n number of pairs, at least 1
 * @returns losses in nats
 * @throws {RangeError} when the matrix is not n × n
 */
export function contrastiveLoss(logits: ArrayLike<number>, n: number): ContrastiveLoss {
  const { rows, columns } = rowsAndColumns(logits, n);
  const perImage = rows.map(crossEntropy);
  const perText = columns.map(crossEntropy);
  const image = mean(perImage);
  const text = mean(perText);
  return { perImage, perText, image, text, final: (image + text) / 2 };
}

/**
 * Gradient of the final contrastive loss with respect to the logits:
 *
 *     ∂L/∂l_ij = (softmax(row i)[j] − [i = j] + softmax(column j)[i] − [i = j]) / 2n
 *
 * @param logits shape [n, n], row-major
 * @returns shape [n, n], row-major; sums to 0
 * @throws {RangeError} when the matrix is not n × n
 */
export function contrastiveGradient(logits: ArrayLike<number>, n: number): Float64Array {
  const { rows, columns } = rowsAndColumns(logits, n);
  const byRow = rows.map((row) => softmax(row));
  const byColumn = columns.map((column) => softmax(column));
  return Float64Array.from({ length: n * n }, (_, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    return (byRow[i]![j]! + byColumn[j]![i]! - (i === j ? 2 : 0)) / (2 * n);
  });
}

export interface SigmoidLoss {
  /** Sum over the texts of each image's losses; shape [n]. */
  perImage: number[];
  /** Sum over the images of each text's losses; shape [n]. */
  perText: number[];
  /** Mean of `perImage`, which is that of `perText`. */
  final: number;
}

/**
 * The sigmoid loss of SigLIP (Zhai et al. 2023, "Sigmoid Loss for Language Image Pre-Training",
 * equation 1): every cell is a question of its own, whether picture and text belong together.
 *
 *     L = −(1/n) Σ_i Σ_j ln σ(z_ij · l_ij),   z_ij = 1 where i = j, else −1
 *
 * @param logits shape [n, n], row-major: scale × cosine + bias
 * @param n number of pairs, at least 1
 * @returns losses in nats
 * @throws {RangeError} when the matrix is not n × n
 */
export function sigmoidLoss(logits: ArrayLike<number>, n: number): SigmoidLoss {
  const { rows, columns } = rowsAndColumns(logits, n);
  const sum = (line: number[], own: number) =>
    line.reduce((total, l, at) => total + softplus(at === own ? -l : l), 0);
  const perImage = rows.map(sum);
  return { perImage, perText: columns.map(sum), final: mean(perImage) };
}

/**
 * Gradient of the sigmoid loss with respect to the logits: ∂L/∂l_ij = (σ(l_ij) − [i = j]) / n.
 *
 * @param logits shape [n, n], row-major
 * @returns shape [n, n], row-major
 * @throws {RangeError} when the matrix is not n × n
 */
export function sigmoidGradient(logits: ArrayLike<number>, n: number): Float64Array {
  checkShape(logits, n);
  return Float64Array.from(
    { length: n * n },
    (_, at) => (sigmoid(logits[at]!) - (at % (n + 1) === 0 ? 1 : 0)) / n,
  );
}

/** σ(x) = 1 / (1 + e^−x). */
export function sigmoid(x: number): number {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** ln(1 + eˣ) = −ln σ(−x), without overflow. */
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** −ln softmax(line)[own], by the logarithm of the sum so that small probabilities keep theirs. */
function crossEntropy(line: number[], own: number): number {
  const max = line.reduce((a, b) => Math.max(a, b));
  const sum = line.reduce((total, l) => total + Math.exp(l - max), 0);
  return max + Math.log(sum) - line[own]!;
}

const mean = (xs: number[]): number => xs.reduce((s, x) => s + x, 0) / xs.length;

function checkShape(logits: ArrayLike<number>, n: number): void {
  if (n < 1 || logits.length !== n * n) {
    throw new RangeError(`expected ${n}×${n} logits, got ${logits.length} values`);
  }
}

function rowsAndColumns(logits: ArrayLike<number>, n: number) {
  checkShape(logits, n);
  const line = (start: number, step: number) =>
    Array.from({ length: n }, (_, k) => logits[start + k * step]!);
  return {
    rows: Array.from({ length: n }, (_, i) => line(i * n, 1)),
    columns: Array.from({ length: n }, (_, j) => line(j, n)),
  };
}
