/** Square luminance picture, row-major, 0 to 255. */
export interface Luminance {
  side: number;
  pixels: Float32Array;
}

/**
 * Where a picture's points lie in another one: x' = scaleX · x + moveX, the same for y, with
 * both axes from -1 to 1.
 */
export interface Alignment {
  scaleX: number;
  moveX: number;
  scaleY: number;
  moveY: number;
}

type Axis = readonly [scale: number, move: number];

/** An axis as it is, cut by a twentieth or a tenth at either end or at both, and the reverse. */
const axisStarts: readonly Axis[] = [
  [1, 0],
  ...[0.95, 0.91, 1 / 0.95, 1 / 0.91].flatMap((scale): Axis[] =>
    [-1, 0, 1].map((end): Axis => [scale, end * (1 - scale)]),
  ),
];

/** The roughly best alignment, one axis after the other, and the correlation with it. */
export function roughAlignment(a: Luminance, b: Luminance): [Alignment, correlation: number] {
  let best: [Alignment, number] = [{ scaleX: 1, moveX: 0, scaleY: 1, moveY: 0 }, -1];
  const tryStart = (change: Partial<Alignment>) => {
    const alignment = { ...best[0], ...change };
    const correlation = correlationOf(warped(a, alignment), b.pixels);
    if (correlation > best[1]) best = [alignment, correlation];
  };
  const tryX = () => {
    for (const [scaleX, moveX] of axisStarts) tryStart({ scaleX, moveX });
  };
  tryX();
  for (const [scaleY, moveY] of axisStarts) tryStart({ scaleY, moveY });
  tryX();
  return best;
}

/** The picture `a` laid over another; NaN where that one has something that `a` has not. */
export function warped(a: Luminance, alignment: Alignment): Float32Array {
  const { side, pixels } = a;
  const out = new Float32Array(side * side).fill(Number.NaN);
  const columns = sampled(side, alignment.scaleX, alignment.moveX);
  const rows = sampled(side, alignment.scaleY, alignment.moveY);
  for (let y = 0; y < side; y++) {
    const { at: y0, part: py } = rows[y]!;
    if (y0 < 0) continue;
    for (let x = 0; x < side; x++) {
      const { at: x0, part: px } = columns[x]!;
      if (x0 < 0) continue;
      const i = y0 * side + x0;
      const top = pixels[i]! + (pixels[i + 1]! - pixels[i]!) * px;
      const bottom = pixels[i + side]! + (pixels[i + side + 1]! - pixels[i + side]!) * px;
      out[y * side + x] = top + (bottom - top) * py;
    }
  }
  return out;
}

/** For each pixel of an axis the one before it in the source, -1 outside, and how far on. */
function sampled(side: number, scale: number, move: number): { at: number; part: number }[] {
  const half = side / 2;
  return Array.from({ length: side }, (_, x) => {
    const from = (scale * ((x + 0.5) / half - 1) + move + 1) * half - 0.5;
    if (from < -0.5 || from > side - 0.5) return { at: -1, part: 0 };
    const at = Math.max(0, Math.min(side - 2, Math.floor(from)));
    return { at, part: Math.max(0, Math.min(1, from - at)) };
  });
}

