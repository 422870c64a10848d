import bytes from './kernel.wat';

/** Vectors are filled up with zeros to a multiple of this. */
const widthStep = 128;

/** Rows of one block. */
export const blockRows = 1024;

const pageBytes = 65_536;

interface Exports {
  encode(x: number, codes: number, width: number): number;
  decode(codes: number, scale: number, width: number, x: number): void;
  signs(x: number, centre: number, width: number, bits: number): void;
  scan(
    bits: number,
    count: number,
    bytes: number,
    query: number,
    distances: number,
    histogram: number,
  ): void;
  collect(distances: number, count: number, above: number, most: number, rows: number): number;
  products(
    codes: number,
    scales: number,
    width: number,
    rows: number,
    count: number,
    query: number,
    unit: number,
    products: number,
  ): void;
}

/** Where the parts of a block are, in bytes from its start. */
interface BlockLayout {
  codes: number;
  scales: number;
  /** uint16 [blockRows], of the latest scan. */
  distances: number;
  bytes: number;
}

/** What one call reads and writes; addresses in bytes. */
interface Scratch {
  /** float32 [width]: a vector. */
  vector: number;
  /** int16 [width]: a query in whole numbers. */
  query: number;
  /** width / 8 bytes. */
  queryBits: number;
  /** float32 [width]: the centre that signs are taken from. */
  centre: number;
  /** uint32 [width + 1]. */
  histogram: number;
  /** uint32 [blockRows]. */
  rows: number;
  /** float32 [blockRows]. */
  products: number;
}

let compiled: WebAssembly.Module | undefined;

/**
 * `kernel.wat` with its memory, which is handed out in blocks: it grows without being copied,
 * and a block that is given back is the next one handed out.
 */
export class Kernel {
  readonly width: number;
  readonly layout: BlockLayout;
  readonly scratch: Scratch;
  readonly run: Exports;
  private readonly memory = new WebAssembly.Memory({ initial: 1 });
  private readonly free: number[] = [];
  private end: number;
  private kept: DataViews | undefined;

  /** @param dims length of a vector */
  constructor(readonly dims: number) {
    const width = Math.ceil(dims / widthStep) * widthStep;
    this.width = width;
    const bits = blockRows * (width / 8);
    const codes = blockRows * width * 1.5;
    const scales = bits + codes;
    const distances = scales + blockRows * 4;
    this.layout = { codes: bits, scales, distances, bytes: distances + blockRows * 2 };
    const after = sequence();
    this.scratch = {
      vector: after(4 * width),
      query: after(2 * width),
      queryBits: after(width / 8),
      centre: after(4 * width),
      histogram: after(4 * (width + 1)),
      rows: after(4 * blockRows),
      products: after(4 * blockRows),
    };
    this.end = after(0);
    this.reserve();
    compiled ??= new WebAssembly.Module(bytes);
    const { exports } = new WebAssembly.Instance(compiled, { index: { memory: this.memory } });
    this.run = exports as unknown as Exports;
  }

  /** Views of all of the memory, until it grows. */
  get views(): DataViews {
    // A memory that has grown has another buffer, and the old one has no length any more.
    if (this.kept?.f32.buffer !== this.memory.buffer) this.kept = viewsOf(this.memory.buffer);
    return this.kept;
  }

  /**
   * @returns the address of a block
   * @throws {RangeError} when there is no more memory
   */
  take(): number {
    const known = this.free.pop();
    if (known !== undefined) return known;
    const block = this.end;
    this.end += this.layout.bytes;
    try {
      this.reserve();
    } catch (error) {
      this.end = block;
      throw error;
    }
    return block;
  }

  giveBack(block: number): void {
    this.free.push(block);
  }

  private reserve(): void {
    const missing = Math.ceil((this.end - this.memory.buffer.byteLength) / pageBytes);
    if (missing > 0) this.memory.grow(missing);
  }
}

interface DataViews {
  i16: Int16Array;
  u32: Uint32Array;
  f32: Float32Array;
  u8: Uint8Array;
}

function viewsOf(buffer: ArrayBuffer): DataViews {
  return {
    i16: new Int16Array(buffer),
    u32: new Uint32Array(buffer),
    f32: new Float32Array(buffer),
    u8: new Uint8Array(buffer),
  };
}

/** Addresses one after the other, each a multiple of 16. */
function sequence(): (bytes: number) => number {
  let next = 0;
  return (bytes) => {
    const at = next;
    next = Math.ceil((at + bytes) / 16) * 16;
    return at;
  };
}
