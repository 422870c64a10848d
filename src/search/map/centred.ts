/**
 * Unit vectors less the mean of their group, of unit length again. Pictures and texts lie apart in
 * the shared space (Liang et al. 2022, "Mind the Gap"); with the gap taken out, what they are about
 * decides what they lie near.
 *
 * @param vectors shape [n, dims], row-major
 * @param groups shape [n]
 */
export function centred(
  vectors: Float32Array,
  dims: number,
  groups: readonly string[],
): Float32Array<ArrayBuffer> {
  const means = new Map<string, Float64Array>();
  const counts = new Map<string, number>();
  for (const [i, group] of groups.entries()) {
    const mean = means.get(group) ?? new Float64Array(dims);
    for (let d = 0; d < dims; d++) mean[d]! += vectors[i * dims + d]!;
    means.set(group, mean);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const moved = new Float32Array(vectors.length);
  for (const [i, group] of groups.entries()) {
    const mean = means.get(group)!;
    const count = counts.get(group)!;
    let square = 0;
    for (let d = 0; d < dims; d++) {
      // A group of one would be nothing without its mean.
      const x = vectors[i * dims + d]! - (count > 1 ? mean[d]! / count : 0);
      moved[i * dims + d] = x;
      square += x * x;
    }
    const length = Math.sqrt(square) || 1;
    for (let d = 0; d < dims; d++) moved[i * dims + d]! /= length;
  }
  return moved;
}
