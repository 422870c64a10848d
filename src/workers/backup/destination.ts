import type { Sink } from './bag';

/** Folder of the browser's own file system for exports on their way to the person. */
const folderName = 'exports';

/** A file that was handed over may still be read for as long as a slow disk takes. */
const keptMs = 24 * 60 * 60 * 1000;

/** Where an export goes. */
export interface Destination {
  sink: Sink;
  /** @returns what is to be handed to the person; undefined where it is in their file already */
  finish(): Promise<Blob | undefined>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

/**
 * The person's own file where the browser lets one write there, else a file in the browser's own
 * file system, which a download reads from disk; memory where neither is to be had.
 */
export async function openDestination(
  name: string,
  chosen: FileSystemFileHandle | undefined,
): Promise<Destination> {
  if (chosen) return intoFile(chosen, () => Promise.resolve(undefined));
  try {
    const folder = await exportsFolder();
    await removeOld(folder);
    const handle = await folder.getFileHandle(`${crypto.randomUUID()}-${name}`, { create: true });
    const { abort, ...rest } = await intoFile(handle, () => handle.getFile());
    const remove = () => folder.removeEntry(handle.name).catch(() => {});
    return { ...rest, abort: () => abort().then(remove) };
  } catch {
    return intoMemory();
  }
}

/** What is left of former exports. */
export async function removeExports(): Promise<void> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(folderName, { recursive: true });
  } catch {
    // There is none, or one is being written.
  }
}

async function exportsFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(folderName, { create: true });
}

async function removeOld(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    const isOld =
      handle.kind === 'file' &&
      (await (handle as FileSystemFileHandle).getFile()).lastModified < Date.now() - keptMs;
    if (isOld) await folder.removeEntry(name).catch(() => {});
  }
}

/** Nothing stands in the file before it is closed: until then it is written beside it. */
async function intoFile(
  handle: FileSystemFileHandle,
  result: () => Promise<Blob | undefined>,
): Promise<Destination> {
  const stream = await handle.createWritable();
  const writer = (stream as WritableStream<Uint8Array<ArrayBuffer>>).getWriter();
  const blocks = new Blocks((bytes) => writer.write(bytes));
  return {
    sink: blocks,
    finish: async () => {
      await blocks.flush();
      await writer.close();
      return result();
    },
    abort: () => writer.abort().catch(() => {}),
  };
}

function intoMemory(): Destination {
  const parts: Blob[] = [];
  const blocks = new Blocks(async (bytes) => {
    parts.push(new Blob([bytes]));
  });
  return {
    sink: blocks,
    finish: async () => {
      await blocks.flush();
      return new Blob(parts);
    },
    abort: async () => {
      parts.length = 0;
    },
  };
}

const blockBytes = 1024 ** 2;

/** Gathers small pieces: each write crosses to another process. */
class Blocks implements Sink {
  private readonly block = new Uint8Array(blockBytes);
  private filled = 0;

  constructor(private readonly put: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>) {}

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.filled + bytes.length > blockBytes) await this.flush();
    if (bytes.length >= blockBytes) return this.put(bytes);
    this.block.set(bytes, this.filled);
    this.filled += bytes.length;
  }

  async flush(): Promise<void> {
    if (this.filled > 0) await this.put(this.block.slice(0, this.filled));
    this.filled = 0;
  }
}
