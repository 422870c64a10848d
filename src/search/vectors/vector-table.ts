import { blockRows, type Kernel } from './kernel';
import { TopK } from './top-k';

/** Largest 12-bit code, see `kernel.wat`. */
const largestCode = 2039;

/** Rows from which the centre is first taken, and above which it stays. */
const centreRows = { first: 64, last: 65_536 };

/** Rows that stand for all when the centre is taken. */
const centreSample = 2048;

/** Up to so many rows all are multiplied. */
const fewRows = 2048;

/**
 * Rows that are multiplied in the first round: a share of all within bounds, and at least so many
 * for each row asked for.
 */
const firstRound = { share: 1 / 64, least: 256, most: 512, each: 16 };

/** Below so many dimensions signs say too little, and all rows are multiplied. */
const fewDims = 64;

/** How far a length may be from 1. */
const lengthTolerance = 0.01;

export interface Nearest {
  /** Best first; of equals the lower row. */
  rows: Uint32Array;
  cosines: Float32Array;
}

/**
 * Unit vectors as codes of 12 bits a number, which tell cosines to about 0.00003, and of one
 * bit, which tell quickly what may be near. Row numbers are 0 to `size` - 1.
 */
export class VectorTable {
  private readonly blocks: number[] = [];
  private count = 0;
  private centredAt = 0;
  /** Shape [width]; signs are taken from here. */
  private readonly centre: Float32Array;

  constructor(private readonly kernel: Kernel) {
    this.centre = new Float32Array(kernel.width);
  }

  get size(): number {
    return this.count;
  }

  /**
   * Adds rows at the end.
   *
   * @param vectors shape [count, dims], each of unit length
   * @throws {RangeError} when one is not, and then none is added; when memory ends
   */
  add(vectors: Float32Array): void {
    const { dims, scratch } = this.kernel;
    checkLengths(vectors, dims);
    this.reserve(this.count + vectors.length / dims);
    this.placeCentre(1);
    for (let at = 0; at < vectors.length; at += dims) {
      const row = this.count++;
      const { f32 } = this.kernel.views;
      f32.set(vectors.subarray(at, at + dims), scratch.vector / 4);
      const { codes, scale } = this.place(row);
      f32[scale / 4] = this.kernel.run.encode(scratch.vector, codes, this.kernel.width);
      this.sign(row);
    }
    const isDue = this.count >= centreRows.first && this.count >= 2 * this.centredAt;
    if (isDue && this.centredAt < centreRows.last) this.takeCentre();
  }

  /** Removes a row; the last one gets its number. */
  remove(row: number): void {
    this.check(row);
    const last = this.count - 1;
    const { width, views } = this.kernel;
    if (row !== last) {
      const from = this.place(last);
      const to = this.place(row);
      views.u8.copyWithin(to.bits, from.bits, from.bits + width / 8);
      views.u8.copyWithin(to.codes, from.codes, from.codes + width * 1.5);
      views.f32[to.scale / 4] = views.f32[from.scale / 4]!;
    }
    this.count = last;
    if (last % blockRows === 0) this.kernel.giveBack(this.blocks.pop()!);
  }

  /** A row's vector, shape [dims]. */
  vectorAt(row: number): Float32Array {
    this.check(row);
    this.decode(row);
    const { dims, scratch, views } = this.kernel;
    return views.f32.slice(scratch.vector / 4, scratch.vector / 4 + dims);
  }

  /**
   * Cosine of a query of shape [dims] with one row.
   *
   * @throws {RangeError} when the query has another length or is not of numbers
   */
  cosineOf(row: number, query: Float32Array): number {
    this.check(row);
    const unit = this.setQuery(query);
    const { scratch, views } = this.kernel;
    views.u32[scratch.rows / 4] = row % blockRows;
    this.multiply(this.blocks[Math.floor(row / blockRows)]!, 1, unit);
    return views.f32[scratch.products / 4]!;
  }

