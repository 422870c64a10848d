import { fileOf, type ManifestEntry, removeFile, sizesIn, writeStored } from '../models';
import { HubError, type HubFile } from './hub';

/**
 * A file on its way lies in parts, each written when it is whole, so that a closed tab costs no more
 * than one of them and a pause nothing.
 */
const partBytes = 8 * 1024 * 1024;

const folder = 'parts';

/** Parts of the file with this number, in order, as far as they follow each other. */
async function partsOf(name: string, number: number): Promise<{ from: number; bytes: number }[]> {
  const sizes = await sizesIn(name, folder);
  const all = [...sizes]
    .map(([file, bytes]) => ({ numbers: file.split('.').map(Number), bytes }))
    .filter(({ numbers }) => numbers[0] === number)
    .map(({ numbers, bytes }) => ({ from: numbers[1]!, bytes }))
    .sort((a, b) => a.from - b.from);
  let end = 0;
  return all.filter(({ from, bytes }) => {
    if (from !== end) return false;
    end += bytes;
    return true;
  });
}

const pathOf = (number: number, from: number) => `${folder}/${number}.${from}`;

/** How much of a file is there. */
export async function bytesThere(name: string, number: number): Promise<number> {
  return (await partsOf(name, number)).reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Writes what comes as parts, and keeps what came when it breaks off.
 *
 * @param from where in the file it begins
 * @param onBytes how many came
 */
export async function saveParts(
  name: string,
  number: number,
  from: number,
  body: ReadableStream<Uint8Array>,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let waiting = 0;
  let at = from;
  const write = async () => {
    if (waiting === 0) return;
    await writeStored(name, pathOf(number, at), new Blob(pieces).stream());
    at += waiting;
    pieces = [];
    waiting = 0;
  };
  try {
    for await (const piece of body) {
      pieces.push(piece as Uint8Array<ArrayBuffer>);
      waiting += piece.byteLength;
      onBytes(piece.byteLength);
      if (waiting >= partBytes) await write();
    }
  } finally {
    await write();
  }
}

export async function dropParts(name: string, number: number): Promise<void> {
  for (const { from } of await partsOf(name, number)) await removeFile(name, pathOf(number, from));
}

export const dropAllParts = (name: string): Promise<void> => removeFile(name, folder);

/**
 * Puts the parts of a file together and verifies it.
 *
 * @throws {HubError} where it is not the file that the hub lists; nothing of it is kept
 */
export async function assemble(
  name: string,
  number: number,
  file: HubFile,
): Promise<ManifestEntry> {
  const parts = await partsOf(name, number);
  const entry = await writeStored(name, file.path, joined(name, number, parts));
  if (await isListed(name, file, entry)) {
    await dropParts(name, number);
    return entry;
  }
  await dropParts(name, number);
  await removeFile(name, file.path);
  throw new HubError(
    `${file.path} is not the file that the hub lists: it was damaged or changed on the way. Press Resume to fetch it again.`,
  );
}

function joined(
  name: string,
  number: number,
  parts: readonly { from: number }[],
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const pipe = async () => {
    for (const { from } of parts) {
      const part = await fileOf(name, pathOf(number, from));
      await part?.stream().pipeTo(writable, { preventClose: true });
    }
    await writable.close();
  };
  pipe().catch((error) => writable.abort(error).catch(() => {}));
  return readable;
}

async function isListed(name: string, file: HubFile, entry: ManifestEntry): Promise<boolean> {
  if (entry.bytes !== file.bytes) return false;
  if (file.sha256) return entry.sha256 === file.sha256;
  const stored = await fileOf(name, file.path);
  return stored !== undefined && (await gitIdOf(stored)) === file.gitId;
}

/** SHA-1 of a blob as git has it: with its kind and length before it. */
async function gitIdOf(content: Blob): Promise<string> {
  const bytes = await new Blob([`blob ${content.size}\0`, content]).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
