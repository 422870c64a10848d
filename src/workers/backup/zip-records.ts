/** A file in an archive, stored as it is. */
export interface ZipFile {
  path: string;
  /** Bytes. */
  size: number;
  crc32: number;
  /** Of its local header, from the start of the archive. */
  offset: number;
}

/** 32-bit fields that are full say that the number stands in the ZIP64 extra field. */
export const full32 = 0xffffffff;
const full16 = 0xffff;

export const localSignature = 0x04034b50;
export const localBytes = 30;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;

export const zip64Field = 1;
/** General purpose bit 11: names are UTF-8. */
const utf8Names = 0x0800;
/** 1980-01-01, the first day the format knows: a backup's own dates are in its records. */
const firstDay = 0x21;
const version = 45;

/**
 * Headers of the ZIP format (PKWARE, APPNOTE 6.3.10), of files that are stored, not compressed,
 * and whose size and checksum are known when they begin: so an archive that was cut off can be
 * read from its start as far as it goes.
 */
export function localHeader({ path, size, crc32 }: ZipFile): Uint8Array<ArrayBuffer> {
  const isLarge = size >= full32;
  const fields = new Fields();
  fields.u32(localSignature).u16(version).u16(utf8Names).u16(0).u16(0).u16(firstDay).u32(crc32);
  fields.u32(isLarge ? full32 : size).u32(isLarge ? full32 : size);
  const name = encoded(path);
  fields.u16(name.length).u16(isLarge ? 20 : 0);
  fields.bytes(name);
  if (isLarge) fields.u16(zip64Field).u16(16).u64(size).u64(size);
  return fields.done();
}

export function centralHeader({ path, size, crc32, offset }: ZipFile): Uint8Array<ArrayBuffer> {
  const large = [size, size, offset].filter((value) => value >= full32);
  const fields = new Fields();
  fields.u32(centralSignature).u16(version).u16(version).u16(utf8Names).u16(0).u16(0);
  fields.u16(firstDay).u32(crc32).u32(Math.min(size, full32)).u32(Math.min(size, full32));
  const name = encoded(path);
  fields.u16(name.length).u16(large.length > 0 ? 4 + 8 * large.length : 0);
  fields.u16(0).u16(0).u16(0).u32(0).u32(Math.min(offset, full32)).bytes(name);
  if (large.length > 0) fields.u16(zip64Field).u16(8 * large.length);
  for (const value of large) fields.u64(value);
  return fields.done();
}

interface Directory {
  count: number;
  size: number;
  offset: number;
}

export function endRecords({ count, size, offset }: Directory): Uint8Array<ArrayBuffer> {
  const fields = new Fields();
  if (count >= full16 || size >= full32 || offset >= full32) {
    fields.u32(end64Signature).u64(44).u16(version).u16(version).u32(0).u32(0);
    fields.u64(count).u64(count).u64(size).u64(offset);
    fields
      .u32(locator64Signature)
      .u32(0)
      .u64(offset + size)
      .u32(1);
  }
  fields.u32(endSignature).u16(0).u16(0).u16(Math.min(count, full16)).u16(Math.min(count, full16));
  fields.u32(Math.min(size, full32)).u32(Math.min(offset, full32)).u16(0);
  return fields.done();
}

const encoded = (path: string) => new TextEncoder().encode(path);

/** Little-endian numbers one after the other. */
class Fields {
  private readonly parts: number[] = [];

  u16(value: number): this {
    this.parts.push(value & 0xff, (value >>> 8) & 0xff);
    return this;
  }

  u32(value: number): this {
    return this.u16(value & full16).u16(value >>> 16);
  }

  u64(value: number): this {
    return this.u32((value % 2 ** 32) >>> 0).u32(Math.floor(value / 2 ** 32));
  }

  bytes(bytes: Uint8Array): this {
    for (const byte of bytes) this.parts.push(byte);
    return this;
  }

  done(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.parts);
  }
}
