import { checksumsOf, checksumsOfBytes, slicesOf, wholeBytes } from './checksums';
import { centralHeader, endRecords, localHeader } from './zip-records';

/** A file of a backup, as its document's record names it. */
export interface BagFile {
  /** Below `data/`. */
  path: string;
  bytes: number;
  sha256: string;
}

/** Where the bytes of an export go. */
export interface Sink {
  /** Settles once there is room for more. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** Directory records are gathered in blocks of this size. */
const blockBytes = 1024 ** 2;

/**
 * [Note: Backup file] A backup is a bag (BagIt, RFC 8493) in a ZIP archive: a folder with what is
 * kept below `data/`, and a list of SHA-256 checksums that `sha256sum -c` reads too. It is written
 * from front to back and nothing of it is held but its lists. Files are stored, not compressed:
 * media would not become smaller, and what is read is never larger than the file itself.
 */
export class Bag {
  private offset = 0;
  private count = 0;
  private payload = { files: 0, bytes: 0 };
  private readonly directory = new ByteList();
  private readonly manifest = new ByteList();

  /** @param root name of the folder that everything is in */
  constructor(
    private readonly sink: Sink,
    private readonly root: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Bytes written so far. */
  get written(): number {
    return this.offset;
  }

  async begin(): Promise<void> {
    await this.put('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  }

  /**
   * @param path below `data/`
   * @throws {DOMException} AbortError
   */
  async add(path: string, content: Blob | string): Promise<BagFile> {
    const { sha256, bytes } = await this.put(`data/${path}`, content);
    this.payload.files += 1;
    this.payload.bytes += bytes;
    this.manifest.add(new TextEncoder().encode(`${sha256}  ${listed(`data/${path}`)}\n`));
    return { path, bytes, sha256 };
  }

  /** Writes the lists. @param facts stand in `bag-info.txt` */
  async finish(facts: Record<string, string>): Promise<void> {
    const oxum = `${this.payload.bytes}.${this.payload.files}`;
    const lines = Object.entries({ ...facts, 'Payload-Oxum': oxum });
    await this.put('bag-info.txt', lines.map(([name, value]) => `${name}: ${value}\n`).join(''));
    await this.put('manifest-sha256.txt', this.manifest.blob());
    const directory = this.directory.blob();
    const { size } = directory;
    const end = endRecords({ count: this.count, size, offset: this.offset });
    for await (const slice of slicesOf(directory, this.signal)) await this.sink.write(slice);
    await this.sink.write(end);
    this.offset += size + end.length;
  }

  private async put(path: string, content: Blob | string) {
    this.signal.throwIfAborted();
    const file = typeof content === 'string' ? new Blob([content]) : content;
    const whole = file.size <= wholeBytes ? new Uint8Array(await file.arrayBuffer()) : undefined;
    const sums = await (whole ? checksumsOfBytes(whole) : checksumsOf(file, this.signal));
    const { size } = file;
    const entry = { path: `${this.root}/${path}`, size, crc32: sums.crc32, offset: this.offset };
    const header = localHeader(entry);
    await this.sink.write(header);
    if (whole) await this.sink.write(whole);
    else for await (const slice of slicesOf(file, this.signal)) await this.sink.write(slice);
    this.directory.add(centralHeader(entry));
    this.offset += header.length + size;
    this.count += 1;
    return { sha256: sums.sha256, bytes: size };
  }
}

/** As the manifest of a bag has it, section 2.1.3 of the RFC. */
const listed = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');

/** Bytes that gather, in blocks that the browser may keep on disk. */
class ByteList {
  private readonly blocks: Blob[] = [];
  private current: Uint8Array<ArrayBuffer>[] = [];
  private size = 0;

  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.current.push(bytes);
    this.size += bytes.length;
    if (this.size < blockBytes) return;
    this.blocks.push(new Blob(this.current));
    this.current = [];
    this.size = 0;
  }

  blob(): Blob {
    return new Blob([...this.blocks, ...this.current]);
  }
}
