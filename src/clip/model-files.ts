import { ModelFileError } from '../core';
import { fileOf, type Manifest, storedNameOf, variantsOf } from '../models';
import { readStream } from './read-stream';

/** Where the files of a model are read from, by their path in its folder. */
interface Place {
  /**
   * @param onBytes how many came, of `expectedBytes`
   * @throws {ModelFileError} where it cannot be read
   */
  read(
    path: string,
    onBytes?: (bytes: number) => void,
    expectedBytes?: number,
  ): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * The files of one model, each checked against the SHA-256 of the manifest before anything reads
 * it. A dev server answers a missing file with a page and status 200, so only the hash tells.
 */
export class ModelFiles {
  private constructor(
    private readonly place: Place,
    readonly manifest: Manifest,
    /** Of the weights; other embeddings for another. */
    readonly version: string,
  ) {}

  /** @param modelUrl see {@link EncoderOptions.modelUrl} */
  static async open(modelUrl: string): Promise<ModelFiles> {
    const place = placeOf(modelUrl);
    const bytes = await place.read('manifest.json');
    let manifest: Manifest;
    try {
      manifest = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      throw new ModelFileError(`There is no model at ${modelUrl}: manifest.json is missing.`);
    }
    return new ModelFiles(place, manifest, manifest.fingerprint ?? (await sha256(bytes)));
  }

  get variants() {
    return variantsOf(this.manifest);
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
    const bytes = await this.place.read(path, onBytes, entry.bytes);
    if (bytes.byteLength !== entry.bytes || (await sha256(bytes)) !== entry.sha256) {
      throw new ModelFileError(`${path} is not the file that the manifest names.`);
    }
    return bytes;
  }

  async readJson<T>(path: string): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await this.read(path)));
  }
}

function placeOf(modelUrl: string): Place {
  const name = storedNameOf(modelUrl);
  if (name === undefined) {
    return { read: (path, onBytes, bytes) => download(`${modelUrl}${path}`, onBytes, bytes) };
  }
  return {
    async read(path, onBytes) {
      const file = await fileOf(name, path);
      if (!file) throw new ModelFileError(`${path} of the model ${name} is gone.`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      onBytes?.(bytes.byteLength);
      return bytes;
    },
  };
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
