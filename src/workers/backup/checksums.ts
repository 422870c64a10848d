import { sha256 } from '@noble/hashes/sha2.js';

/** Of one file of a backup. */
export interface Checksums {
  /** As ZIP has it, unsigned. */
  crc32: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** Files up to this size are held whole: Web Crypto is fast, but takes whole buffers only. */
export const wholeBytes = 32 * 1024 ** 2;

/** Larger files are read in slices of this size. */
const sliceBytes = 4 * 1024 ** 2;

/** @throws {DOMException} AbortError; NotReadableError where the file is gone or was changed */
export async function checksumsOf(file: Blob, signal?: AbortSignal): Promise<Checksums> {
  if (file.size <= wholeBytes) return checksumsOfBytes(new Uint8Array(await file.arrayBuffer()));
  const hash = sha256.create();
  let crc = 0;
  for await (const bytes of slicesOf(file, signal)) {
    hash.update(bytes);
    crc = crc32(bytes, crc);
  }
  return { crc32: crc, sha256: hexadecimal(hash.digest()) };
}

export async function checksumsOfBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Checksums> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return { crc32: crc32(bytes), sha256: hexadecimal(new Uint8Array(digest)) };
}

/** The bytes of a file, a few at a time. */
export async function* slicesOf(
  file: Blob,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < file.size; from += sliceBytes) {
    signal?.throwIfAborted();
    yield new Uint8Array(await file.slice(from, from + sliceBytes).arrayBuffer());
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 of ISO 3309, as ZIP and PNG have it. @param before that of the bytes before these */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
