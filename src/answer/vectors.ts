/** Inner product of two vectors of one length: of unit vectors the cosine. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Rows of a [count, dims] matrix as views. */
export function rowsOf(matrix: Float32Array, count: number): Float32Array[] {
  const dims = count === 0 ? 0 : matrix.length / count;
  return Array.from({ length: count }, (_, i) => matrix.subarray(i * dims, (i + 1) * dims));
}
