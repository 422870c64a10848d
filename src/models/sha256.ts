import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * SHA-256 of what comes in pieces. The browser's own digest takes only the whole at once, which a
 * file of a gigabyte should not have to be in memory for.
 */
export class Sha256 {
  private readonly hash = sha256.create();

  update(bytes: Uint8Array): this {
    this.hash.update(bytes);
    return this;
  }

  /** Hexadecimal; nothing can be added after it. */
  hex(): string {
    return bytesToHex(this.hash.digest());
  }
}

/** @returns hexadecimal */
export async function sha256OfBlob(blob: Blob): Promise<string> {
  const hash = new Sha256();
  for await (const piece of blob.stream()) hash.update(piece);
  return hash.hex();
}
