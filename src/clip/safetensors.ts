/** A tensor of numbers, row-major. */
export interface Tensor {
  shape: number[];
  data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Int8Array<ArrayBuffer>;
}

export interface TensorFile {
  tensors: Record<string, Tensor>;
  metadata: Record<string, string>;
}

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

/** Types of numbers, by the format's names. */
const arrays = { F32: Float32Array, I32: Int32Array, I8: Int8Array };

const lengthBytes = 8;

/** Of the header, as the format has it. */
const maxHeaderBytes = 100_000_000;

/**
 * Writes tensors of 32-bit floats, 32-bit or 8-bit integers in the safetensors format (Hugging Face,
 * "Safetensors: format"): the length of a JSON header, the header, the numbers, little-endian.
 */
export function writeTensors({ tensors, metadata }: TensorFile): Blob {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const dtype = Object.entries(arrays).find(([, type]) => data instanceof type)?.[0];
    header[name] = { dtype, shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Spaces after it bring the numbers to an address that any of them may start at.
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  padded.set(text);
  const length = new DataView(new ArrayBuffer(lengthBytes));
  length.setBigUint64(0, BigInt(padded.length), true);
  const parts = Object.values(tensors).map(({ data }) => data);
  return new Blob([length.buffer, padded, ...parts], { type: 'application/octet-stream' });
}

/** @throws {RangeError} where it is no such file, or one that was cut off */
export function readTensors(bytes: ArrayBuffer): TensorFile {
  if (bytes.byteLength < lengthBytes) throw new RangeError('the file is too short');
  const size = Number(new DataView(bytes).getBigUint64(0, true));
  const start = lengthBytes + size;
  if (size > maxHeaderBytes || start > bytes.byteLength) {
    throw new RangeError('the file is not of tensors, or it is cut off');
  }
  const { __metadata__: metadata = {}, ...entries } = readHeader(bytes, size);
  const tensors: TensorFile['tensors'] = {};
  for (const [name, entry] of Object.entries(entries)) {
    tensors[name] = readTensor(name, entry as Entry, bytes, start);
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

function readHeader(bytes: ArrayBuffer, size: number): Record<string, unknown> {
  try {
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, lengthBytes, size)));
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) return header;
  } catch {
    // Said below, as of any other header.
  }
  throw new RangeError('the header of the file cannot be read');
}

function readTensor(name: string, entry: Entry, bytes: ArrayBuffer, start: number): Tensor {
  const { dtype, shape, data_offsets: offsets } = entry ?? {};
  const isShape = Array.isArray(shape) && shape.every((n) => Number.isSafeInteger(n) && n >= 0);
  const isPlaced =
    Array.isArray(offsets) && offsets.every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!isShape || !isPlaced) throw new RangeError(`${name} has no shape or no place`);
  const array = arrays[dtype as keyof typeof arrays];
  if (!array) throw new RangeError(`${name} is of ${dtype} numbers`);
  const [from, to] = offsets;
  const count = shape.reduce((product, n) => product * n, 1);
  if (to - from !== count * array.BYTES_PER_ELEMENT || start + to > bytes.byteLength) {
    throw new RangeError(`${name} is cut off`);
  }
  const part = bytes.slice(start + from, start + to);
  return { shape, data: new array(part) };
}
