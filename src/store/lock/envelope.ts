/**
 * Structured values as bytes, so that they can be encrypted: JSON, with typed arrays and Blobs
 * behind it as they are. What JSON does not know is written as `{ $: [kind, …] }`.
 *
 * Layout: length of the JSON (Uint32, little-endian), the JSON in UTF-8, the parts one after another.
 */
export async function packValue(value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Part[] = [];
  const root = pack(value, parts);
  const lengths = parts.map((part) => (part instanceof Blob ? part.size : part.byteLength));
  const json = new TextEncoder().encode(JSON.stringify({ root, lengths }));
  const size = lengths.reduce((sum, length) => sum + length, headerBytes + json.length);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, headerBytes);
  let at = headerBytes + json.length;
  for (const part of parts) {
    const content = part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : part;
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

/** The inverse of {@link packValue}; nothing of the result shares memory with the bytes. */
export function unpackValue(bytes: Uint8Array<ArrayBuffer>): unknown {
  const { buffer, byteOffset } = bytes;
  const jsonLength = new DataView(buffer, byteOffset).getUint32(0, true);
  let at = headerBytes + jsonLength;
  const json = new TextDecoder().decode(bytes.subarray(headerBytes, at));
  const { root, lengths } = JSON.parse(json) as { root: Packed; lengths: number[] };
  const parts = lengths.map((length) => {
    at += length;
    return bytes.slice(at - length, at).buffer;
  });
  return unpack(root, parts);
}

const headerBytes = 4;

type Part = Uint8Array | Blob;
type Packed = string | number | boolean | null | Packed[] | { [key: string]: Packed };

const arrayClasses = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};
type ArrayClassName = keyof typeof arrayClasses;

const tag = (kind: string, ...rest: Packed[]): Packed => ({ $: [kind, ...rest] });

function pack(value: unknown, parts: Part[]): Packed {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return tag('number', '-0');
    return Number.isFinite(value) ? value : tag('number', String(value));
  }
  if (value === undefined) return tag('undefined');
  if (typeof value === 'bigint') return tag('bigint', String(value));
  if (Array.isArray(value)) return Array.from(value, (item) => pack(item, parts));
  if (typeof value === 'object') return packObject(value, parts);
  throw new TypeError(`a ${typeof value} cannot be stored`);
}

function packObject(value: object, parts: Part[]): Packed {
  if (value instanceof Blob) return tag('blob', value.type, parts.push(value) - 1);
  if (value instanceof ArrayBuffer) return tag('buffer', parts.push(new Uint8Array(value)) - 1);
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    const className = value.constructor.name;
    if (!(className in arrayClasses)) throw new TypeError(`a ${className} cannot be stored`);
    const part = parts.push(new Uint8Array(buffer, byteOffset, byteLength)) - 1;
    return tag('array', className, part);
  }
  if (value instanceof Date) return tag('date', pack(value.getTime(), parts));
  if (value instanceof Map) return tag('map', pack([...value], parts));
  if (value instanceof Set) return tag('set', pack([...value], parts));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`a ${value.constructor?.name} cannot be stored`);
  }
  const entries = Object.entries(value);
  // Not to be taken for a tag.
  if ('$' in value) return tag('object', pack(entries, parts));
  return Object.fromEntries(entries.map(([key, item]) => [key, pack(item, parts)]));
}

function unpack(packed: Packed, parts: ArrayBuffer[]): unknown {
  if (typeof packed !== 'object' || packed === null) return packed;
  if (Array.isArray(packed)) return packed.map((item) => unpack(item, parts));
  if (Array.isArray(packed.$)) return unpackTagged(packed.$, parts);
  return Object.fromEntries(
    Object.entries(packed).map(([key, item]) => [key, unpack(item, parts)]),
  );
}

function unpackTagged([kind, first, second]: Packed[], parts: ArrayBuffer[]): unknown {
  const inner = () => unpack(first!, parts);
  switch (kind) {
    case 'number':
      return Number(first);
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(first as string);
    case 'blob':
      return new Blob([parts[second as number]!], { type: first as string });
    case 'buffer':
      return parts[first as number];
    case 'array':
      return new arrayClasses[first as ArrayClassName](parts[second as number]!);
    case 'date':
      return new Date(inner() as number);
    case 'map':
      return new Map(inner() as [unknown, unknown][]);
    case 'set':
      return new Set(inner() as unknown[]);
    case 'object':
      return Object.fromEntries(inner() as [string, unknown][]);
    default:
      throw new TypeError(`${kind} was stored by a version of Rummage that is newer than this`);
  }
}
