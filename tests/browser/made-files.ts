/** A tag of a TIFF directory: type 2 is text, 3 a number of 16 bits, 4 one or more of 32. */
export type Tag = [number: number, type: 2 | 3 | 4, value: string | number[]];

const sizes = { 2: 1, 3: 2, 4: 4 };

/**
 * A little-endian TIFF of directories with nothing after them, the first at byte 8.
 *
 * @param place tags of all directories, given where each of them and the end of all lies
 */
export function tiffOf(
  count: number,
  place: (offsets: number[], end: number) => Tag[][],
): Uint8Array<ArrayBuffer> {
  // Directories have their largest size, so that their places do not depend on what is in them.
  const room = 512;
  const offsets = Array.from({ length: count }, (_, i) => 8 + i * room);
  const end = 8 + count * room;
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  bytes.set([0x49, 0x49, 0x2a, 0, 8]);
  for (const [i, tags] of place(offsets, end).entries()) {
    const start = offsets[i]!;
    let spare = start + 2 + 12 * tags.length + 4;
    view.setUint16(start, tags.length, true);
    for (const [j, [number, type, value]] of tags.entries()) {
      const at = start + 2 + 12 * j;
      const text = typeof value === 'string' ? `${value}\u0000` : value;
      view.setUint16(at, number, true);
      view.setUint16(at + 2, type, true);
      view.setUint32(at + 4, text.length, true);
      const fits = text.length * sizes[type] <= 4;
      if (!fits) view.setUint32(at + 8, spare, true);
      let to = fits ? at + 8 : spare;
      for (const one of text) {
        if (typeof one === 'string') view.setUint8(to, one.charCodeAt(0));
        else if (type === 3) view.setUint16(to, one, true);
        else view.setUint32(to, one, true);
        to += sizes[type];
      }
      if (!fits) spare = to;
    }
  }
  return bytes;
}

/** A box of an ISO media file. */
export function boxOf(type: string, ...parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 8);
  const box = new Uint8Array(length);
  new DataView(box.buffer).setUint32(0, length);
  box.set(new TextEncoder().encode(type), 4);
  let at = 8;
  for (const part of parts) {
    box.set(part, at);
    at += part.length;
  }
  return box;
}

/** A picture half of one colour, half of another, the second to the right. */
export async function jpegOf(
  width: number,
  height: number,
  [left, right]: [string, string],
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = left;
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = right;
  context.fillRect(width / 2, 0, width / 2, height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
  return new Uint8Array(await blob.arrayBuffer());
}

/** A PNG with a chunk put in before its pixels; its checksum is left out, as readers allow. */
export function pngWith(
  png: Uint8Array<ArrayBuffer>,
  chunks: { type: string; data: Uint8Array<ArrayBuffer> }[],
): Blob {
  const header = 8 + 25;
  const parts = chunks.map(({ type, data }) => {
    const chunk = new Uint8Array(12 + data.length);
    new DataView(chunk.buffer).setUint32(0, data.length);
    chunk.set(new TextEncoder().encode(type), 4);
    chunk.set(data, 8);
    return chunk;
  });
  return new Blob([png.subarray(0, header), ...parts, png.subarray(header)]);
}
