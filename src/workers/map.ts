import { nearestNeighbours } from '../clip/neighbours';
import { type MapCluster, type MapPhase, type MapPoints, modalityOf, type Progress } from '../core';
import { centred, clustersOf, MapLayout, mainAxes, nameClusters } from '../search';

/** Neighbours that a point is held by. */
const neighbourCount = 15;

/** Longest that nothing is seen of the layout. */
const showEveryMs = 400;

interface Mapped {
  vectors: Float32Array;
  dims: number;
  groups: string[];
}

/** Lays a map out, finds what lies together on it and names that. */
export class MapService {
  private mapped: Mapped | undefined;
  private clusters: MapCluster[] = [];

  /**
   * @param onProgress also told the positions so far, while they are laid out
   * @returns positions, shape [points, 2]
   * @throws {DOMException} AbortError
   */
  async layOut(
    { vectors, dims, kinds }: Pick<MapPoints, 'vectors' | 'dims' | 'kinds'>,
    onProgress: (progress: Progress<MapPhase>, positions?: Float32Array) => void,
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const groups = kinds.map(modalityOf);
    const moved = centred(vectors, dims, groups);
    const count = kinds.length;
    const breathe = async () => {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
    };
    const neighbours = await nearestNeighbours(
      moved,
      dims,
      Math.min(neighbourCount, count - 1),
      async (done) => {
        onProgress({ phase: 'neighbours', done, total: count });
        await breathe();
      },
    );
    onProgress({ phase: 'graph', done: 0, total: 1 });
    await breathe();
    const layout = new MapLayout(neighbours, mainAxes(moved, dims));
    let shownAt = 0;
    for (let done = 0; done < layout.epochs; ) {
      done = layout.step();
      const now = performance.now();
      if (now - shownAt < showEveryMs) continue;
      shownAt = now;
      const positions = layout.positions();
      onProgress({ phase: 'layout', done, total: layout.epochs }, positions);
      await breathe();
    }
    this.mapped = { vectors, dims, groups };
    return layout.positions();
  }

  findClusters(positions: Float32Array): MapCluster[] {
    const { vectors, dims } = this.laidOut;
    this.clusters = clustersOf(positions, vectors, dims);
    return this.clusters;
  }

  /** See {@link nameClusters}. */
  name(words: string[], wordVectors: Float32Array, candidates: number[][]): string[] {
    return nameClusters(this.clusters, this.laidOut, words, wordVectors, candidates);
  }

  private get laidOut(): Mapped {
    if (!this.mapped) throw new Error('no map was laid out');
    return this.mapped;
  }
}
