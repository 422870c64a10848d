import type { DocumentId } from '../core';

/** Web Crypto hashes whole buffers only; slices keep memory small. */
const sliceBytes = 8 * 1024 * 1024;

/**
 * SHA-256 of a file, hexadecimal; of a file above 8 MiB, the SHA-256 of the SHA-256 digests
 * of its 8 MiB slices, one after the other.
 */
export async function hashContent(file: Blob): Promise<DocumentId> {
  if (file.size <= sliceBytes) return hex(await sha256(await file.arrayBuffer()));
  const digests: Uint8Array[] = [];
  for (let from = 0; from < file.size; from += sliceBytes) {
    digests.push(await sha256(await file.slice(from, from + sliceBytes).arrayBuffer()));
  }
  return hex(await sha256(await new Blob(digests as BlobPart[]).arrayBuffer()));
}

async function sha256(bytes: ArrayBuffer): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
