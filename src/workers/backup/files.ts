import type { BackupProgress } from '../../core';
import { checksumsOf, checksumsOfBytes, crc32, slicesOf, wholeBytes } from './checksums';
import type { PartFile } from './format';
import { type ScannedFile, scanZip } from './zip-scan';

const manifestName = 'manifest-sha256.txt';
const payload = 'data/';
const documents = 'documents/';

/** Progress of the look through a file is told at most once for so many of its bytes. */
const reportBytes = 64 * 1024 ** 2;

const damaged = 'it is damaged in this backup';

/** The files in a backup, each given out only when it is as it was written. */
export class BackupFiles {
  /** By path below `data/`. */
  private readonly files: ReadonlyMap<string, ScannedFile>;
  /** Of what no record lists: records themselves. */
  private readonly sums = new Map<string, string>();
  /** The list of checksums, which comes last, is there. */
  isWhole = false;

  private constructor(
    private readonly archive: Blob,
    folder: ReadonlyMap<string, ScannedFile>,
  ) {
    const below = [...folder].filter(([path]) => path.startsWith(payload));
    this.files = new Map(below.map(([path, file]) => [path.slice(payload.length), file]));
  }

  /** @throws {DOMException} AbortError */
  static async open(
    archive: Blob,
    onProgress: (progress: BackupProgress) => void,
    signal: AbortSignal,
  ): Promise<BackupFiles> {
    // Damaged names may lie in a folder of their own, and there may be archives among originals.
    const folders = new Map<string, Map<string, ScannedFile>>();
    let told = 0;
    for await (const file of scanZip(archive, signal)) {
      const [, root, path] = /^([^/]+)\/(.+)$/s.exec(file.path) ?? [];
      if (root === undefined || path === undefined) continue;
      const folder = folders.get(root) ?? new Map<string, ScannedFile>();
      folders.set(root, folder);
      if (!folder.has(path)) folder.set(path, file);
      if (file.start - told < reportBytes) continue;
      told = file.start;
      onProgress({ phase: 'look', done: 0, total: 0, bytes: told, totalBytes: archive.size });
    }
    const [largest = new Map()] = [...folders.values()].sort((a, b) => b.size - a.size);
    const found = new BackupFiles(archive, largest);
    const manifest = largest.get(manifestName);
    if (manifest) await found.readManifest(manifest);
    return found;
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** Paths of the records of documents, in the order they were written. */
  get documentPaths(): string[] {
    return [...this.files.keys()].filter((path) => path.startsWith(documents));
  }

  /**
   * A file that a record lists.
   *
   * @throws {RangeError} where it is missing or damaged
   */
  async part({ path, bytes, sha256, type }: PartFile): Promise<Blob> {
    const file = this.files.get(path);
    if (!file) throw new RangeError('a part of it is missing in this backup');
    if (file.size !== bytes) throw new RangeError(damaged);
    const slice = this.archive.slice(file.start, file.start + file.size, mediaType(type));
    if (file.size > wholeBytes) {
      if ((await checksumsOf(slice)).sha256 !== sha256) throw new RangeError(damaged);
      return slice;
    }
    // What was compared is what is kept, whatever becomes of the file meanwhile.
    const whole = new Uint8Array(await slice.arrayBuffer());
    if ((await checksumsOfBytes(whole)).sha256 !== sha256) throw new RangeError(damaged);
    return new Blob([whole], { type: mediaType(type) });
  }

  /**
   * A record; undefined where there is none.
   *
   * @throws {RangeError} where it is damaged
   */
  async text(path: string): Promise<string | undefined> {
    const file = this.files.get(path);
    if (!file) return undefined;
    const bytes = new Uint8Array(
      await this.archive.slice(file.start, file.start + file.size).arrayBuffer(),
    );
    const listed = this.sums.get(path);
    const isSound =
      crc32(bytes) === file.crc32 &&
      (listed === undefined || (await checksumsOfBytes(bytes)).sha256 === listed);
    if (!isSound) throw new RangeError(damaged);
    return new TextDecoder().decode(bytes);
  }

  /** @throws {RangeError} where it is damaged, or no JSON */
  async json(path: string): Promise<unknown> {
    const text = await this.text(path);
    try {
      return text === undefined ? undefined : JSON.parse(text);
    } catch {
      throw new RangeError(damaged);
    }
  }

  /** @throws {RangeError} */
  async list(path: string): Promise<unknown[]> {
    const value = await this.json(path);
    return Array.isArray(value) ? value : [];
  }

  private async readManifest({ start, size, crc32: sum }: ScannedFile): Promise<void> {
    const list = this.archive.slice(start, start + size);
    // A list that is damaged is no list; records have their own checksums in their headers.
    if ((await crcOf(list)) !== sum) return;
    this.isWhole = true;
    for await (const line of linesOf(list)) {
      const [, sha256, path] = /^(\S+) {2}data\/(.+)$/.exec(line) ?? [];
      if (sha256 && path?.endsWith('.json')) this.sums.set(path, sha256);
    }
  }
}

async function crcOf(file: Blob): Promise<number> {
  let crc = 0;
  for await (const bytes of slicesOf(file)) crc = crc32(bytes, crc);
  return crc;
}

const mediaType = (type: string | undefined): string =>
  type && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : '';

/** The lines of a text, without holding all of it. */
export async function* linesOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of slicesOf(file)) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
