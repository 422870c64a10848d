import { type DocumentIssue, type FileStamp, issue } from '../../core';

/** Files whose size and time are asked for at once. */
const statsAtOnce = 32;

/** What programs and systems keep for themselves. */
const skipped =
  /^\.|^~\$|^(node_modules|__pycache__|\$RECYCLE\.BIN|System Volume Information|Thumbs\.db|desktop\.ini)$|\.(crswap|crdownload|part|download)$/i;

export const isSkipped = (name: string): boolean => skipped.test(name);

/** A folder, or a part of it, as it is on the disk. */
export interface Listing {
  /** By their paths. */
  files: Map<string, FileStamp>;
  /** Files and folders that are there and could not be read: nothing is known of what is below. */
  unread: { path: string; issue: DocumentIssue }[];
  /** Paths that were looked at with all below them; `''` is the whole folder. */
  scope: readonly string[];
}

/**
 * Lists files by size and time, without reading them. What is hidden is passed over.
 *
 * @param scope see {@link Listing.scope}
 * @param onFound told how many files were found so far
 * @throws {DOMException} where the folder itself cannot be read, or AbortError
 */
export async function listFolder(
  root: FileSystemDirectoryHandle,
  scope: readonly string[],
  onFound: (count: number) => void,
  signal: AbortSignal,
): Promise<Listing> {
  const lister = new Lister(scope, onFound, signal);
  // Where the folder is gone so is all that is in it: that must not look like files removed.
  await root.values().next();
  for (const path of scope) await lister.lookAt(root, path);
  return lister.listing;
}

class Lister {
  readonly listing: Listing;

  constructor(
    scope: readonly string[],
    private readonly onFound: (count: number) => void,
    private readonly signal: AbortSignal,
  ) {
    this.listing = { files: new Map(), unread: [], scope };
  }

  /** A path that does not exist has no files. */
  async lookAt(root: FileSystemDirectoryHandle, path: string): Promise<void> {
    if (path === '') return this.list(root, '');
    if (path.split('/').some(isSkipped)) return;
    try {
      const handle = await handleAt(root, path);
      if (handle.kind === 'directory') await this.list(handle, `${path}/`);
      else await this.stat(handle, path);
    } catch (error) {
      this.signal.throwIfAborted();
      if (!isGone(error)) this.cannotRead(path, error);
    }
  }

  /** @param prefix path of the directory with its slash; '' for the root, whose faults are thrown */
  private async list(directory: FileSystemDirectoryHandle, prefix: string): Promise<void> {
    const folders: FileSystemDirectoryHandle[] = [];
    let files: FileSystemFileHandle[] = [];
    try {
      for await (const handle of directory.values()) {
        if (isSkipped(handle.name)) continue;
        if (handle.kind === 'directory') folders.push(handle as FileSystemDirectoryHandle);
        else files.push(handle as FileSystemFileHandle);
        if (files.length < statsAtOnce) continue;
        await this.statAll(files, prefix);
        files = [];
      }
      await this.statAll(files, prefix);
    } catch (error) {
      this.signal.throwIfAborted();
      if (prefix === '') throw error;
      this.cannotRead(prefix.slice(0, -1), error);
    }
    for (const folder of folders) await this.list(folder, `${prefix}${folder.name}/`);
  }

  private async statAll(files: readonly FileSystemFileHandle[], prefix: string): Promise<void> {
    this.signal.throwIfAborted();
    await Promise.all(files.map((handle) => this.stat(handle, prefix + handle.name)));
    this.onFound(this.listing.files.size);
  }

  private async stat(handle: FileSystemFileHandle, path: string): Promise<void> {
    try {
      const { size, lastModified } = await handle.getFile();
      this.listing.files.set(path, { path, byteSize: size, lastModified });
    } catch (error) {
      this.cannotRead(path, error);
    }
  }

  private cannotRead(path: string, error: unknown): void {
    this.listing.unread.push({ path, issue: readIssue(error) });
  }
}

/** @throws {DOMException} NotFoundError */
async function handleAt(
  root: FileSystemDirectoryHandle,
  path: string,
): Promise<FileSystemDirectoryHandle | FileSystemFileHandle> {
  const names = path.split('/');
  const last = names.pop()!;
  let directory = root;
  for (const name of names) directory = await directory.getDirectoryHandle(name);
  return directory.getFileHandle(last).catch((error) => {
    if (nameOf(error) === 'TypeMismatchError') return directory.getDirectoryHandle(last);
    throw error;
  });
}

/** Opens files of a folder by their paths; a directory is looked up once. */
export class FolderReader {
  private readonly directories = new Map<string, Promise<FileSystemDirectoryHandle>>();

  constructor(root: FileSystemDirectoryHandle) {
    this.directories.set('', Promise.resolve(root));
  }

  /** @throws {DOMException} NotFoundError, NotReadableError */
  async file(path: string): Promise<File> {
    const { parent, name } = split(path);
    return (await (await this.directory(parent)).getFileHandle(name)).getFile();
  }

  private directory(path: string): Promise<FileSystemDirectoryHandle> {
    const known = this.directories.get(path);
    if (known) return known;
    const { parent, name } = split(path);
    const found = this.directory(parent).then((directory) => directory.getDirectoryHandle(name));
    this.directories.set(path, found);
    return found;
  }
}

function split(path: string): { parent: string; name: string } {
  const at = path.lastIndexOf('/');
  return { parent: path.slice(0, Math.max(0, at)), name: path.slice(at + 1) };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/** A part of the path is no more, or has become a file. */
export const isGone = (error: unknown): boolean =>
  ['NotFoundError', 'TypeMismatchError'].includes(nameOf(error));

export const isRefused = (error: unknown): boolean =>
  ['NotAllowedError', 'SecurityError'].includes(nameOf(error));

export function readIssue(error: unknown): DocumentIssue {
  if (isGone(error)) {
    return issue('internal', 'This went away while it was looked at.', 'Look again.');
  }
  return issue(
    'internal',
    'The system does not let the browser read this.',
    'Close it in other programs, or check who may read it.',
  );
}
