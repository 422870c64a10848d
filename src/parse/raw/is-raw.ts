/** Directories of one file that are looked at. */
const maxDirectories = 16;

/** Entries of one directory that are looked at. */
const maxEntries = 512;

/** What is read for a list of directories. */
const maxSubDirectories = 8;

const tags = { photometric: 262, subDirectories: 330, dngVersion: 50706 };

/** How a sensor's own pixels are told: as a mosaic of colours, or linear. */
const sensorPixels = [32803, 34892];

/** Whether a file that is laid out as a TIFF holds what a sensor saw: DNG, NEF, ARW, CR2 and others. */
export async function isRawTiff(file: Blob): Promise<boolean> {
  const header = await viewOf(file, 0, 16);
  const isLittle = header.getUint8(0) === 0x49;
  // Canon's mark, "CR".
  if (header.byteLength >= 10 && header.getUint16(8) === 0x4352) return true;
  const waiting = header.byteLength >= 8 ? [header.getUint32(4, isLittle)] : [];
  const seen = new Set<number>();
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (offset < 8 || seen.has(offset) || seen.size >= maxDirectories) continue;
    seen.add(offset);
    const directory = await readDirectory(file, offset, isLittle);
    if (directory.isRaw) return true;
    waiting.push(...directory.others);
  }
  return false;
}

async function readDirectory(file: Blob, offset: number, isLittle: boolean) {
  const view = await viewOf(file, offset, 2 + 12 * maxEntries + 4);
  const others: number[] = [];
  if (view.byteLength < 2) return { isRaw: false, others };
  const count = view.getUint16(0, isLittle);
  for (let at = 2; at + 12 <= view.byteLength && at < 2 + 12 * count; at += 12) {
    const tag = view.getUint16(at, isLittle);
    if (tag === tags.dngVersion) return { isRaw: true, others };
    const short = view.getUint16(at + 8, isLittle);
    if (tag === tags.photometric && sensorPixels.includes(short)) return { isRaw: true, others };
    if (tag !== tags.subDirectories) continue;
    const length = Math.min(view.getUint32(at + 4, isLittle), maxSubDirectories);
    const value = view.getUint32(at + 8, isLittle);
    // One stands in the entry, more stand elsewhere.
    if (length === 1) others.push(value);
    else others.push(...longsOf(await viewOf(file, value, 4 * length), isLittle));
  }
  const next = 2 + 12 * count;
  if (next + 4 <= view.byteLength) others.push(view.getUint32(next, isLittle));
  return { isRaw: false, others };
}

const longsOf = (view: DataView, isLittle: boolean): number[] =>
  Array.from({ length: Math.floor(view.byteLength / 4) }, (_, i) =>
    view.getUint32(4 * i, isLittle),
  );

/** Shorter where the file ends before. */
async function viewOf(file: Blob, from: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(from, from + length).arrayBuffer());
}
