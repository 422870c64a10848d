import {
  BlobReader,
  configure,
  type FileEntry,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { type DocumentIssue, issue } from '../core';
import { decodeText } from './decode-text';

configure({ useWebWorkers: false });

/** What an archive may come to; each is counted while it is unpacked, whatever its entries say. */
export const archiveLimits = {
  entries: 20_000,
  /** Of one entry. */
  entryBytes: 512 * 1024 ** 2,
  /** Of all entries that are read. */
  totalBytes: 4 * 1024 ** 3,
  /** Bytes out for a byte in, from {@link archiveLimits.ratioFromBytes} on. */
  ratio: 200,
  ratioFromBytes: 4 * 1024 ** 2,
};

/** Carries the reason out of an entry that is being unpacked. */
export class ArchiveError extends Error {
  override name = 'ArchiveError';

  constructor(readonly issue: DocumentIssue) {
    super(issue.message);
  }
}

/** The entries of a ZIP file, unpacked one at a time and within limits. */
export class Archive {
  private unpacked = 0;

  private constructor(private readonly entries: ReadonlyMap<string, FileEntry>) {}

  /** @throws {ArchiveError} where it is no archive that can be read */
  static async open(file: Blob): Promise<Archive> {
    const entries = new Map<string, FileEntry>();
    try {
      for await (const entry of new ZipReader(new BlobReader(file)).getEntriesGenerator()) {
        if (entries.size >= archiveLimits.entries) throw new ArchiveError(tooMany);
        if (!entry.directory) entries.set(entry.filename.replace(/^\//, ''), entry);
      }
    } catch (error) {
      throw error instanceof ArchiveError ? error : new ArchiveError(broken);
    }
    return new Archive(entries);
  }

  get paths(): string[] {
    return [...this.entries.keys()];
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /**
   * Undefined where there is no such entry.
   *
   * @throws {ArchiveError} where it is broken, encrypted or over a limit
   */
  async bytes(path: string): Promise<Uint8Array | undefined> {
    const entry = this.entries.get(path);
    if (!entry) return undefined;
    if (entry.encrypted) throw new ArchiveError(encryptedIssue);
    const parts: Uint8Array[] = [];
    let size = 0;
    const count = new WritableStream<Uint8Array>({
      write: (part) => {
        size += part.length;
        this.unpacked += part.length;
        const { entryBytes, totalBytes, ratio, ratioFromBytes } = archiveLimits;
        const isBomb = size > ratioFromBytes && size > ratio * Math.max(1, entry.compressedSize);
        if (isBomb) throw new ArchiveError(bomb);
        if (size > entryBytes) throw new ArchiveError(tooLarge);
        if (this.unpacked > totalBytes) throw new ArchiveError(tooMuch);
        parts.push(part);
      },
    });
    try {
      await entry.getData(count);
    } catch (error) {
      throw error instanceof ArchiveError ? error : new ArchiveError(broken);
    }
    const all = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  /** An entry as text; undefined where there is none, or it is no text. */
  async text(path: string): Promise<string | undefined> {
    const bytes = await this.bytes(path);
    return bytes && decodeText(bytes);
  }
}

const tooMany = issue(
  'too-large',
  `There are more than ${archiveLimits.entries.toLocaleString('en')} files inside this one.`,
  'Unpack it and add what you need.',
);

const bomb = issue(
  'too-large',
  `Unpacked, this file becomes more than ${archiveLimits.ratio} times as large: it may be made to fill a disk.`,
  'If you know where it comes from, unpack it yourself and add what is in it.',
);

const tooLarge = issue(
  'too-large',
  `Unpacked, this file is larger than ${megabytes(archiveLimits.entryBytes)}.`,
  'Unpack it yourself and add it in smaller parts.',
);

const tooMuch = issue(
  'too-large',
  `What is in this archive comes to more than ${megabytes(archiveLimits.totalBytes)}.`,
  'Unpack it and add the folder.',
);

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2).toLocaleString('en')} MB`;
}

const broken = issue(
  'corrupt',
  'This file is damaged: what it holds cannot be unpacked.',
  'Open it in the program it came from and save it again.',
);

export const encryptedIssue = issue(
  'encrypted',
  'This file is protected by a password.',
  'Open it with its password, save it without one and add that.',
);
