import type { ChunkKind } from './chunk';
import type { ChunkPlace } from './query';

/** Which chunks a map shows. */
export type MapContent = 'pictures and texts' | 'pictures' | 'texts' | 'rows';

/** What a map is made of. */
export interface MapPoints {
  /** Shape [points]. */
  places: ChunkPlace[];
  kinds: ChunkKind[];
  /** Shape [points, dims], of unit length. */
  vectors: Float32Array<ArrayBuffer>;
  dims: number;
  /** Chunks there are of this content; more than points where some were left out. */
  total: number;
}

export type MapPhase = 'neighbours' | 'graph' | 'layout';

/** Points that lie together. */
export interface MapCluster {
  /** Centre on the map. */
  x: number;
  y: number;
  /** Rows of points, those nearest to the middle of the cluster's embeddings first. */
  members: number[];
}
