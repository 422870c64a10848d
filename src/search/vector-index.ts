import {
  type ChunkKind,
  chunkKinds,
  type DocumentId,
  type Modality,
  modalityOf,
  type QueryVector,
} from '../core';
import { Kernel } from './vectors/kernel';
import { type Nearest, VectorTable } from './vectors/vector-table';

/** Where a row of the index comes from. */
export interface IndexedChunk {
  documentId: DocumentId;
  ordinal: number;
  kind: ChunkKind;
}

const modalities = ['image', 'text'] as const satisfies Modality[];

/** The rows of one modality, and by position in its table where each comes from. */
interface Part {
  table: VectorTable;
  owners: DocumentId[];
  ordinals: number[];
  kinds: number[];
}

/**
 * Nearest neighbours among the unit vectors of all chunks. Each modality has a table of its
 * own, because pictures and texts lie apart. A row's number is twice its position in the table
 * of its modality, plus 1 for texts; it holds until a document is removed.
 */
export class VectorIndex {
  private readonly parts: readonly [Part, Part];
  private readonly rowsOf = new Map<DocumentId, number[]>();

  /** @param dims length of a vector */
  constructor(readonly dims: number) {
    const kernel = new Kernel(dims);
    this.parts = [emptyPart(kernel), emptyPart(kernel)];
  }

  get size(): number {
    return this.parts[0].table.size + this.parts[1].table.size;
  }

  has(documentId: DocumentId): boolean {
    return this.rowsOf.has(documentId);
  }

  /**
   * @param ordinals shape [count]
   * @param kinds shape [count]
   * @param vectors shape [count, dims], each of unit length
   * @throws {RangeError} when the shapes do not agree, a vector has another length, or memory
   * ends
   */
  add(
    documentId: DocumentId,
    ordinals: readonly number[],
    kinds: readonly ChunkKind[],
    vectors: Float32Array,
  ): void {
    const { dims } = this;
    if (vectors.length !== ordinals.length * dims || kinds.length !== ordinals.length) {
      throw new RangeError(
        `${ordinals.length} chunks of ${dims} dimensions, but ${vectors.length} numbers`,
      );
    }
    const rows = this.rowsOf.get(documentId) ?? [];
    // Chunks of one modality that follow each other are added together.
    for (let from = 0, to = 0; from < kinds.length; from = to) {
      const m = partOf(kinds[from]!);
      while (to < kinds.length && partOf(kinds[to]!) === m) to += 1;
      const part = this.parts[m]!;
      part.table.add(vectors.subarray(from * dims, to * dims));
      for (let i = from; i < to; i++) {
        rows.push(2 * part.owners.length + m);
        part.owners.push(documentId);
        part.ordinals.push(ordinals[i]!);
        part.kinds.push(chunkKinds.indexOf(kinds[i]!));
      }
      this.rowsOf.set(documentId, rows);
    }
  }

  remove(documentId: DocumentId): void {
    const rows = this.rowsOf.get(documentId);
    if (!rows) return;
    // From the last to the first, so that no row that is itself to go is moved into a gap.
    for (const row of rows.toSorted((a, b) => b - a)) this.moveLastTo(row);
    this.rowsOf.delete(documentId);
  }

  chunkAt(row: number): IndexedChunk {
    return {
      documentId: this.documentAt(row),
      ordinal: this.ordinalAt(row),
      kind: this.kindAt(row),
    };
  }

  kindAt(row: number): ChunkKind {
    return chunkKinds[this.parts[row & 1]!.kinds[row >> 1]!]!;
  }

  documentAt(row: number): DocumentId {
    return this.parts[row & 1]!.owners[row >> 1]!;
  }

  ordinalAt(row: number): number {
    return this.parts[row & 1]!.ordinals[row >> 1]!;
  }

  /** A chunk's vector to search with, shape [dims]; undefined where the chunk has none. */
  vectorOf(documentId: DocumentId, ordinal: number): QueryVector | undefined {
    const row = this.rowOf(documentId, ordinal);
    if (row === undefined) return undefined;
    return { embedding: this.embeddingAt(row), modality: modalities[row & 1]! };
  }

  /** Every row there is. */
  rows(): number[] {
    return this.parts.flatMap(({ owners }, m) => Array.from(owners, (_, i) => 2 * i + m));
  }

  /** The vector of a row, shape [dims]. */
  embeddingAt(row: number): Float32Array {
    return this.parts[row & 1]!.table.vectorAt(row >> 1);
  }

  /** Row of a chunk; undefined where it has no vector. */
  rowOf(documentId: DocumentId, ordinal: number): number | undefined {
    return this.rowsOf.get(documentId)?.find((row) => this.ordinalAt(row) === ordinal);
  }

  /**
   * The rows nearest to a query, best first.
   *
   * @param query shape [dims], of unit length
   * @param options modality of the rows, absent: both; accepts: rows that may be found,
   * absent: all
   * @throws {RangeError} when the query has another length or is not of numbers
   */
  nearest(
    query: Float32Array,
    k: number,
    options: { modality?: Modality; accepts?: (row: number) => boolean } = {},
  ): Nearest {
    const { modality, accepts } = options;
    const [first, second] = modalities
      .filter((one) => modality === undefined || one === modality)
      .map((one) => {
        const m = modalities.indexOf(one);
        const filter = accepts && ((position: number) => accepts(2 * position + m));
        const { rows, cosines } = this.parts[m]!.table.nearest(query, k, filter);
        return { rows: rows.map((position) => 2 * position + m), cosines };
      });
    return second ? merge(first!, second, k) : first!;
  }

  /** Cosine of a query of shape [dims] with one row. */
  cosineOf(row: number, query: Float32Array): number {
    return this.parts[row & 1]!.table.cosineOf(row >> 1, query);
  }

  private moveLastTo(row: number): void {
    const { table, owners, ordinals, kinds } = this.parts[row & 1]!;
    const position = row >> 1;
    const last = table.size - 1;
    table.remove(position);
    if (position !== last) {
      owners[position] = owners[last]!;
      ordinals[position] = ordinals[last]!;
      kinds[position] = kinds[last]!;
      const moved = this.rowsOf.get(owners[position])!;
      moved[moved.indexOf(2 * last + (row & 1))] = row;
    }
    owners.pop();
    ordinals.pop();
    kinds.pop();
  }
}

function emptyPart(kernel: Kernel): Part {
  return { table: new VectorTable(kernel), owners: [], ordinals: [], kinds: [] };
}

const partOf = (kind: ChunkKind): number => modalities.indexOf(modalityOf(kind));

/** The k best of two lists that are best first. */
function merge(a: Nearest, b: Nearest, k: number): Nearest {
  const all = [a, b].flatMap(({ rows, cosines }) =>
    Array.from(rows, (row, i) => ({ row, cosine: cosines[i]! })),
  );
  const best = all.sort((x, y) => y.cosine - x.cosine || x.row - y.row).slice(0, k);
  return {
    rows: Uint32Array.from(best, ({ row }) => row),
    cosines: Float32Array.from(best, ({ cosine }) => cosine),
  };
}
