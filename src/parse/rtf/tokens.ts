/** What an RTF file is made of (Rich Text Format Specification 1.9.1, "RTF Syntax"). */
export type Token =
  | { type: 'open' }
  | { type: 'close' }
  /** A backslash and letters, with a number after them. */
  | { type: 'word'; name: string; value: number | undefined }
  /** A backslash and another character. */
  | { type: 'symbol'; char: string }
  /** Characters as the code page has them. */
  | { type: 'text'; bytes: Uint8Array };

const open = 0x7b;
const close = 0x7d;
const backslash = 0x5c;
const quote = 0x27;
const minus = 0x2d;
const space = 0x20;
const [carriageReturn, lineFeed] = [0x0d, 0x0a];

export function* rtfTokens(bytes: Uint8Array): Generator<Token> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === open || byte === close) {
      yield { type: byte === open ? 'open' : 'close' };
      at += 1;
    } else if (byte === carriageReturn || byte === lineFeed) {
      at += 1;
    } else if (byte !== backslash) {
      const start = at;
      while (at < bytes.length && !isMark(bytes[at]!)) at += 1;
      yield { type: 'text', bytes: bytes.subarray(start, at) };
    } else if (isLetter(bytes[at + 1])) {
      const { name, value, end } = readWord(bytes, at + 1);
      // Raw bytes, as many as it says.
      at = name === 'bin' ? end + Math.max(0, value ?? 0) : end;
      yield { type: 'word', name, value };
    } else if (bytes[at + 1] === quote) {
      const code = Number.parseInt(String.fromCharCode(...bytes.subarray(at + 2, at + 4)), 16);
      if (!Number.isNaN(code)) yield { type: 'text', bytes: Uint8Array.of(code) };
      at += 4;
    } else {
      yield { type: 'symbol', char: String.fromCharCode(bytes[at + 1] ?? space) };
      at += 2;
    }
  }
}

function readWord(bytes: Uint8Array, start: number) {
  let at = start;
  while (isLetter(bytes[at])) at += 1;
  const name = String.fromCharCode(...bytes.subarray(start, Math.min(at, start + 64)));
  const from = at;
  if (bytes[at] === minus && isDigit(bytes[at + 1])) at += 1;
  while (isDigit(bytes[at])) at += 1;
  const digits = String.fromCharCode(...bytes.subarray(from, Math.min(at, from + 16)));
  // A space that ends a word is a part of it.
  const end = bytes[at] === space ? at + 1 : at;
  return { name, value: digits === '' ? undefined : Number(digits), end };
}

const isMark = (byte: number) =>
  byte === open ||
  byte === close ||
  byte === backslash ||
  byte === carriageReturn ||
  byte === lineFeed;

const isLetter = (byte = 0) => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);

const isDigit = (byte = 0) => byte >= 0x30 && byte <= 0x39;
