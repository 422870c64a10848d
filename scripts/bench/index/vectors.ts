/** Rows that are made at a time. */
export const batchRows = 1000;

/** Whole numbers below 2 ** 32 (xorshift, Marsaglia 2003). */
function randomOf(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}

/** 65,536 draws from a normal distribution (Box and Muller). */
function normals(): Float32Array {
  const random = randomOf(12345);
  const uniform = () => (random() + 1) / (2 ** 32 + 1);
  return Float32Array.from(
    { length: 65_536 },
    () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}

/** Length of what is added to a centre: along real differences, and in any direction. */
const spread = { along: 0.5, any: 0.3 };

/**
 * Vectors for the benchmark, the same for every engine: first the real ones, then clusters
 * around each of them, drawn out in directions in which real ones differ.
 */
export class Vectors {
  private readonly normal = normals();

  /** @param real shape [any, dims], each of unit length */
  constructor(
    readonly dims: number,
    readonly real: Float32Array,
  ) {}

  /** Rows `from` to `from + count`, shape [count, dims]. */
  rows(from: number, count: number): Float32Array {
    const { dims, real } = this;
    const known = real.length / dims;
    const rows = new Float32Array(count * dims);
    for (let i = 0; i < count; i++) {
      const row = rows.subarray(i * dims, (i + 1) * dims);
      const n = from + i;
      if (n < known) row.set(real.subarray(n * dims, (n + 1) * dims));
      else this.draw(row, n);
    }
    return rows;
  }

  /** Vectors that are no rows but drawn as they are, shape [count, dims]. */
  aside(count: number): Float32Array {
    const rows = new Float32Array(count * this.dims);
    for (let i = 0; i < count; i++) {
      this.draw(rows.subarray(i * this.dims, (i + 1) * this.dims), 2 ** 30 + i);
    }
    return rows;
  }

  private draw(row: Float32Array, seed: number): void {
    const { dims, real, normal } = this;
    const random = randomOf(Math.imul(seed + 1, 2_654_435_761) | 1);
    for (let i = 0; i < 4; i++) random();
    const known = real.length / dims;
    const pick = () => (random() % known) * dims;
    const centre = pick();
    const a = pick();
    const b = pick();
    const noise = random() & 0xffff;
    const stride = (random() & 0xffff) | 1;
    const any = spread.any / Math.sqrt(dims);
    let square = 0;
    for (let d = 0; d < dims; d++) {
      const along = spread.along * (real[a + d]! - real[b + d]!);
      const x = real[centre + d]! + along + any * normal[(noise + d * stride) & 0xffff]!;
      row[d] = x;
      square += x * x;
    }
    const length = Math.sqrt(square);
    for (let d = 0; d < dims; d++) row[d]! /= length;
  }
}
