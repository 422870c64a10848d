/** Most neighbours of one picture: hundreds of scans of one form are not all compared. */
const maxNeighbours = 32;

/**
 * For each of many unit vectors its nearest ones above a cosine, found exactly but for a
 * sieve: the signs of two vectors that near agree in more than two thirds of the dimensions,
 * and counting signs takes a tenth of the time of multiplying.
 */
export class NearPictures {
  private readonly signs: Int32Array;
  private readonly wordCount: number;
  /** Signs that may differ. */
  private readonly maxDifferent: number;

  /**
   * @param vectors shape [count, dims], each of unit length
   * @param minCosine at least .7: below, the sieve drops pairs that it should not
   */
  constructor(
    private readonly vectors: Float32Array,
    private readonly dims: number,
    private readonly minCosine: number,
  ) {
    this.wordCount = Math.ceil(dims / 32);
    this.maxDifferent = Math.floor(dims / 3);
    this.signs = signsOf(vectors, dims, this.wordCount);
  }

  get count(): number {
    return this.vectors.length / this.dims;
  }

  /** The nearest to one, nearest first. */
  near(i: number): { index: number; cosine: number }[] {
    const found: { index: number; cosine: number }[] = [];
    for (let j = 0; j < this.count; j++) {
      if (j === i || this.different(i, j) > this.maxDifferent) continue;
      const cosine = this.cosine(i, j);
      if (cosine >= this.minCosine) found.push({ index: j, cosine });
    }
    return found.sort((a, b) => b.cosine - a.cosine).slice(0, maxNeighbours);
  }

  /** In how many dimensions the signs of two differ. */
  private different(i: number, j: number): number {
    const { signs, wordCount } = this;
    let count = 0;
    for (let a = i * wordCount, b = j * wordCount, end = a + wordCount; a < end; a++, b++) {
      // Bits of a word counted in parallel (Hacker's Delight, 5-1).
      let bits = signs[a]! ^ signs[b]!;
      bits -= (bits >>> 1) & 0x55555555;
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  private cosine(i: number, j: number): number {
    const { vectors, dims } = this;
    let sum = 0;
    for (let k = 0; k < dims; k++) sum += vectors[i * dims + k]! * vectors[j * dims + k]!;
    return sum;
  }
}

function signsOf(vectors: Float32Array, dims: number, wordCount: number): Int32Array {
  const count = vectors.length / dims;
  const signs = new Int32Array(count * wordCount);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < dims; k++) {
      if (vectors[i * dims + k]! > 0) signs[i * wordCount + (k >> 5)]! |= 1 << (k & 31);
    }
  }
  return signs;
}
