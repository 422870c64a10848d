import {
  alone,
  fingerprintOf,
  layoutOf,
  type Manifest,
  type ManifestEntry,
  type ModelConfig,
  ModelLayoutError,
  modelNameOf,
  removeStored,
  storedModel,
  tidyUp,
  writeManifest,
  writeStored,
} from '../../models';
import type { ModelFileIn, ModelIn } from './model-files-in';

/** What git leaves where large files were not fetched. */
const pointerStart = 'version https://git-lfs';

/** Larger than any pointer, smaller than any graph. */
const pointerBytes = 1024;

/**
 * Copies a model to this computer; it is not measured yet.
 *
 * @param onBytes bytes that are there, of all
 * @throws {ModelLayoutError} where it is no encoder that runs here, or is there already
 */
export async function bringModel(
  { name: given, files }: ModelIn,
  onBytes: (done: number, total: number) => void,
): Promise<Manifest> {
  const name = modelNameOf(given);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const layout = layoutOf([...byPath.keys()], await configOf(byPath.get('config.json')!));
  const kept = layout.paths.map((path) => byPath.get(path)!);
  for (const file of kept) await refusePointer(file);
  const total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  await tidyUp();
  return alone(async () => {
    if (await storedModel(name)) {
      throw new ModelLayoutError(
        `${name} is on this computer already. Remove it first to bring it anew.`,
      );
    }
    try {
      const entries = await copy(name, kept, (done) => onBytes(done, total));
      const manifest: Manifest = {
        name,
        version: '1',
        dims: 0,
        files: entries,
        variants: layout.variants,
        fingerprint: fingerprintOf(entries),
      };
      await writeManifest(manifest);
      return manifest;
    } catch (error) {
      await removeStored(name).catch(() => {});
      throw error;
    }
  });
}

async function copy(
  name: string,
  files: readonly ModelFileIn[],
  onDone: (bytes: number) => void,
): Promise<ManifestEntry[]> {
  const entries: ManifestEntry[] = [];
  let done = 0;
  for (const { path, sha256, open } of files) {
    const entry = await writeStored(name, path, open(), (bytes) => {
      done += bytes;
      onDone(done);
    });
    if (sha256 !== undefined && entry.sha256 !== sha256) {
      throw new ModelLayoutError(`${path} is not the file that the server lists. Try again.`);
    }
    entries.push(entry);
  }
  return entries;
}

async function configOf(file: ModelFileIn): Promise<ModelConfig> {
  try {
    return (await new Response(file.open()).json()) ?? {};
  } catch {
    throw new ModelLayoutError('The config.json of this model cannot be read.');
  }
}

async function refusePointer({ path, bytes, open }: ModelFileIn): Promise<void> {
  if (bytes > pointerBytes) return;
  if (!(await new Response(open()).text()).startsWith(pointerStart)) return;
  throw new ModelLayoutError(
    `${path} holds no weights, only a note where they are to be had: fetch the model with “git lfs pull”.`,
  );
}
