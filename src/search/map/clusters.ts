import { kmeans } from 'ml-kmeans';
import type { MapCluster } from '../../core';

/** More names than these would cover the map. */
const maxClusters = 24;
const minClusters = 2;

/**
 * Points that lie together on the map, by k-means on their positions.
 *
 * @param positions shape [n, 2]
 * @param vectors shape [n, dims], of unit length: members are ordered by them
 */
export function clustersOf(
  positions: Float32Array,
  vectors: Float32Array,
  dims: number,
): MapCluster[] {
  const n = positions.length / 2;
  const count = Math.min(
    n,
    Math.max(minClusters, Math.min(maxClusters, Math.round(Math.sqrt(n / 4)))),
  );
  const points = Array.from({ length: n }, (_, i) => [positions[2 * i]!, positions[2 * i + 1]!]);
  const { clusters, centroids } = kmeans(points, count, { seed: 1, initialization: 'kmeans++' });
  const members = Map.groupBy(clusters.keys(), (i) => clusters[i]!);
  return [...members]
    .map(([cluster, rows]) => {
      const [x, y] = centroids[cluster]!;
      return { x: x!, y: y!, members: fromTheMiddle(rows, vectors, dims) };
    })
    .sort((a, b) => b.members.length - a.members.length);
}

function fromTheMiddle(rows: number[], vectors: Float32Array, dims: number): number[] {
  const mean = meanOf(rows, vectors, dims);
  const nearness = new Map(
    rows.map((row) => {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += mean[d]! * vectors[row * dims + d]!;
      return [row, sum];
    }),
  );
  return rows.toSorted((a, b) => nearness.get(b)! - nearness.get(a)!);
}

function meanOf(rows: readonly number[], vectors: Float32Array, dims: number): Float64Array {
  const mean = new Float64Array(dims);
  for (const row of rows) {
    for (let d = 0; d < dims; d++) mean[d]! += vectors[row * dims + d]! / rows.length;
  }
  return mean;
}

/** Words that fit a cluster at all: so many of the nearest. */
const nearest = 60;

/** Words that name a cluster. */
const namedBy = 3;

/**
 * Names clusters by the words that are nearest to the middle of their embeddings, and nearer than
 * to the other clusters: what all of them share would tell nothing.
 *
 * @param wordVectors shape [words, dims], of unit length
 * @param candidates of each cluster, the words that may name it, by row
 */
export function nameClusters(
  clusters: readonly MapCluster[],
  { vectors, dims, groups }: { vectors: Float32Array; dims: number; groups: readonly string[] },
  words: readonly string[],
  wordVectors: Float32Array,
  candidates: readonly (readonly number[])[],
): string[] {
  const middles = clusters.map(({ members }) => meanOf(members, vectors, dims));
  const cosineWith = (c: number, word: number) => {
    let sum = 0;
    for (let d = 0; d < dims; d++) sum += middles[c]![d]! * wordVectors[word * dims + d]!;
    return sum;
  };
  const kinds = clusters.map(({ members }) => commonest(members.map((row) => groups[row]!)));
  return clusters.map((_, c) => {
    // Pictures and texts have cosines of different sizes with words.
    const alike = [...clusters.keys()].filter((o) => o !== c && kinds[o] === kinds[c]);
    const scored = candidates[c]!.map((word) => ({ word, cosine: cosineWith(c, word) }))
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, nearest)
      .map(({ word, cosine }) => {
        const others = alike.reduce((sum, o) => sum + cosineWith(o, word), 0);
        return { word, score: cosine - (alike.length > 0 ? others / alike.length : 0) };
      })
      .sort((a, b) => b.score - a.score);
    return distinct(scored.map(({ word }) => words[word]!))
      .slice(0, namedBy)
      .join(', ');
  });
}

function commonest(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value)];
  return groups.reduce((a, b) => (b[1].length > a[1].length ? b : a))[0];
}

/** Without words that only repeat one before, such as its plural. */
function distinct(words: readonly string[]): string[] {
  return words.filter((word, i) => {
    const stem = word.toLowerCase().slice(0, Math.max(4, word.length - 3));
    return !words.slice(0, i).some((former) => former.toLowerCase().startsWith(stem));
  });
}