  /**
   * The rows nearest to a query. Rows are multiplied in the order in which their signs differ
   * from the query's, until twice as many changed (nearly) nothing any more.
   *
   * @param query shape [dims], of unit length
   * @param accepts rows that may be found; absent: all. However few are, they are found.
   * @throws {RangeError} when the query has another length or is not of numbers
   */
  nearest(query: Float32Array, k: number, accepts?: (row: number) => boolean): Nearest {
    const { dims, width } = this.kernel;
    const unit = this.setQuery(query);
    const top = new TopK(Math.min(k, this.count));
    const first = this.firstRows(k);
    let multiplied = 0;
    if (this.count > Math.max(2 * first, fewRows) && dims >= fewDims) {
      const histogram = this.scan(query);
      let above = -1;
      for (let wanted = first, seen = 0; above < width; wanted = 2 * seen) {
        let most = above;
        while (most < width && seen < wanted) seen += histogram[++most]!;
        const round = this.rerank(top, unit, this.among(above, most), accepts);
        multiplied += round.multiplied;
        above = most;
        const isSettled = top.isFull && round.changes <= k / 100;
        if (seen >= this.count || (isSettled && multiplied >= 2 * first)) break;
      }
    } else {
      this.rerank(top, unit, (_, count) => this.listAll(count), accepts);
    }
    const { rows, values } = top.sorted();
    return { rows, cosines: values };
  }

  private firstRows(k: number): number {
    const { share, least, most, each } = firstRound;
    return Math.max(least, Math.min(most, Math.ceil(share * this.count)), each * k);
  }

  /** Multiplies listed rows of each block, as far as they are accepted. */
  private rerank(
    top: TopK,
    unit: number,
    list: (block: number, count: number) => number,
    accepts: ((row: number) => boolean) | undefined,
  ): { multiplied: number; changes: number } {
    const { scratch, views } = this.kernel;
    const rows = scratch.rows / 4;
    const products = scratch.products / 4;
    let multiplied = 0;
    let changes = 0;
    for (const [b, block] of this.blocks.entries()) {
      const first = b * blockRows;
      let count = list(block, Math.min(blockRows, this.count - first));
      if (accepts) {
        let kept = rows;
        for (let i = rows; i < rows + count; i++) {
          const row = views.u32[i]!;
          if (accepts(first + row)) views.u32[kept++] = row;
        }
        count = kept - rows;
      }
      this.multiply(block, count, unit);
      multiplied += count;
      for (let i = 0; i < count; i++) {
        if (top.offer(first + views.u32[rows + i]!, views.f32[products + i]!)) changes += 1;
      }
    }
    return { multiplied, changes };
  }

  /** Lists the rows of a block whose signs differ in more than `above` and at most `most`. */
  private among(above: number, most: number): (block: number, count: number) => number {
    const { layout, run, scratch } = this.kernel;
    return (block, count) =>
      run.collect(block + layout.distances, count, above, most, scratch.rows);
  }

  private listAll(count: number): number {
    const { scratch, views } = this.kernel;
    for (let i = 0; i < count; i++) views.u32[scratch.rows / 4 + i] = i;
    return count;
  }

  /** @returns at each number of differing signs the number of rows, shape [width + 1] */
  private scan(query: Float32Array): Uint32Array {
    const { width, layout, run, scratch, views } = this.kernel;
    // All rows share the centre's direction; along it a query's signs would tell them nothing.
    const square = dot(this.centre, this.centre);
    this.placeCentre(square > 0 ? dot(query, this.centre) / square : 0);
    views.f32.set(query, scratch.vector / 4);
    run.signs(scratch.vector, scratch.centre, width, scratch.queryBits);
    const histogram = views.u32.subarray(scratch.histogram / 4, scratch.histogram / 4 + width + 1);
    histogram.fill(0);
    for (const [b, block] of this.blocks.entries()) {
      run.scan(
        block,
        Math.min(blockRows, this.count - b * blockRows),
        width / 8,
        scratch.queryBits,
        block + layout.distances,
        scratch.histogram,
      );
    }
    return histogram;
  }

  /** Products of the query with `count` rows of `scratch.rows`. */
  private multiply(block: number, count: number, unit: number): void {
    const { width, layout, run, scratch } = this.kernel;
    run.products(
      block + layout.codes,
      block + layout.scales,
      width,
      scratch.rows,
      count,
      scratch.query,
      unit,
      scratch.products,
    );
  }

