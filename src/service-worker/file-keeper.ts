import type { SavedFiles, SaveFault } from '../core';
import type { Built, BuiltFile } from './built';
import { withHeaders } from './headers';

/** A browser opens six connections to a server at most, and the page needs some. */
const maxDownloads = 3;

/** A file that came is not the one that was built. */
class BrokenFileError extends Error {
  override name = 'BrokenFileError';
}

/**
 * The files of one build in the browser's cache. Each is kept under its path and its hash, so
 * that files which did not change are shared by versions, and one version never answers with a
 * file of another. Nothing is kept whose hash is not the build's.
 */
export class FileKeeper {
  private readonly byPath: ReadonlyMap<string, BuiltFile>;
  private readonly cacheName: string;
  /** Keys of what is kept; read once. */
  private kept: Promise<Set<string>> | undefined;
  /** Files on their way, with the bytes that came. */
  private readonly underway = new Map<BuiltFile, { bytes: number; end: Promise<void> }>();
  private saving: Promise<void> | undefined;
  private fault: SaveFault | undefined;

  /**
   * @param scope address of the app's folder
   * @param get asks the network
   */
  constructor(
    private readonly built: Built,
    private readonly scope: string,
    private readonly get: (request: Request) => Promise<Response>,
  ) {
    this.byPath = new Map(built.files.map((file) => [file.path, file]));
    this.cacheName = `rummage-files ${scope} ${built.headersVersion}`;
  }

  /**
   * The answer to a request: what is kept, else what the network says, which is then kept.
   *
   * @param wait keeps the worker alive for it
   */
  async answer(
    path: string,
    request: Request,
    wait: (work: Promise<unknown>) => void,
  ): Promise<Response> {
    const file = this.byPath.get(path);
    if (!file) return (await this.former(path)) ?? this.pass(path, await this.get(request));
    await this.underway.get(file)?.end.catch(() => {});
    return (await this.match(file)) ?? this.fetchAndKeep(file, request, wait);
  }

  /** Keeps what a page needs to start; of an update all that works offline. */
  async install(isUpdate: boolean): Promise<void> {
    const files = this.built.files.filter(({ when }) =>
      isUpdate ? when !== 'use' : when === 'install',
    );
    await eachOf(files, (file) => this.save(file));
  }

  /** Goes on saving what works offline. Settles when it is done; what failed stands in the state. */
  saveAll(): Promise<void> {
    this.saving ??= this.saveMissing().finally(() => {
      this.saving = undefined;
    });
    return this.saving;
  }

