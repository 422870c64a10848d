import { blockRows, Kernel } from './kernel';
import { TopK } from './top-k';

/** Largest 12-bit code, see `kernel.wat`. */
const largestCode = 2039;

/** Rows from which the centre is first taken, and above which it stays. */
const centreRows = { first: 64, last: 65_536 };

/** Rows that stand for all when the centre is taken. */
const centreSample = 2048;

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

  constructor(private readonly kernel: Kernel) {}

  get size(): number {
    return this.count;
  }

  /**
   * Adds rows at the end.
   *
   * @param vectors shape [count, dims], each of unit length
   */
  add(vectors: Float32Array): void {
    const { dims, scratch, views } = this.kernel;
    const count = vectors.length / dims;
    for (let i = 0; i < count; i++) {
      if (this.count % blockRows === 0) this.blocks.push(this.kernel.take());
      const { f32 } = this.kernel.views;
      f32.set(vectors.subarray(i * dims, (i + 1) * dims), scratch.vector / 4);
      this.encodeAt(this.count);
      this.count += 1;
    }
    const isDue = this.count >= centreRows.first && this.count >= 2 * this.centredAt;
    if (isDue && this.centredAt < centreRows.last) this.takeCentre();
  }
}
