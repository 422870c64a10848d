import { type ChunkKind, type MapContent, type MapPoints, modalityOf } from '../core';
import type { VectorIndex } from '../search';
import { transfer } from './connect';

/** More would be a fog, and take minutes to lay out. */
const maxPoints = 10_000;

const belongs: Record<MapContent, (kind: ChunkKind) => boolean> = {
  'pictures and texts': (kind) => modalityOf(kind) === 'image' || kind === 'passage',
  pictures: (kind) => modalityOf(kind) === 'image',
  texts: (kind) => kind === 'passage' || kind === 'table' || kind === 'caption',
  rows: (kind) => kind === 'row',
};

/** Chunks for a map with their embeddings; evenly some of them where there are too many. */
export function mapPoints(index: VectorIndex, content: MapContent): MapPoints {
  const all = index.rows().filter((row) => belongs[content](index.kindAt(row)));
  const step = Math.max(1, all.length / maxPoints);
  const rows = Array.from(
    { length: Math.min(all.length, maxPoints) },
    (_, i) => all[Math.floor(i * step)]!,
  );
  const vectors = new Float32Array(rows.length * index.dims);
  for (const [i, row] of rows.entries()) vectors.set(index.embeddingAt(row), i * index.dims);
  const points: MapPoints = {
    places: rows.map((row) => ({
      documentId: index.documentAt(row),
      ordinal: index.ordinalAt(row),
    })),
    kinds: rows.map((row) => index.kindAt(row)),
    vectors,
    dims: index.dims,
    total: all.length,
  };
  return transfer(points, [vectors.buffer]);
}