  async state(): Promise<SavedFiles> {
    const kept = await this.keys();
    const files = this.built.files.filter(({ when }) => when !== 'use');
    const saved = files.filter((file) => kept.has(this.keyOf(file)));
    const bytesOf = (some: BuiltFile[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
    let underwayBytes = 0;
    for (const [file, { bytes }] of this.underway) {
      // A server that packs what it sends gives more or fewer bytes than the file has.
      if (files.includes(file)) underwayBytes += Math.min(bytes, file.bytes);
    }
    return {
      savedFiles: saved.length,
      totalFiles: files.length,
      savedBytes: Math.min(bytesOf(saved) + underwayBytes, bytesOf(files)),
      totalBytes: bytesOf(files),
      fault: this.fault,
    };
  }

  /** Forgets the files of other versions. */
  async sweep(): Promise<void> {
    const own = new Set(this.built.files.map((file) => this.keyOf(file)));
    const cache = await caches.open(this.cacheName);
    for (const { url } of await cache.keys()) if (!own.has(url)) await cache.delete(url);
    for (const name of await caches.keys()) {
      const isOlder = name.startsWith(`rummage-files ${this.scope} `) && name !== this.cacheName;
      if (isOlder) await caches.delete(name);
    }
    this.kept = undefined;
  }

  private async saveMissing(): Promise<void> {
    this.fault = undefined;
    const kept = await this.keys();
    const missing = this.built.files.filter(
      (file) => file.when !== 'use' && !kept.has(this.keyOf(file)),
    );
    await eachOf(missing, async (file) => {
      // Without the server, or without space, the others fail as well.
      if (this.fault === 'unreachable' || this.fault === 'full') return;
      await this.save(file).catch((error) => {
        this.fault = faultOf(error);
      });
    });
  }

  private keyOf({ path, sha256 }: BuiltFile): string {
    return `${this.scope}${path}?sha256=${sha256[0]}`;
  }

  private async keys(): Promise<Set<string>> {
    // All of it may have been erased while this worker lived on.
    if (!(await caches.has(this.cacheName))) this.kept = undefined;
    this.kept ??= caches
      .open(this.cacheName)
      .then(async (cache) => new Set((await cache.keys()).map(({ url }) => url)));
    return this.kept;
  }

  private async match(file: BuiltFile): Promise<Response | undefined> {
    const cache = await caches.open(this.cacheName);
    return cache.match(this.keyOf(file));
  }

  /** A tab that was loaded by the version before asks for a part of it that was renamed since. */
  private former(path: string): Promise<Response | undefined> {
    return caches.match(this.scope + path, { ignoreSearch: true });
  }

  private pass(path: string, response: Response): Response {
    return withHeaders(response, path, this.built.headers);
  }

  private async fetchAndKeep(
    file: BuiltFile,
    request: Request,
    wait: (work: Promise<unknown>) => void,
  ): Promise<Response> {
    const response = await this.get(request);
    if (response.ok) wait(this.keep(file, response.clone()).catch(() => {}));
    return this.pass(file.path, response);
  }

  /** @throws {BrokenFileError} */
  private async save(file: BuiltFile): Promise<void> {
    await this.underway.get(file)?.end.catch(() => {});
    const key = this.keyOf(file);
    if ((await this.keys()).has(key)) return;
    // A version with other headers may have it.
    const earlier = await caches.match(key);
    if (earlier) return this.keep(file, earlier);
    const address = this.scope + file.path;
    const load = async (cache: RequestCache) =>
      this.keep(file, await this.get(new Request(address, { cache })));
    await load('default').catch((error) => {
      // What the browser has of an earlier visit may be older than the build.
      if (error instanceof BrokenFileError) return load('reload');
      throw error;
    });
  }

  private keep(file: BuiltFile, response: Response): Promise<void> {
    const progress = { bytes: 0, end: Promise.resolve() };
    progress.end = this.checkAndPut(file, response, (bytes) => {
      progress.bytes += bytes;
    }).finally(() => this.underway.delete(file));
    this.underway.set(file, progress);
    return progress.end;
  }

  private async checkAndPut(
    file: BuiltFile,
    response: Response,
    onBytes: (bytes: number) => void,
  ): Promise<void> {
    const bytes = response.ok ? await readAll(response, onBytes) : new ArrayBuffer();
    if (!file.sha256.includes(await sha256(bytes))) throw new BrokenFileError(file.path);
    const cache = await caches.open(this.cacheName);
    await cache.put(this.keyOf(file), withHeaders(response, file.path, this.built.headers, bytes));
    (await this.keys()).add(this.keyOf(file));
  }
}

/** Settles when all did; rejects as the first that failed. */
async function eachOf(
  files: readonly BuiltFile[],
  work: (file: BuiltFile) => Promise<void>,
): Promise<void> {
  const left = files.values();
  await Promise.all(
    Array.from({ length: maxDownloads }, async () => {
      for (const file of left) await work(file);
    }),
  );
}

async function readAll(response: Response, onBytes: (bytes: number) => void): Promise<ArrayBuffer> {
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(part, controller) {
      onBytes(part.byteLength);
      controller.enqueue(part);
    },
  });
  return new Response(response.body?.pipeThrough(counting)).arrayBuffer();
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function faultOf(error: unknown): SaveFault {
  if (error instanceof BrokenFileError) return 'broken';
  return error instanceof Error && error.name === 'QuotaExceededError' ? 'full' : 'unreachable';
}
