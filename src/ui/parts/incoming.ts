import type { IncomingFile } from '../../app';

/**
 * The files of a drop, folders opened. The entries must be taken before the first await: the
 * browser empties the list when the event is over.
 */
export function filesOfDrop(transfer: DataTransfer): Promise<IncomingFile[]> {
  const roots = Array.from(transfer.items)
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return filesOfRoots(roots);
}

async function filesOfRoots(roots: (FileSystemEntry | File | null)[]): Promise<IncomingFile[]> {
  const found: IncomingFile[] = [];
  for (const root of roots) {
    if (root instanceof File) found.push({ file: root, path: root.name });
    else if (root) await walk(root, found);
  }
  return found;
}

async function walk(entry: FileSystemEntry, found: IncomingFile[]): Promise<void> {
  // What the system hides (.DS_Store, .git) is not what a person dropped.
  if (entry.name.startsWith('.')) return;
  if (entry.isFile) {
    const file = await new Promise<File | undefined>((resolve) => {
      (entry as FileSystemFileEntry).file(resolve, () => resolve(undefined));
    });
    if (file) found.push({ file, path: entry.fullPath.replace(/^\//, '') });
    return;
  }
  for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) {
    await walk(child, found);
  }
}

/** A reader gives at most about 100 entries a call, and an empty list at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

export function filesOfInput(input: HTMLInputElement): IncomingFile[] {
  return Array.from(input.files ?? [], (file) => ({
    file,
    path: file.webkitRelativePath || file.name,
  })).filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')));
}

/** Files of a paste; a picture copied from elsewhere gets a name that says when. */
export function filesOfPaste(clipboard: DataTransfer): File[] {
  return Array.from(clipboard.files, (file) => {
    if (!/^image\.\w+$/.test(file.name)) return file;
    const name = pastedName(new Date(), file.name.split('.').pop()!);
    return new File([file], name, { type: file.type, lastModified: file.lastModified });
  });
}

export function pastedName(now: Date, extension: string): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `Pasted picture ${day} ${two(now.getHours())}.${two(now.getMinutes())}.${extension}`;
}

export function isPicture(file: File): boolean {
  return file.type.startsWith('image/') || /\.(jpe?g|png|webp|gif|avif|bmp|svg)$/i.test(file.name);
}
