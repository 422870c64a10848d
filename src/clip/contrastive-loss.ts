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
 * @param logits shape [n, n], row-major: images down, texts across, already scaled
 * @param n number of pairs, at least 1
 * @returns losses in nats
 * @throws {RangeError} when the matrix is not n × n
 */
export function contrastiveLoss(logits: ArrayLike<number>, n: number): ContrastiveLoss {
  if (n < 1 || logits.length !== n * n) {
    throw new RangeError(`expected ${n}×${n} logits, got ${logits.length} values`);
  }
  const perImage: number[] = [];
  const perText: number[] = [];
  for (let i = 0; i < n; i++) {
    const row = Array.from({ length: n }, (_, j) => logits[i * n + j]!);
    const column = Array.from({ length: n }, (_, j) => logits[j * n + i]!);
    perImage.push(-Math.log(softmax(row)[i]!));
    perText.push(-Math.log(softmax(column)[i]!));
  }
  const mean = (xs: number[]) => xs.reduce((s, x) => s + x, 0) / n;
  const image = mean(perImage);
  const text = mean(perText);
  return { perImage, perText, image, text, final: (image + text) / 2 };
}
