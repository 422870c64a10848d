import {
  BlobReader,
  configure,
  TextWriter,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bag } from '../../../src/workers/backup/bag';
import { checksumsOf, crc32 } from '../../../src/workers/backup/checksums';
import { BackupFiles } from '../../../src/workers/backup/files';
import { centralHeader, endRecords, localHeader } from '../../../src/workers/backup/zip-records';
import { scanZip } from '../../../src/workers/backup/zip-scan';

configure({ useWebWorkers: false });

const { signal } = new AbortController();

/** A backup with these files below `data/`. */
async function bagOf(files: Record<string, string>): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const write = async (bytes: Uint8Array<ArrayBuffer>) => void parts.push(bytes);
  const bag = new Bag({ write }, 'backup', signal);
  await bag.begin();
  for (const [path, text] of Object.entries(files)) await bag.add(path, text);
  await bag.finish({});
  return new Blob(parts);
}

async function scanned(archive: Blob): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of scanZip(archive, signal)) paths.push(path);
  return paths;
}

const open = (archive: Blob) => BackupFiles.open(archive, () => {}, signal);

async function changed(archive: Blob, at: number): Promise<Blob> {
  const bytes = new Uint8Array(await archive.arrayBuffer());
  bytes[at]! ^= 0x20;
  return new Blob([bytes]);
}

describe('checksums', () => {
  it('are those of the standards', async () => {
    const bytes = new TextEncoder().encode('123456789');
    expect(crc32(bytes).toString(16)).toBe('cbf43926');
    expect((await checksumsOf(new Blob(['abc']))).sha256).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('of a file read in slices are those of the whole', async () => {
    const part = new Uint8Array(1_000_003).map((_, i) => i % 251);
    const file = new Blob(Array(34).fill(part));
    const whole = new Uint8Array(await file.arrayBuffer());
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
    const sums = await checksumsOf(file);
    expect(sums.crc32).toBe(crc32(whole));
    expect(sums.sha256).toBe(Buffer.from(digest).toString('hex'));
  });
});

describe('the archive', () => {
  const files = { 'a.txt': 'one', 'folder/ü 日本.txt': 'two'.repeat(1000), 'empty.txt': '' };

  it('is a ZIP that others read, with the lists of a bag', async () => {
    const entries = await new ZipReader(new BlobReader(await bagOf(files))).getEntries();
    expect(entries.map(({ filename }) => filename)).toEqual([
      'backup/bagit.txt',
      'backup/data/a.txt',
      'backup/data/folder/ü 日本.txt',
      'backup/data/empty.txt',
      'backup/bag-info.txt',
      'backup/manifest-sha256.txt',
    ]);
    const texts = await Promise.all(
      entries.map(
        (entry) => !entry.directory && entry.getData(new TextWriter(), { checkSignature: true }),
      ),
    );
    expect(texts[2]).toBe(files['folder/ü 日本.txt']);
    expect(texts[4]).toContain('Payload-Oxum: 3003.3');
    expect(texts[5]).toMatch(/^[0-9a-f]{64} {2}data\/a\.txt\n/);
  });

  it('gives back each file that it was given, whatever is in it', async () => {
    const path = fc.stringMatching(/^[a-zé日 %.]{1,12}$/);
    const content = fc.oneof(fc.string(), fc.constant('PK\u0003\u0004'.repeat(20)));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, content), async (files) => {
        const found = await open(await bagOf(files));
        expect(found.isWhole).toBe(true);
        for (const [path, text] of Object.entries(files)) {
          expect(await found.text(path)).toBe(text);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('that was changed in any one byte gives no file that is not as it was', async () => {
    const whole = { 'a.txt': 'first file', 'b.txt': 'second file', 'c.txt': 'third file' };
    const archive = await bagOf(whole);
    let lost = 0;
    for (let at = 0; at < archive.size; at++) {
      const found = await open(await changed(archive, at));
      const read = await Promise.all(
        Object.entries(whole).map(async ([path, text]) => {
          const got = await found.text(path).catch(() => undefined);
          expect([text, undefined]).toContain(got);
          return got;
        }),
      );
      const missing = read.filter((text) => text === undefined).length;
      expect(missing).toBeLessThanOrEqual(1);
      lost += missing;
    }
    expect(lost).toBeGreaterThan(30);
  });

  it('that was cut off anywhere gives the files before the cut', async () => {
    const archive = await bagOf(files);
    const bytes = await archive.arrayBuffer();
    for (let size = 0; size < bytes.byteLength; size += 7) {
      const found = await open(new Blob([bytes.slice(0, size)]));
      const full = Object.keys(files).filter((path) => found.has(path));
      expect(full).toEqual(Object.keys(files).slice(0, full.length));
    }
    const half = await open(archive.slice(0, 1500));
    expect(half.isWhole).toBe(false);
    expect(await half.text('a.txt')).toBe('one');
  });

  it('passes over what is compressed or has no size, as others pack it', async () => {
    const header = localHeader({ path: 'x/data/a', size: 0, crc32: 0, offset: 0 });
    header[8] = 8;
    const streamed = localHeader({ path: 'x/data/b', size: 0, crc32: 0, offset: 0 });
    streamed[6] = 8;
    const plain = localHeader({ path: 'x/data/c', size: 0, crc32: 0, offset: 0 });
    expect(await scanned(new Blob([header, streamed, plain]))).toEqual(['x/data/c']);
    expect(await scanned(new Blob([]))).toEqual([]);
  });

  it('beyond 4 GB says so in its ZIP64 fields', async () => {
    const size = 5 * 1024 ** 3;
    const file = { path: 'x/large', size, crc32: 7, offset: 0 };
    const second = { path: 'x/second', size: 3, crc32: crc32(new TextEncoder().encode('abc')) };
    const head = localHeader(file);
    const offset = head.length + size;
    const secondHead = localHeader({ ...second, offset });
    const directory = [centralHeader(file), centralHeader({ ...second, offset })];
    const start = offset + secondHead.length + 3;
    const length = directory.reduce((sum, one) => sum + one.length, 0);
    const end = endRecords({ count: 2, size: length, offset: start });
    const tail = new Blob([secondHead, 'abc', ...directory, end]);
    const archive = new Hollow(head, size, tail);
    const found = [];
    for await (const one of scanZip(archive as unknown as Blob, signal)) found.push(one);
    expect(found.map((one) => [one.path, one.size])).toEqual([
      ['x/large', size],
      ['x/second', 3],
    ]);
    const reader = new ZipReader(new BlobReader(archive as unknown as Blob));
    const entries = await reader.getEntries();
    expect(entries.map((one) => [one.uncompressedSize, one.offset])).toEqual([
      [size, 0],
      [3, offset],
    ]);
    const [, last] = entries;
    expect(!last!.directory && (await last!.getData(new TextWriter()))).toBe('abc');
  });
});

/** A file of 5 GB of which only the ends are there. */
class Hollow {
  readonly size: number;

  constructor(
    private readonly head: Uint8Array<ArrayBuffer>,
    private readonly hole: number,
    private readonly tail: Blob,
  ) {
    this.size = head.length + hole + tail.size;
  }

  slice(from: number, to: number): Blob {
    const start = this.head.length + this.hole;
    const end = Math.min(to, this.size);
    if (from >= start) return this.tail.slice(from - start, end - start);
    const zeros = new Uint8Array(Math.max(0, Math.min(end, start) - from));
    zeros.set(this.head.subarray(from, from + zeros.length));
    return new Blob([zeros, this.tail.slice(0, Math.max(0, end - start))]);
  }
}
