import { BlobReader, type Entry, type FileEntry, ZipReader } from '@zip.js/zip.js';
import type { IncomingFile } from '../rummage';

/** A file of a model on its way in, by its path below the model's folder. */
export interface ModelFileIn {
  path: string;
  bytes: number;
  /** Hexadecimal, where somebody says what it ought to be. */
  sha256?: string;
  open: () => ReadableStream<Uint8Array>;
}

/** A model as it was dropped: a folder, or an archive with one in it. */
export interface ModelIn {
  /** Of its folder or archive. */
  name: string;
  files: ModelFileIn[];
}

const configName = 'config.json';

/**
 * The model among dropped files; undefined where they are documents. A folder is taken for a model
 * by a `config.json` with ONNX weights below it.
 */
export async function modelAmong(files: readonly IncomingFile[]): Promise<ModelIn | undefined> {
  const [first] = files;
  if (files.length === 1 && first && /\.zip$/i.test(first.file.name)) return inArchive(first.file);
  return inFolder(
    files.map(({ file, path }) => ({ path, bytes: file.size, open: () => file.stream() })),
    'model',
  );
}

async function inArchive(file: File): Promise<ModelIn | undefined> {
  // Only its list of contents is read; what is no archive is left to those who read documents.
  const entries: Entry[] = await new ZipReader(new BlobReader(file)).getEntries().catch(() => []);
  const files = entries
    .filter((entry): entry is FileEntry => !entry.directory)
    .map((entry) => ({
      path: entry.filename,
      bytes: entry.uncompressedSize,
      open: () => contentOf(entry),
    }));
  return inFolder(files, file.name.replace(/\.zip$/i, ''));
}

function contentOf(entry: FileEntry): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  entry.getData(writable, { useWebWorkers: false }).catch((error) => {
    writable.abort(error).catch(() => {});
  });
  return readable;
}

/** @param fallback its name, where it stands in no folder */
function inFolder(files: ModelFileIn[], fallback: string): ModelIn | undefined {
  const root = rootOf(files.map(({ path }) => path));
  if (root === undefined) return undefined;
  const inside = files
    .filter(({ path }) => path.startsWith(root))
    .map((file) => ({ ...file, path: file.path.slice(root.length) }));
  if (!inside.some(({ path }) => /^(onnx\/)?[^/]+\.onnx$/.test(path))) return undefined;
  return { name: root.split('/').at(-2) || fallback, files: inside };
}

/**
 * Path of the folder in which a `config.json` stands, with its slash. It must be the one that was
 * dropped: a folder of documents stays one, whatever lies deep in it.
 */
function rootOf(paths: readonly string[]): string | undefined {
  const [path] = paths.filter((one) => /^([^/]+\/)?config\.json$/.test(one)).sort();
  return path?.slice(0, -configName.length);
}
