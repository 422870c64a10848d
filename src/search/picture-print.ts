import {
  type Alignment,
  type Luminance,
  lineFit,
  refined,
  roughAlignment,
  warped,
} from './alignment';

/** Side of a print in pixels, a power of two. */
export const printSide = 128;

/** The luminance of a picture squeezed to a small square, row-major, 0 to 255. */
export type PicturePrint = Uint8Array;

/**
 * @param rgba shape [{@link printSide}², 4]
 * @returns Rec. 601 luma of each pixel
 */
export function printOf(rgba: Uint8ClampedArray): PicturePrint {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, i) =>
    Math.round(0.299 * rgba[4 * i]! + 0.587 * rgba[4 * i + 1]! + 0.114 * rgba[4 * i + 2]!),
  );
}

/** Sides at which pictures are aligned, coarse to fine; the last is compared at. */
const alignedAt = [16, 32, 64] as const;

/** Below this correlation of the roughly aligned 16 × 16 pixels they are different pictures. */
const minCorrelation = 0.4;

/**
 * Agreement from which two pictures are one, cut, scaled or saved anew. Measured: see
 * docs/benchmarks.md.
 */
const samePicture = 0.7;

/**
 * The same for pictures that are mostly empty, as scanned receipts are: only their few marks
 * tell them apart, so they are compared at twice the resolution and must agree almost wholly.
 */
const sameSparsePicture = 0.95;

/** Share of blocks with any structure below which a picture counts as mostly empty. */
const sparseShare = 0.25;

export interface PictureLikeness {
  /** 0 to 1: what nine tenths of the blocks with any structure agree by at least. */
  agreement: number;
  /** Whether they are the same picture, cut, scaled, brightened or saved anew. */
  isSame: boolean;
}

const unlike: PictureLikeness = { agreement: 0, isSame: false };

/** Lays one picture over the other and compares their structure block by block. */
export function pictureLikeness(a: PicturePrint, b: PicturePrint): PictureLikeness {
  const [levelsOfA, levelsOfB] = [pyramid(a), pyramid(b)];
  const [rough, correlation] = roughAlignment(levelsOfA.get(16)!, levelsOfB.get(16)!);
  if (correlation < minCorrelation) return unlike;
  let alignment: Alignment | undefined = rough;
  for (const side of alignedAt) {
    alignment = refined(levelsOfA.get(side)!, levelsOfB.get(side)!, alignment);
    if (!alignment) return unlike;
  }
  const whole = structureOf(levelsOfA.get(64)!, levelsOfB.get(64)!, alignment);
  if (whole.share >= sparseShare) {
    return { agreement: whole.agreement, isSame: whole.agreement >= samePicture };
  }
  alignment = refined(levelsOfA.get(printSide)!, levelsOfB.get(printSide)!, alignment);
  if (!alignment) return unlike;
  const { agreement } = structureOf(
    levelsOfA.get(printSide)!,
    levelsOfB.get(printSide)!,
    alignment,
  );
  return { agreement, isSame: agreement >= sameSparsePicture };
}

/** A print by the lengths of its side, each half of the one before. */
function pyramid(print: PicturePrint): ReadonlyMap<number, Luminance> {
  const levels = new Map<number, Luminance>();
  let level: Luminance = { side: printSide, pixels: Float32Array.from(print) };
  levels.set(printSide, level);
  while (level.side > alignedAt[0]) {
    level = halved(level);
    levels.set(level.side, level);
  }
  return levels;
}

function halved({ side, pixels }: Luminance): Luminance {
  const half = side / 2;
  const out = new Float32Array(half * half);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const i = 2 * y * side + 2 * x;
      out[y * half + x] =
        (pixels[i]! + pixels[i + 1]! + pixels[i + side]! + pixels[i + side + 1]!) / 4;
    }
  }
  return { side: half, pixels: out };
}

const blockSide = 8;

/** Variance of luminance, both pictures together, below which a block has no structure. */
const minVariance = 160;

/** Fewer blocks than this cannot tell a picture from another. */
const minBlocks = 4;

/**
 * Structure in the sense of SSIM (Wang and others 2004) without its luminance term: twice the
 * covariance of a block by the sum of its variances.
 *
 * @returns the agreement that nine tenths of the blocks with any structure reach, and their
 * share of all blocks where both pictures have something
 */
function structureOf(
  a: Luminance,
  b: Luminance,
  alignment: Alignment,
): { agreement: number; share: number } {
  const laid = warped(a, alignment);
  const { gain } = lineFit(laid, b.pixels);
  const { side } = a;
  const agreements: number[] = [];
  let blocks = 0;
  for (let y = 0; y < side; y += blockSide) {
    for (let x = 0; x < side; x += blockSide) {
      const moments = momentsOf(laid, b.pixels, y * side + x, side);
      if (!moments) continue;
      blocks += 1;
      const variance = gain * gain * moments.varianceA + moments.varianceB;
      if (variance > minVariance) agreements.push((2 * gain * moments.covariance) / variance);
    }
  }
  if (agreements.length < minBlocks) return { agreement: 0, share: 0 };
  agreements.sort((x, y) => x - y);
  const agreement = Math.max(0, agreements[Math.floor(agreements.length / 10)]!);
  return { agreement, share: agreements.length / blocks };
}

/** Undefined where less than half of the block is in both. */
function momentsOf(a: Float32Array, b: Float32Array, start: number, side: number) {
  let [n, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let y = 0; y < blockSide; y++) {
    for (let i = start + y * side, end = i + blockSide; i < end; i++) {
      const [p, q] = [a[i]!, b[i]!];
      if (Number.isNaN(p)) continue;
      n += 1;
      sumA += p;
      sumB += q;
      sumAA += p * p;
      sumBB += q * q;
      sumAB += p * q;
    }
  }
  if (n < (blockSide * blockSide) / 2) return undefined;
  return {
    varianceA: sumAA / n - (sumA / n) ** 2,
    varianceB: sumBB / n - (sumB / n) ** 2,
    covariance: sumAB / n - (sumA * sumB) / n ** 2,
  };
}
