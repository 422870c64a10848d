import { full32, localBytes, localSignature, type ZipFile, zip64Field } from './zip-records';

/** Bytes read at a time to look for headers. */
const windowBytes = 256 * 1024;

/** A backup of a million documents has fewer; more would only fill memory. */
const maxFiles = 8_000_000;

export interface ScannedFile extends ZipFile {
  /** Of its first byte. */
  start: number;
}

/**
 * Walks an archive from file to file by their own headers. So one that was cut off is read as far
 * as it goes, and behind a damaged header the next sound one is looked for. Files that are
 * compressed are passed over: a backup has none.
 */
export async function* scanZip(archive: Blob, signal: AbortSignal): AsyncGenerator<ScannedFile> {
  const view = new Windows(archive);
  let at = 0;
  for (let count = 0; count < maxFiles; count++) {
    signal.throwIfAborted();
    const next = await nextHeader(view, at);
    if (next === undefined) return;
    const { file, end } = await readHeader(view, next);
    if (file) yield file;
    // Where no header follows, the size may be damaged: what it spans is looked through.
    at = end !== undefined && (await isHeader(view, end)) ? end : next + 4;
  }
}

/** Of a file or of the directory. */
async function isHeader(view: Windows, at: number): Promise<boolean> {
  const [p, k, first, second] = await view.read(at, 4);
  return (
    p === 0x50 && k === 0x4b && ((first === 3 && second === 4) || (first === 1 && second === 2))
  );
}

async function nextHeader(view: Windows, from: number): Promise<number | undefined> {
  for (let at = from; at + localBytes <= view.size; ) {
    const bytes = await view.read(at, localBytes);
    const found = signatureIn(bytes);
    if (found >= 0) return at + found;
    at += bytes.length - 3;
  }
  return undefined;
}

function signatureIn(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
    if (bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4) return at;
  }
  return -1;
}

async function readHeader(
  view: Windows,
  offset: number,
): Promise<{ file?: ScannedFile; end?: number }> {
  const head = viewOf(await view.read(offset, localBytes));
  if (head.byteLength < localBytes || head.getUint32(0, true) !== localSignature) return {};
  const [flags, method, nameLength, extraLength] = [6, 8, 26, 28].map((field) =>
    head.getUint16(field, true),
  ) as [number, number, number, number];
  const start = offset + localBytes + nameLength + extraLength;
  const rest = await view.read(offset + localBytes, nameLength + extraLength);
  if (rest.length < nameLength + extraLength) return {};
  const packed = head.getUint32(18, true);
  const size =
    packed === full32
      ? sizeIn(viewOf(rest.subarray(nameLength, nameLength + extraLength)))
      : packed;
  // Bit 3: the size stands behind the file, where nobody knows where that is.
  const isKnown = size !== undefined && (flags & 8) === 0 && start + size <= view.size;
  if (!isKnown) return {};
  const end = start + size;
  if (method !== 0) return { end };
  const path = new TextDecoder().decode(rest.subarray(0, nameLength));
  return { file: { path, size, crc32: head.getUint32(14, true), offset, start }, end };
}

/** The size in a ZIP64 extra field. */
function sizeIn(extra: DataView): number | undefined {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    const isZip64 = extra.getUint16(at, true) === zip64Field && at + 12 <= extra.byteLength;
    if (isZip64) return Number(extra.getBigUint64(at + 4, true));
  }
  return undefined;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** A file through a window that moves along: small files of an archive lie in one window. */
class Windows {
  private start = 0;
  private bytes = new Uint8Array();

  constructor(private readonly file: Blob) {}

  get size(): number {
    return this.file.size;
  }

  /** From `at` to the end of the window; at least `count` bytes, fewer only at the file's end. */
  async read(at: number, count: number): Promise<Uint8Array> {
    const isHeld = at >= this.start && at + count <= this.start + this.bytes.length;
    if (!isHeld) {
      const end = at + Math.max(count, windowBytes);
      this.start = at;
      this.bytes = new Uint8Array(await this.file.slice(at, end).arrayBuffer());
    }
    return this.bytes.subarray(at - this.start);
  }
}
