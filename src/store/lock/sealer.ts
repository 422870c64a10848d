import type { EmbeddingSegment } from '../segments';
import { packValue, unpackValue } from './envelope';
import type { LibraryKeys } from './passphrase';

/** Name of the store, then what its key is made of; strings only as their HMAC. */
export type SealedKey = [store: string, ...parts: IDBValidKey[]];

/** A record that only the passphrase opens: AES-256-GCM of its key and value. */
export interface SealedRecord {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
  /** A large file: its parts, each with its IV before it and of its own, see {@link partBytes}. */
  file?: Blob;
  /** Beside a segment of embeddings, for its indexes: HMAC of the ids, and the count. */
  documents?: string[];
  count?: number;
}

/** A record was changed from outside, or is damaged. */
export class BrokenSealError extends Error {
  override name = 'BrokenSealError';
}

/** Larger files are sealed in parts, so that they need not be in memory as a whole. */
export const partBytes = 16 * 2 ** 20;
const ivBytes = 12;
const tagBytes = 16;
/** Bytes of an HMAC that become part of a key: two of a library never meet. */
const nameBytes = 16;

/** What stands for a large file inside of its record. */
interface LargeFile {
  type: string;
  size: number;
}

/** Seals records and the keys they are stored under. */
export class Sealer {
  private readonly names = new Map<string, string>();
  private readonly meanings = new Map<string, string>();

  constructor(private readonly keys: LibraryKeys) {}

  async keyOf(store: string, key: IDBValidKey): Promise<SealedKey> {
    return [store, ...(await this.partsOf(partsOfKey(store, key)))];
  }

  /** Undefined: all of the store. */
  async rangeOf(store: string, range: IDBKeyRange | undefined): Promise<IDBKeyRange> {
    if (!range) return IDBKeyRange.bound([store], [store, []]);
    const { lower, upper, lowerOpen, upperOpen } = range;
    // All that begins with `id/`, see ThumbnailKey.
    if (store === 'thumbnails' && typeof lower === 'string' && lower.endsWith('/')) {
      const key = await this.keyOf(store, lower.slice(0, -1));
      return IDBKeyRange.bound(key, [...key, []]);
    }
    const from = lower === undefined ? [store] : await this.keyOf(store, lower);
    const to = upper === undefined ? [store, []] : await this.keyOf(store, upper);
    return IDBKeyRange.bound(from, to, lowerOpen, upperOpen);
  }

  /** HMAC-SHA-256 of a part of a key. */
  async nameOf(part: string): Promise<string> {
    const known = this.names.get(part);
    if (known !== undefined) return known;
    const bytes = new TextEncoder().encode(part);
    const hash = new Uint8Array(await crypto.subtle.sign('HMAC', this.keys.names, bytes));
    const name = btoa(String.fromCharCode(...hash.subarray(0, nameBytes))).replace(/=+$/, '');
    this.names.set(part, name);
    this.meanings.set(name, part);
    return name;
  }

  /** The parts of a key that a name is known of; undefined where it takes opening the record. */
  meaningOf([, ...parts]: SealedKey): IDBValidKey[] | undefined {
    const meant = parts.map((part) => (typeof part === 'string' ? this.meanings.get(part) : part));
    return meant.every((part) => part !== undefined) ? meant : undefined;
  }

  /** @throws {TypeError} on a value that cannot be packed */
  async seal(
    store: string,
    key: IDBValidKey,
    value: unknown,
  ): Promise<{ key: SealedKey; record: SealedRecord }> {
    const sealedKey = await this.keyOf(store, key);
    const beside = store === 'embeddings' ? await this.besideSegment(value) : {};
    const isLarge = value instanceof Blob && value.size > partBytes;
    const file = isLarge ? await this.sealFile(sealedKey, value) : undefined;
    const content = isLarge
      ? { key, file: { type: value.type, size: value.size } }
      : { key, value };
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: bound(sealedKey, beside) },
      this.keys.content,
      await packValue(content),
    );
    return { key: sealedKey, record: { iv, data, ...beside, ...(file && { file }) } };
  }

  /** @throws {BrokenSealError} */
  async open(
    sealedKey: SealedKey,
    { iv, data, file, ...beside }: SealedRecord,
  ): Promise<{ key: IDBValidKey; value: unknown }> {
    const bytes = await this.decrypt(iv, data, bound(sealedKey, beside));
    const content = unpackValue(new Uint8Array(bytes)) as Content;
    // From here on the names of its parts are known.
    await this.keyOf(sealedKey[0], content.key);
    if (!('file' in content)) return content;
    if (!file) throw broken();
    return { key: content.key, value: await this.openFile(sealedKey, file, content.file) };
  }

  private async besideSegment(value: unknown): Promise<Pick<SealedRecord, 'documents' | 'count'>> {
    const { documents, count } = value as EmbeddingSegment;
    return { documents: await Promise.all(documents.map((id) => this.nameOf(id))), count };
  }

  private async sealFile(key: SealedKey, file: Blob): Promise<Blob> {
    const parts: BlobPart[] = [];
    for (let from = 0; from < file.size; from += partBytes) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
      const algorithm = { name: 'AES-GCM', iv, additionalData: boundPart(key, from) };
      const part = await file.slice(from, from + partBytes).arrayBuffer();
      // A Blob of its own lets the browser take it out of the memory of the worker.
      parts.push(iv, new Blob([await crypto.subtle.encrypt(algorithm, this.keys.content, part)]));
    }
    return new Blob(parts);
  }

  private async openFile(key: SealedKey, file: Blob, { type, size }: LargeFile): Promise<Blob> {
    const parts: Blob[] = [];
    let at = 0;
    for (let from = 0; from < size; from += partBytes) {
      const end = at + ivBytes + Math.min(partBytes, size - from) + tagBytes;
      const bytes = new Uint8Array(await file.slice(at, end).arrayBuffer());
      const [iv, data] = [bytes.subarray(0, ivBytes), bytes.subarray(ivBytes)];
      parts.push(new Blob([await this.decrypt(iv, data, boundPart(key, from))]));
      at = end;
    }
    return new Blob(parts, { type });
  }

  private async decrypt(
    iv: Uint8Array<ArrayBuffer>,
    data: BufferSource,
    additionalData: Uint8Array<ArrayBuffer>,
  ): Promise<ArrayBuffer> {
    try {
      return await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData },
        this.keys.content,
        data,
      );
    } catch {
      throw broken();
    }
  }

  private partsOf(parts: IDBValidKey[]): Promise<IDBValidKey[]> {
    return Promise.all(
      parts.map((part) => (typeof part === 'string' ? this.nameOf(part) : Promise.resolve(part))),
    );
  }
}

type Content = { key: IDBValidKey } & ({ value: unknown } | { file: LargeFile });

/** Thumbnails have `id/ordinal` as their key: the id is a part, as in all other keys. */
function partsOfKey(store: string, key: IDBValidKey): IDBValidKey[] {
  if (Array.isArray(key)) return key;
  return store === 'thumbnails' && typeof key === 'string' ? key.split('/') : [key];
}

/** What a record is bound to, so that none can be put in the place of another. */
const bound = (key: SealedKey, { documents, count }: Pick<SealedRecord, 'documents' | 'count'>) =>
  new TextEncoder().encode(JSON.stringify([key, documents, count]));

const boundPart = (key: SealedKey, from: number) =>
  new TextEncoder().encode(JSON.stringify([key, from]));

const broken = () =>
  new BrokenSealError(
    'A part of the locked library cannot be read: it is damaged, or was changed from outside.',
  );
