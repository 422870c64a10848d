import type { Manifest, ManifestEntry } from './manifest';
import { Sha256 } from './sha256';

/**
 * Models that were brought to this computer, in the origin's private file system: `models/NAME/`
 * with the model's files below it. One with a `manifest.json` is whole; one with a `download.json`
 * is on its way. Weights are files, not records of the library's database, so that they are read
 * without being copied, and the library stays small.
 */
const folderName = 'models';

/** Name of the model that the app brings along. */
export const bundledEncoder = 'compact-clip';

const manifestPath = 'manifest.json';
export const downloadPath = 'download.json';

/** Adding, removing and tidying up exclude each other in all tabs. */
const lockName = 'rummage.models';

/** Name of a model as it may be a folder. */
export function modelNameOf(text: string): string {
  const name = text
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80);
  // The bundled one is meant by that.
  return name === bundledEncoder ? `${name}-2` : name || 'model';
}

const storedScheme = 'stored:';

/** Address of a model that is stored here, as the encoder takes it. */
export const storedModelUrl = (name: string): string => `${storedScheme}${name}/`;

/** Undefined for the address of any other model. */
export const storedNameOf = (modelUrl: string): string | undefined =>
  modelUrl.startsWith(storedScheme) ? modelUrl.slice(storedScheme.length, -1) : undefined;

/** Runs alone among all tabs that change models. */
export const alone = <T>(task: () => Promise<T>): Promise<T> =>
  navigator.locks.request(lockName, task) as Promise<T>;

/** Manifests of the models that are whole, by name. */
export async function storedModels(): Promise<Manifest[]> {
  const found: Manifest[] = [];
  for (const name of await modelFolders()) {
    const manifest = await readJsonOf<Manifest>(name, manifestPath);
    if (manifest) found.push(manifest);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

export async function storedModel(name: string): Promise<Manifest | undefined> {
  return readJsonOf(name, manifestPath);
}

/** Names of all folders, of models that are whole or not. */
export async function modelFolders(): Promise<string[]> {
  const names: string[] = [];
  for await (const [name, handle] of await modelsFolder()) {
    if (handle.kind === 'directory') names.push(name);
  }
  return names;
}

/** Removes what was left of models whose adding was cut short. */
export async function tidyUp(): Promise<void> {
  await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    for (const name of await modelFolders()) {
      const isKept = (await fileOf(name, manifestPath)) ?? (await fileOf(name, downloadPath));
      if (!isKept) await removeStored(name);
    }
  });
}

/** Undefined where there is no such file. */
export async function fileOf(name: string, path: string): Promise<File | undefined> {
  try {
    const [folder, last] = await parentOf(name, path, false);
    return await (await folder.getFileHandle(last)).getFile();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Writes a file of a model, replacing the one that is there.
 *
 * @param onBytes how many came
 */
export async function writeStored(
  name: string,
  path: string,
  content: ReadableStream<Uint8Array>,
  onBytes: (bytes: number) => void = () => {},
): Promise<ManifestEntry> {
  const [folder, last] = await parentOf(name, path, true);
  const writable = await (await folder.getFileHandle(last, { create: true })).createWritable();
  const hash = new Sha256();
  let bytes = 0;
  try {
    for await (const piece of content) {
      hash.update(piece);
      await writable.write(piece as Uint8Array<ArrayBuffer>);
      bytes += piece.byteLength;
      onBytes(piece.byteLength);
    }
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => {});
    throw error;
  }
  return { path, bytes, sha256: hash.hex() };
}

export const writeText = (name: string, path: string, text: string): Promise<ManifestEntry> =>
  writeStored(name, path, new Blob([text]).stream());

/** Names and sizes of the files in a folder of a model; empty where there is no such folder. */
export async function sizesIn(name: string, path: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  try {
    const [parent, last] = await parentOf(name, path, false);
    for await (const [file, handle] of await parent.getDirectoryHandle(last)) {
      if (handle.kind === 'file') {
        sizes.set(file, (await (handle as FileSystemFileHandle).getFile()).size);
      }
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return sizes;
}

/** Makes a model whole, or changes what is known of it. */
export async function writeManifest(manifest: Manifest): Promise<void> {
  await writeText(manifest.name, manifestPath, JSON.stringify(manifest));
}

export async function removeFile(name: string, path: string): Promise<void> {
  try {
    const [folder, last] = await parentOf(name, path, false);
    await folder.removeEntry(last, { recursive: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** All of a model; nothing where there is none. */
export async function removeStored(name: string): Promise<void> {
  try {
    // The manifest first, so that a removal that is cut short leaves no model that looks whole.
    await removeFile(name, manifestPath);
    await (await modelsFolder()).removeEntry(name, { recursive: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

export async function readJsonOf<T>(name: string, path: string): Promise<T | undefined> {
  const file = await fileOf(name, path);
  if (!file) return undefined;
  try {
    return JSON.parse(await file.text());
  } catch {
    // Cut short while it was written.
    return undefined;
  }
}

async function modelsFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(folderName, { create: true });
}

async function parentOf(
  name: string,
  path: string,
  create: boolean,
): Promise<[FileSystemDirectoryHandle, string]> {
  const parts = path.split('/');
  const last = parts.pop()!;
  let folder = await (await modelsFolder()).getDirectoryHandle(name, { create });
  for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
  return [folder, last];
}

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';
