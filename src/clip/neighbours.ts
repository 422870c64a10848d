import { timesTransposed } from './matrix';

/** Rows that are compared with all at a time. */
const blockRows = 256;

export interface Neighbours {
  /** Shape [n][k]: each row's nearest, itself first. */
  rows: number[][];
  /** Cosines, of the same shape. */
  cosines: number[][];
}

/**
 * The exact nearest neighbours of each of n unit vectors among all of them, by cosine.
 *
 * @param vectors shape [n, dims], row-major
 * @param k at most n
 * @param onRows told how many rows are done; what it throws ends it
 */
export async function nearestNeighbours(
  vectors: Float32Array,
  dims: number,
  k: number,
  onRows: (done: number) => Promise<void>,
): Promise<Neighbours> {
  const n = vectors.length / dims;
  const found: Neighbours = { rows: [], cosines: [] };
  for (let from = 0; from < n; from += blockRows) {
    const to = Math.min(n, from + blockRows);
    const block = timesTransposed(vectors.subarray(from * dims, to * dims), vectors, dims);
    for (let i = from; i < to; i++) {
      const { rows, cosines } = largest(block.subarray((i - from) * n, (i - from + 1) * n), i, k);
      found.rows.push(rows);
      found.cosines.push(cosines);
    }
    await onRows(to);
  }
  return found;
}

/** The k largest of a line, its own row first whatever others there are like it. */
function largest(line: Float32Array, own: number, k: number) {
  const rows = [own];
  const cosines = [line[own]!];
  for (let j = 0; j < line.length; j++) {
    const cosine = line[j]!;
    if (j === own || (rows.length === k && cosine <= cosines[k - 1]!)) continue;
    let at = Math.min(rows.length, k - 1);
    while (at > 1 && cosines[at - 1]! < cosine) {
      rows[at] = rows[at - 1]!;
      cosines[at] = cosines[at - 1]!;
      at -= 1;
    }
    rows[at] = j;
    cosines[at] = cosine;
  }
  return { rows, cosines };
}
