import { type ChunkKind, type DocumentId, modalityOf, type QueryVector } from '../core';

/** Where a row of the index comes from. */
export interface IndexedChunk {
  documentId: DocumentId;
  ordinal: number;
  kind: ChunkKind;
}

const kindCodes: readonly ChunkKind[] = ['image', 'page', 'figure', 'passage', 'row', 'table'];

/** Exact nearest neighbours: unit vectors in one growing array, compared one after the other. */
export class VectorIndex {
  private vectors: Float32Array;
  private readonly owners: DocumentId[] = [];
  private ordinals: number[] = [];
  private kinds: number[] = [];
  /** Positions of a document's rows; removal fills a gap with the last row. */
  private readonly rowsOf = new Map<DocumentId, number[]>();

  /** @param dims length of a vector */
  constructor(readonly dims: number) {
    this.vectors = new Float32Array(1024 * dims);
  }

  get size(): number {
    return this.owners.length;
  }

  has(documentId: DocumentId): boolean {
    return this.rowsOf.has(documentId);
  }

  /**
   * @param ordinals shape [count]
   * @param kinds shape [count]
   * @param vectors shape [count, dims], each of unit length
   * @throws {RangeError} when the shapes do not agree
   */
  add(
    documentId: DocumentId,
    ordinals: readonly number[],
    kinds: readonly ChunkKind[],
    vectors: Float32Array,
  ): void {
    if (vectors.length !== ordinals.length * this.dims || kinds.length !== ordinals.length) {
      throw new RangeError(
        `${ordinals.length} chunks of ${this.dims} dimensions, but ${vectors.length} numbers`,
      );
    }
    this.reserve(this.size + ordinals.length);
    this.vectors.set(vectors, this.size * this.dims);
    const rows = this.rowsOf.get(documentId) ?? [];
    for (const [i, ordinal] of ordinals.entries()) {
      rows.push(this.size);
      this.owners.push(documentId);
      this.ordinals.push(ordinal);
      this.kinds.push(kindCodes.indexOf(kinds[i]!));
    }
    this.rowsOf.set(documentId, rows);
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
      documentId: this.owners[row]!,
      ordinal: this.ordinals[row]!,
      kind: kindCodes[this.kinds[row]!]!,
    };
  }

  kindAt(row: number): ChunkKind {
    return kindCodes[this.kinds[row]!]!;
  }

  documentAt(row: number): DocumentId {
    return this.owners[row]!;
  }

  /** A chunk's vector to search with, shape [dims]; undefined where the chunk has none. */
  vectorOf(documentId: DocumentId, ordinal: number): QueryVector | undefined {
    const row = this.rowsOf.get(documentId)?.find((r) => this.ordinals[r] === ordinal);
    if (row === undefined) return undefined;
    const embedding = this.vectors.slice(row * this.dims, (row + 1) * this.dims);
    return { embedding, modality: modalityOf(this.kindAt(row)) };
  }

  /**
   * Cosines of a query with every row.
   *
   * @param query shape [dims], of unit length
   * @returns shape [size]
   * @throws {RangeError} when the query has another length
   */
  cosines(query: Float32Array): Float32Array {
    const { dims, vectors, size } = this;
    if (query.length !== dims) {
      throw new RangeError(`a query of ${query.length} dimensions in an index of ${dims}`);
    }
    const cosines = new Float32Array(size);
    const unrolled = dims - (dims % 4);
    for (let row = 0, at = 0; row < size; row++, at += dims) {
      // Four sums, so that additions do not wait for each other.
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let i = 0;
      for (; i < unrolled; i += 4) {
        a += query[i]! * vectors[at + i]!;
        b += query[i + 1]! * vectors[at + i + 1]!;
        c += query[i + 2]! * vectors[at + i + 2]!;
        d += query[i + 3]! * vectors[at + i + 3]!;
      }
      for (; i < dims; i++) a += query[i]! * vectors[at + i]!;
      cosines[row] = a + b + c + d;
    }
    return cosines;
  }

  /** Row of a chunk; undefined where it has no vector. */
  rowOf(documentId: DocumentId, ordinal: number): number | undefined {
    return this.rowsOf.get(documentId)?.find((row) => this.ordinals[row] === ordinal);
  }

  /**
   * The rows nearest to a query, best first.
   *
   * @param query shape [dims], of unit length
   * @param accepts rows that may be found; absent: all
   */
  nearest(
    query: Float32Array,
    k: number,
    accepts: (row: number) => boolean = () => true,
  ): { rows: Uint32Array; cosines: Float32Array } {
    const all = this.cosines(query);
    const rows = Uint32Array.from(all.keys())
      .filter((row) => accepts(row))
      .sort((a, b) => all[b]! - all[a]!)
      .slice(0, k);
    return { rows, cosines: Float32Array.from(rows, (row) => all[row]!) };
  }

  /** Cosine of a query of shape [dims] with one row. */
  cosineOf(row: number, query: Float32Array): number {
    const { dims } = this;
    let sum = 0;
    for (let i = 0; i < dims; i++) sum += query[i]! * this.vectors[row * dims + i]!;
    return sum;
  }

  private moveLastTo(row: number): void {
    const last = this.size - 1;
    if (row !== last) {
      const { dims } = this;
      this.vectors.copyWithin(row * dims, last * dims, (last + 1) * dims);
      this.owners[row] = this.owners[last]!;
      this.ordinals[row] = this.ordinals[last]!;
      this.kinds[row] = this.kinds[last]!;
      const moved = this.rowsOf.get(this.owners[row]!)!;
      moved[moved.indexOf(last)] = row;
    }
    this.owners.pop();
    this.ordinals.pop();
    this.kinds.pop();
  }

  private reserve(rows: number): void {
    if (rows * this.dims <= this.vectors.length) return;
    const grown = new Float32Array(
      Math.max(rows, 2 * (this.vectors.length / this.dims)) * this.dims,
    );
    grown.set(this.vectors.subarray(0, this.size * this.dims));
    this.vectors = grown;
  }
}
