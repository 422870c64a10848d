import { analyse } from 'chardet';

/** Encodings that TextDecoder knows under another name than the detector. */
const labelOf: Record<string, string> = {
  ASCII: 'windows-1252',
  'ISO-8859-1': 'windows-1252',
  'ISO-8859-9': 'windows-1254',
  'UTF-16LE': 'utf-16le',
  'UTF-16BE': 'utf-16be',
};

/**
 * The encoding of a text, as a label for TextDecoder: by its byte order mark, as UTF-8 where it
 * is valid, else by the statistics of its letters.
 *
 * @param isCut whether the last character may be only a part of one
 * @returns undefined where the bytes are no text
 */
export function detectEncoding(bytes: Uint8Array, isCut: boolean): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) return undefined;
  if (isUtf8(bytes, isCut)) return 'utf-8';
  if (controlShare(bytes) > 0.02) return undefined;
  for (const { name } of analyse(bytes)) {
    const label = labelOf[name] ?? name;
    if (label.startsWith('UTF-8') || !isKnown(label)) continue;
    return label;
  }
  return 'windows-1252';
}

/** Decodes a text and takes out what is no character; undefined where the bytes are no text. */
export function decodeText(bytes: Uint8Array, isCut = false): string | undefined {
  const encoding = detectEncoding(bytes, isCut);
  return encoding && cleanText(new TextDecoder(encoding).decode(bytes, { stream: isCut }));
}

/** Takes out halves of surrogate pairs and control characters, which tokenizers stumble over. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000e-\u001f\ufeff]/g, '');
}

function isUtf8(bytes: Uint8Array, isCut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return true;
  } catch {
    return false;
  }
}

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function controlShare(bytes: Uint8Array): number {
  let controls = 0;
  for (const byte of bytes) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls += 1;
  }
  return controls / Math.max(1, bytes.length);
}
