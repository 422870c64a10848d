/**
 * What each place of a picture adds to its cosine with a query.
 *
 * The patches' embeddings p_i have a mean m whose direction is the picture's embedding e = m / ‖m‖.
 * So cos(q, e) = q·m / ‖m‖ = Σ_i q·p_i / (n ‖m‖): the cosine is a sum with one term a patch, as in
 * class activation maps (Zhou et al. 2016, "Learning Deep Features for Discriminative
 * Localization"). Nothing is estimated.
 *
 * @param patches shape [n, dims], row-major, of any length
 * @param query shape [dims], of unit length
 * @returns shape [n], summing to the cosine; all 0 where the mean has no length
 * @throws {RangeError} when the shapes do not agree
 */
export function patchParts(patches: Float32Array, query: Float32Array): Float32Array {
  const dims = query.length;
  const n = patches.length / dims;
  if (dims === 0 || !Number.isInteger(n) || n === 0) {
    throw new RangeError(`${patches.length} numbers are no patches of ${dims} dimensions`);
  }
  const sum = new Float64Array(dims);
  const parts = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    for (let d = 0; d < dims; d++) {
      const x = patches[i * dims + d]!;
      sum[d]! += x;
      parts[i]! += x * query[d]!;
    }
  }
  // ‖Σp‖ = n ‖m‖.
  const length = Math.hypot(...sum);
  return length > 0 ? parts.map((part) => part / length) : parts.fill(0);
}
