/** A JPEG within other bytes, as ITU-T T.81 lays it out; `end` is not included. */
export interface EmbeddedJpeg {
  start: number;
  end: number;
  width: number;
  height: number;
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;

/** Baseline, extended and progressive; what sensors saw is lossless (0xc3), which browsers cannot draw. */
const drawableFrames = [0xc0, 0xc1, 0xc2];

/** All that browsers can draw, but for those within others: thumbnails in EXIF. */
export function embeddedJpegs(bytes: Uint8Array): EmbeddedJpeg[] {
  const found: EmbeddedJpeg[] = [];
  let at = bytes.indexOf(0xff);
  while (at >= 0) {
    const begins = bytes[at + 1] === startOfImage && bytes[at + 2] === 0xff;
    const jpeg = begins ? jpegAt(bytes, at) : undefined;
    if (jpeg) found.push(jpeg);
    at = bytes.indexOf(0xff, jpeg?.end ?? at + 1);
  }
  return found;
}

function jpegAt(bytes: Uint8Array, start: number): EmbeddedJpeg | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { width: number; height: number } | undefined;
  let at = start + 2;
  while (at + 9 <= bytes.length) {
    const marker = bytes[at + 1]!;
    // Below stands what is reserved, and no picture begins within a picture.
    if (bytes[at] !== 0xff || marker < 0xc0 || marker === startOfImage) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && !drawableFrames.includes(marker)) return undefined;
    if (isFrame) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
    if (marker !== startOfScan) continue;
    if (!size) return undefined;
    at = endOfScan(bytes, at);
    if (bytes[at + 1] === endOfImage || at === bytes.length) {
      return { start, end: Math.min(at + 2, bytes.length), ...size };
    }
  }
  return undefined;
}

/** The marker after the coded data; in those a zero follows each 0xff that is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0) {
    const next = bytes[at + 1] ?? 0;
    const isRestart = next >= 0xd0 && next <= 0xd7;
    if (next !== 0 && next !== 0xff && !isRestart) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return bytes.length;
}
