/** The k largest of many numbers with the rows they belong to: a heap whose root is the least. */
export class TopK {
  private readonly rows: Uint32Array;
  private readonly values: Float32Array;
  private count = 0;

  constructor(private readonly k: number) {
    this.rows = new Uint32Array(k);
    this.values = new Float32Array(k);
  }

  get isFull(): boolean {
    return this.count === this.k;
  }

  /** @returns whether it is, for now, among the largest; of equals the lower row is. */
  offer(row: number, value: number): boolean {
    if (this.count < this.k) {
      this.rise(this.count++, row, value);
      return true;
    }
    if (this.k === 0 || !this.isLess(0, row, value)) return false;
    this.sink(row, value);
    return true;
  }

  /** Best first. */
  sorted(): { rows: Uint32Array; values: Float32Array } {
    const order = Array.from({ length: this.count }, (_, i) => i).sort(
      (a, b) => this.values[b]! - this.values[a]! || this.rows[a]! - this.rows[b]!,
    );
    return {
      rows: Uint32Array.from(order, (i) => this.rows[i]!),
      values: Float32Array.from(order, (i) => this.values[i]!),
    };
  }

  /** Whether the entry at `i` is worse than another. */
  private isLess(i: number, row: number, value: number): boolean {
    const own = this.values[i]!;
    return own < value || (own === value && this.rows[i]! > row);
  }

  private put(i: number, row: number, value: number): void {
    this.rows[i] = row;
    this.values[i] = value;
  }

  private rise(from: number, row: number, value: number): void {
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.isLess(parent, row, value)) break;
      this.put(i, this.rows[parent]!, this.values[parent]!);
      i = parent;
    }
    this.put(i, row, value);
  }

  /** In place of the root. */
  private sink(row: number, value: number): void {
    let i = 0;
    for (let child = 1; child < this.count; child = 2 * i + 1) {
      const other = child + 1;
      const least =
        other < this.count && this.isLess(other, this.rows[child]!, this.values[child]!)
          ? other
          : child;
      if (!this.isLess(least, row, value)) break;
      this.put(i, this.rows[least]!, this.values[least]!);
      i = least;
    }
    this.put(i, row, value);
  }
}
