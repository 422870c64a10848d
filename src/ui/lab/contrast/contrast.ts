import {
  type ContrastiveLoss,
  contrastiveLoss,
  logits,
  type SigmoidLoss,
  sigmoid,
  sigmoidLoss,
  softmax,
} from '../../../app';

/** What is drawn in a cell of the matrix. */
export type View = 'cosine' | 'row' | 'column' | 'sigmoid';

/** The similarity matrix of n pairs and all that follows of it; pictures down, captions across. */
export interface Contrast {
  n: number;
  /** Every one of shape [n, n], row-major. */
  values: Record<View | 'logit', ArrayLike<number>>;
  loss: ContrastiveLoss;
  sigmoidLoss: SigmoidLoss;
}

/**
 * @param cosines shape [n, n], row-major; pair i is row i and column i
 * @param logitScale ln of the factor by which cosines become logits
 * @param bias added to the logits for the sigmoid
 */
export function contrastOf(
  cosines: ArrayLike<number>,
  n: number,
  { logitScale, bias }: { logitScale: number; bias: number },
): Contrast {
  const scaled = logits(cosines, logitScale);
  const shifted = scaled.map((logit) => logit + bias);
  const row = new Float64Array(n * n);
  const column = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    row.set(softmax(scaled.slice(i * n, (i + 1) * n)), i * n);
    const down = softmax(Array.from({ length: n }, (_, k) => scaled[k * n + i]!));
    for (const [k, p] of down.entries()) column[k * n + i] = p;
  }
  return {
    n,
    values: { cosine: cosines, logit: scaled, row, column, sigmoid: shifted.map(sigmoid) },
    loss: contrastiveLoss(scaled, n),
    sigmoidLoss: sigmoidLoss(shifted, n),
  };
}

/** Pairs by the mean of their two losses, worst first. */
export function worstPairs({ loss, n }: Contrast, count: number): { pair: number; loss: number }[] {
  return Array.from({ length: n }, (_, pair) => ({
    pair,
    loss: (loss.perImage[pair]! + loss.perText[pair]!) / 2,
  }))
    .sort((a, b) => b.loss - a.loss)
    .slice(0, count);
}

export interface Confused {
  picture: number;
  caption: number;
  /** Of the caption for the picture, and of the picture for the caption. */
  row: number;
  column: number;
}

/** Pictures and captions of different pairs that are taken for each other, most so first. */
export function confusions({ values, n }: Contrast, count: number): Confused[] {
  const all: Confused[] = [];
  for (let picture = 0; picture < n; picture++) {
    for (let caption = 0; caption < n; caption++) {
      const at = picture * n + caption;
      const row = values.row[at]!;
      const column = values.column[at]!;
      if (picture !== caption && Math.max(row, column) >= 0.1)
        all.push({ picture, caption, row, column });
    }
  }
  return all.sort((a, b) => b.row + b.column - a.row - a.column).slice(0, count);
}

/** How full a cell is drawn, 0 to 1. */
export function fillOf({ values, n }: Contrast, view: View): (at: number) => number {
  const shown = values[view];
  if (view !== 'cosine') return (at) => shown[at]!;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < n * n; at++) {
    low = Math.min(low, shown[at]!);
    high = Math.max(high, shown[at]!);
  }
  return (at) => (high > low ? (shown[at]! - low) / (high - low) : 1);
}
