import bytes from './matrix.wat';

interface Exports {
  multiply(a: number, b: number, c: number, m: number, n: number, k: number): void;
}

const pageBytes = 65_536;

let kernel: { memory: WebAssembly.Memory; run: Exports } | undefined;

function loadKernel() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { matrix: { memory } });
  return { memory, run: instance.exports as unknown as Exports };
}

/**
 * a · bᵀ, by `matrix.wat`.
 *
 * @param a shape [m, k], row-major
 * @param b shape [n, k], row-major
 * @returns shape [m, n], row-major
 * @throws {RangeError} when a shape does not fit, or memory ends
 */
export function timesTransposed(a: Float32Array, b: Float32Array, k: number): Float32Array {
  const m = a.length / k;
  const n = b.length / k;
  if (!Number.isInteger(m) || !Number.isInteger(n)) {
    throw new RangeError(`${a.length} and ${b.length} numbers are no rows of ${k}`);
  }
  if (m === 0 || n === 0) return new Float32Array(0);
  kernel ??= loadKernel();
  const { memory, run } = kernel;
  const [rows, columns, width] = [upTo(m, 2), upTo(n, 4), upTo(k, 4)];
  const bAt = rows * width;
  const cAt = bAt + columns * width;
  const size = cAt + rows * columns;
  const missing = Math.ceil((4 * size - memory.buffer.byteLength) / pageBytes);
  if (missing > 0) memory.grow(missing);
  const numbers = new Float32Array(memory.buffer, 0, size);
  place(a, k, numbers.subarray(0, bAt), width);
  place(b, k, numbers.subarray(bAt, cAt), width);
  run.multiply(0, 4 * bAt, 4 * cAt, rows, columns, width);
  if (columns === n) return numbers.slice(cAt, cAt + m * n);
  const product = new Float32Array(m * n);
  for (let i = 0; i < m; i++) {
    const from = cAt + i * columns;
    product.set(numbers.subarray(from, from + n), i * n);
  }
  return product;
}

/** @param a shape [a.length / columns, columns], row-major */
export function transpose(a: Float32Array, columns: number): Float32Array {
  const rows = a.length / columns;
  const turned = new Float32Array(a.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = a[i * columns + j]!;
  }
  return turned;
}

const upTo = (count: number, step: number) => Math.ceil(count / step) * step;

/** Copies rows of k into rows of `width`, filled up with zeros. */
function place(rows: Float32Array, k: number, into: Float32Array, width: number): void {
  into.fill(0);
  for (let from = 0, at = 0; from < rows.length; from += k, at += width) {
    into.set(rows.subarray(from, from + k), at);
  }
}
