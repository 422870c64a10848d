import { fileTypeFromBuffer } from 'file-type/core';
import { type Container, type DocumentIssue, type Format, issue } from '../core';
import { decodeText } from './decode-text';
import { guessDelimiter } from './delimiter';
import { isRawTiff } from './raw/is-raw';
import { sniffArchive } from './sniff-archive';
import { looksLikeMail } from './unpack/mail';

export type Sniffed = { format: Format } | { container: Container } | { issue: DocumentIssue };

/** Enough for the signature of every format and for a look at how a text is built. */
const headBytes = 64 * 1024;

const formatOfMime: Record<string, Format> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/apng': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'image/x-canon-cr3': 'raw',
  'image/x-fujifilm-raf': 'raw',
  'application/pdf': 'pdf',
};

/** In the place of a TIFF's own: two of Olympus in this byte order, one in the other, Panasonic. */
const rawMarks = ['IIRO', 'IIRS', 'MMOR', 'IIU\u0000'];

/**
 * Tells a file's format from its content. The name only decides between texts that look the
 * same inside.
 */
export async function sniffFormat(file: Blob, name: string): Promise<Sniffed> {
  const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
  if (latin1(head.subarray(0, 4)) === 'PK\u0003\u0004') return sniffArchive(file);
  // Some PDFs have a few bytes of another program before their own first line.
  if (latin1(head.subarray(0, 1024)).includes('%PDF-')) return { format: 'pdf' };
  if (latin1(head.subarray(0, 4)) === 'PAR1') return { container: 'parquet' };
  if (latin1(head.subarray(0, 5)) === '{\\rtf') return { format: 'rtf' };
  // Most cameras write their own pixels into a TIFF, whose directories may stand at its end.
  if (['II*\u0000', 'MM\u0000*'].includes(latin1(head.subarray(0, 4)))) {
    return { format: (await isRawTiff(file)) ? 'raw' : 'tiff' };
  }
  if (rawMarks.includes(latin1(head.subarray(0, 4)))) return { format: 'raw' };
  const type = await fileTypeFromBuffer(head);
  if (type?.mime === 'application/x-cfb')
    return isOldWorkbook(name) ? workbook : { issue: oldOffice };
  if (type && type.mime !== 'application/xml') {
    const format = formatOfMime[type.mime];
    return format ? { format } : unsupported(`a ${type.ext.toUpperCase()} file`);
  }
  const text = decodeText(head, head.length < file.size);
  if (text === undefined) return unsupported('in a format Rummage does not know');
  if (looksLikeXmp(text)) return { issue: loneXmp };
  if (looksLikeMail(text)) return { container: 'mail' };
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return { format: sniffText(text, extension, head.length < file.size) };
}

const workbook = { container: 'workbook' } as const;

/** The old formats are told apart by names only. */
const isOldWorkbook = (name: string) => /\.(xls|xlt|xlsx|xlsm|et)$/i.test(name);

/** Old Office files, and new ones with a password, are archives of another kind. */
const oldOffice = issue(
  'unsupported',
  'This is an Office file in the format before 2007, or one that is protected by a password.',
  'Open it in the program it came from and save it in a new format, without a password.',
);

/** What programs for photos write beside a picture they do not want to change. */
const looksLikeXmp = (text: string) =>
  /^\s*(<\?xml[^>]*>\s*)?(<\?xpacket[^>]*>\s*)?<x:xmpmeta[\s>]/.test(text);

export const loneXmp = issue(
  'unsupported',
  'This is an XMP file, which describes a picture that was not added with it.',
  'Add both together: photo.xmp with photo.jpg.',
);

function unsupported(what: string): Sniffed {
  return {
    issue: issue(
      'unsupported',
      `This is ${what}, which cannot be searched yet.`,
      'Save it as a PDF, picture, CSV or text and add that.',
    ),
  };
}

/**
 * @param text the beginning of the file
 * @param isCut whether there is more of it
 */
export function sniffText(text: string, extension: string, isCut: boolean): Format {
  const start = text.trimStart();
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(start)) {
    return 'svg';
  }
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body)[\s>]/i.test(start)) {
    return 'html';
  }
  // Any other XML is read as pages are: its texts, element by element.
  if (/^<\?xml\s/.test(start)) return 'html';
  if (/^[{[]/.test(start)) {
    const json = sniffJson(start, isCut);
    if (json) return json;
    if (extension === 'json') return 'json';
  }
  if (['jsonl', 'ndjson'].includes(extension)) return 'jsonl';
  if (['html', 'htm', 'xhtml'].includes(extension) && /<\w+[\s>]/.test(text)) return 'html';
  if (['csv', 'tsv', 'tab'].includes(extension)) return 'csv';
  if (['md', 'markdown', 'mdown'].includes(extension)) return 'markdown';
  if (guessDelimiter(text, isCut)) return 'csv';
  return looksLikeMarkdown(text) ? 'markdown' : 'plain';
}

function sniffJson(start: string, isCut: boolean): Format | undefined {
  const lines = start.split('\n').filter((line) => line.trim() !== '');
  // The last line of a cut text is a part of a line.
  const whole = isCut && lines.length > 1 ? lines.slice(0, -1) : lines;
  if (
    whole.length > 1 &&
    whole.slice(0, 20).every((line) => isJson(line) && /^\s*[{[]/.test(line))
  ) {
    return 'jsonl';
  }
  if (isCut) return /^(\{\s*"|\[\s*[[{"\d-])/.test(start) ? 'json' : undefined;
  return isJson(start) ? 'json' : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function looksLikeMarkdown(text: string): boolean {
  const signs = [
    /^#{1,6} \S/m,
    /^```/m,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /^[-*] .+\n[-*] /m,
    /\*\*\S[^*\n]*\*\*/,
  ];
  return signs.filter((sign) => sign.test(text)).length >= 2;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
