import {
  BlobReader,
  BlobWriter,
  configure,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-native.js';

configure({ useWebWorkers: false });

/**
 * The files of a library that can no longer be opened as one, as far as they can be read: a ZIP
 * file, which may be added to a new library as it is.
 *
 * @returns undefined where there is nothing to be saved
 */
export async function salvage(
  originals: AsyncIterable<{ path: string; original: Blob }>,
): Promise<Blob | undefined> {
  const zip = new ZipWriter(new BlobWriter('application/zip'), { level: 0 });
  const taken = new Set<string>();
  for await (const { path, original } of originals) {
    const name = freePath(path, taken);
    taken.add(name);
    try {
      await zip.add(name, new BlobReader(original));
    } catch (error) {
      // Its bytes cannot be read; the others can.
      console.error(error);
      taken.delete(name);
    }
  }
  const file = await zip.close();
  return taken.size > 0 ? file : undefined;
}

/** The path, or the path with a number before its ending where another file has it. */
function freePath(path: string, taken: ReadonlySet<string>): string {
  const dot = path.lastIndexOf('.');
  const at = dot > path.lastIndexOf('/') + 1 ? dot : path.length;
  let free = path;
  for (let n = 2; taken.has(free); n++) free = `${path.slice(0, at)} ${n}${path.slice(at)}`;
  return free;
}