  /**
   * Puts a query in place in whole numbers.
   *
   * @returns what 1 of them is worth
   */
  private setQuery(query: Float32Array): number {
    const { dims, width, scratch, views } = this.kernel;
    if (query.length !== dims) {
      throw new RangeError(`a query of ${query.length} dimensions in an index of ${dims}`);
    }
    const length = Math.sqrt(dot(query, query));
    if (!Number.isFinite(length)) throw new RangeError('a query that is not of numbers');
    const whole = views.i16.subarray(scratch.query / 2, scratch.query / 2 + width);
    whole.fill(0);
    if (length === 0) return 0;
    let largest = 0;
    for (let i = 0; i < dims; i++) largest = Math.max(largest, Math.abs(query[i]!));
    // No partial sum is above the product of both lengths (Cauchy-Schwarz).
    const longest = (largestCode + 1) * Math.sqrt(dims) + Math.sqrt(dims);
    const factor = Math.min(32_000 / largest, (0.98 * 2 ** 31) / (longest * length));
    for (let i = 0; i < dims; i++) whole[i] = Math.round(query[i]! * factor);
    return 1 / factor;
  }

  /** Takes the mean of some rows as the centre and all signs anew. */
  private takeCentre(): void {
    const { width, scratch, views } = this.kernel;
    const sampled = Math.min(this.count, centreSample);
    const sums = new Float64Array(width);
    for (let i = 0; i < sampled; i++) {
      this.decode(Math.floor((i * this.count) / sampled));
      for (let d = 0; d < width; d++) sums[d]! += views.f32[scratch.vector / 4 + d]!;
    }
    for (let d = 0; d < width; d++) this.centre[d] = sums[d]! / sampled;
    this.centredAt = this.count;
    this.placeCentre(1);
    for (let row = 0; row < this.count; row++) {
      this.decode(row);
      this.sign(row);
    }
  }

  /** Puts the centre in place for `signs`. */
  private placeCentre(factor: number): void {
    const { scratch, views } = this.kernel;
    const at = scratch.centre / 4;
    for (const [d, x] of this.centre.entries()) views.f32[at + d] = x * factor;
    views.f32.fill(0, scratch.vector / 4, scratch.vector / 4 + this.kernel.width);
  }

  /** Into `scratch.vector`. */
  private decode(row: number): void {
    const { width, run, scratch, views } = this.kernel;
    const { codes, scale } = this.place(row);
    run.decode(codes, views.f32[scale / 4]!, width, scratch.vector);
  }

  /** From `scratch.vector`. */
  private sign(row: number): void {
    const { width, run, scratch } = this.kernel;
    run.signs(scratch.vector, scratch.centre, width, this.place(row).bits);
  }

  /** Takes blocks for so many rows, or none. */
  private reserve(rows: number): void {
    const before = this.blocks.length;
    try {
      while (this.blocks.length * blockRows < rows) this.blocks.push(this.kernel.take());
    } catch (error) {
      for (const block of this.blocks.splice(before)) this.kernel.giveBack(block);
      throw error;
    }
  }

  /** Addresses of a row's parts, in bytes. */
  private place(row: number): { bits: number; codes: number; scale: number } {
    const { width, layout } = this.kernel;
    const block = this.blocks[Math.floor(row / blockRows)]!;
    const i = row % blockRows;
    return {
      bits: block + i * (width / 8),
      codes: block + layout.codes + i * width * 1.5,
      scale: block + layout.scales + i * 4,
    };
  }

  private check(row: number): void {
    if (!(row >= 0 && row < this.count)) throw new RangeError(`no row ${row} of ${this.count}`);
  }
}

function checkLengths(vectors: Float32Array, dims: number): void {
  if (vectors.length % dims !== 0) {
    throw new RangeError(`${vectors.length} numbers are no vectors of ${dims} dimensions`);
  }
  for (let at = 0; at < vectors.length; at += dims) {
    let square = 0;
    for (let i = at; i < at + dims; i++) square += vectors[i]! * vectors[i]!;
    if (!(Math.abs(Math.sqrt(square) - 1) <= lengthTolerance)) {
      throw new RangeError(`vector ${at / dims} is ${Math.sqrt(square)} long, not 1`);
    }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length && i < b.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
