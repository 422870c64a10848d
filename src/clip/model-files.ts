import { ModelFileError } from '../core';
import { readStream } from './read-stream';

interface ManifestEntry {
  path: string;
  bytes: number;
  sha256: string;
}

/** `manifest.json` of a model folder. */
export interface Manifest {
  name: string;
  version: string;
  dims: number;
  files: ManifestEntry[];
  /** Precision by device, in the runtime's names: "q8", "fp16", "fp32". */
  variants: Record<'wasm' | 'webgpu', Precision>;
}

export interface Precision {
  text: string;
  vision: string;
}

/**
 * The files of one model folder, each checked against the SHA-256 of the manifest before
 * anything reads it. A dev server answers a missing file with a page and status 200, so only
 * the hash tells.
 */
export class ModelFiles {
  private constructor(
    readonly baseUrl: string,
    readonly manifest: Manifest,
    /** SHA-256 of the manifest itself. */
    readonly version: string,
  ) {}

  static async open(baseUrl: string): Promise<ModelFiles> {
    const bytes = await download(`${baseUrl}manifest.json`);
    let manifest: Manifest;
    try {
      manifest = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      throw new ModelFileError(`There is no model at ${baseUrl}: manifest.json is missing.`);
    }
    return new ModelFiles(baseUrl, manifest, await sha256(bytes));
  }

  has(path: string): boolean {
    return this.manifest.files.some((file) => file.path === path);
  }

  bytesOf(path: string): number {
    return this.manifest.files.find((file) => file.path === path)?.bytes ?? 0;
  }

  /** @throws {ModelFileError} when the file is missing or differs from the manifest */
  async read(path: string, onBytes?: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
    const entry = this.manifest.files.find((file) => file.path === path);
    if (!entry) throw new ModelFileError(`${path} is not in the manifest.`);
    const bytes = await download(this.baseUrl + path, onBytes, entry.bytes);
    if (bytes.byteLength !== entry.bytes || (await sha256(bytes)) !== entry.sha256) {
      throw new ModelFileError(`${path} is not the file that the manifest names.`);
    }
    return bytes;
  }

  async readJson<T>(path: string): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.read(path)));
  }
}

/**
 * A transfer that breaks off is tried once more, past the browser's cache: tabs that load the same
 * file at once can break each other's (in Chromium ERR_CACHE_WRITE_FAILURE).
 */
async function download(
  url: string,
  onBytes?: (bytes: number) => void,
  expectedBytes?: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let received = 0;
  const count = (bytes: number) => {
    received += bytes;
    onBytes?.(bytes);
  };
  try {
    return await transfer(url, 'default', onBytes && count, expectedBytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    onBytes?.(-received);
    return transfer(url, 'no-store', onBytes, expectedBytes);
  }
}

async function transfer(
  url: string,
  cache: RequestCache,
  onBytes?: (bytes: number) => void,
  expectedBytes?: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { cache });
  if (!response.ok || !response.body) {
    throw new ModelFileError(`${url} cannot be read (status ${response.status}).`);
  }
  if (!onBytes || !expectedBytes) return new Uint8Array(await response.arrayBuffer());
  return readStream(response.body, expectedBytes, onBytes).catch((error) => {
    if (!(error instanceof RangeError)) throw error;
    throw new ModelFileError(`${url} is larger than the manifest says.`);
  });
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