/** Pearson's correlation over what is not NaN. */
function correlationOf(a: Float32Array, b: Float32Array): number {
  let [n, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (Number.isNaN(x)) continue;
    n += 1;
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  const spread = (sumAA / n - (sumA / n) ** 2) * (sumBB / n - (sumB / n) ** 2);
  return spread > 0 ? (sumAB / n - (sumA * sumB) / n ** 2) / Math.sqrt(spread) : 0;
}

const maxSteps = 8;

/**
 * Improves an alignment by least squares, with a gain and an offset of brightness free
 * (Lucas and Kanade 1981; Baker and Matthews 2004, part 3).
 *
 * @returns undefined where the two do not overlap by half
 */
export function refined(a: Luminance, b: Luminance, start: Alignment): Alignment | undefined {
  let alignment = start;
  for (let step = 0; step < maxSteps; step++) {
    const change = stepOf(a, b, alignment);
    if (!change) return undefined;
    const [scaleX, moveX, scaleY, moveY] = change;
    alignment = {
      scaleX: alignment.scaleX + scaleX,
      moveX: alignment.moveX + moveX,
      scaleY: alignment.scaleY + scaleY,
      moveY: alignment.moveY + moveY,
    };
    // A tenth of a pixel, of which there are half as many as the axis is long.
    if (Math.max(...change.map(Math.abs)) < 0.2 / a.side) break;
  }
  return alignment;
}

/** Unknowns of a step: gain and offset of brightness, then the four of the alignment. */
const unknowns = 6;
const maxChange = 0.15;

type Change = [scaleX: number, moveX: number, scaleY: number, moveY: number];

function stepOf(a: Luminance, b: Luminance, alignment: Alignment): Change | undefined {
  const { side } = a;
  const half = side / 2;
  const laid = warped(a, alignment);
  const fit = lineFit(laid, b.pixels);
  if (fit.count < laid.length / 2) return undefined;
  const { gain, offset } = fit;
  // A gain near 0, as of two unrelated pictures, would make the steps endless.
  const slope = Math.max(gain, 0.2);
  const normal = new Float64Array(unknowns * unknowns);
  const right = new Float64Array(unknowns);
  const row = new Float64Array(unknowns);
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const i = y * side + x;
      const dx = ((laid[i + 1]! - laid[i - 1]!) / 2) * (half / alignment.scaleX);
      const dy = ((laid[i + side]! - laid[i - side]!) / 2) * (half / alignment.scaleY);
      // At the edge of the overlap there is no slope to go by.
      if (Number.isNaN(dx + dy + laid[i]!)) continue;
      const [u, v] = [(x + 0.5) / half - 1, (y + 0.5) / half - 1];
      row.set([laid[i]!, 1, slope * dx * u, slope * dx, slope * dy * v, slope * dy]);
      addRow(normal, right, row, b.pixels[i]! - gain * laid[i]! - offset);
    }
  }
  const solved = solve(normal, right);
  if (!solved) return undefined;
  const limited = solved.subarray(2).map((x) => Math.max(-maxChange, Math.min(maxChange, x)));
  return [limited[0]!, limited[1]!, limited[2]!, limited[3]!];
}

/** The line b = gain · a + offset through all pairs of pixels where `a` is not NaN. */
export function lineFit(a: Float32Array, b: Float32Array) {
  let [count, sumA, sumB, sumAA, sumAB] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    if (Number.isNaN(x)) continue;
    count += 1;
    sumA += x;
    sumB += b[i]!;
    sumAA += x * x;
    sumAB += x * b[i]!;
  }
  const variance = sumAA / count - (sumA / count) ** 2;
  const gain = variance > 0 ? (sumAB / count - (sumA * sumB) / count ** 2) / variance : 0;
  return { count, gain, offset: (sumB - gain * sumA) / count };
}

function addRow(
  normal: Float64Array,
  right: Float64Array,
  row: Float64Array,
  residual: number,
): void {
  for (let i = 0; i < unknowns; i++) {
    right[i]! += row[i]! * residual;
    for (let j = 0; j < unknowns; j++) normal[i * unknowns + j]! += row[i]! * row[j]!;
  }
}

/** Gauss's elimination of a positive definite system; undefined where it is singular. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const n = right.length;
  for (let i = 0; i < n; i++) matrix[i * n + i]! *= 1.001;
  for (let i = 0; i < n; i++) {
    const pivot = matrix[i * n + i]!;
    if (!(pivot > 1e-9)) return undefined;
    for (let k = i + 1; k < n; k++) {
      const factor = matrix[k * n + i]! / pivot;
      for (let j = i; j < n; j++) matrix[k * n + j]! -= factor * matrix[i * n + j]!;
      right[k]! -= factor * right[i]!;
    }
  }
  const solved = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = right[i]!;
    for (let j = i + 1; j < n; j++) sum -= matrix[i * n + j]! * solved[j]!;
    solved[i] = sum / matrix[i * n + i]!;
  }
  return solved;
}
