import type { Format, ParseOptions, ParseStep } from '../core';
import { parseHtml } from './html';
import { parseImage } from './image';
import { openRecords, parseJson, parseJsonLines } from './json';
import { parseMarkdown } from './markdown';
import { parseOffice } from './office';
import { parsePdf } from './pdf';
import { parsePlain } from './plain';
import { parseRtf } from './rtf';
import { openCsv, parseCsv, type RowSource } from './table';

export { identify } from './identify';
export { readPicture, renderPicture } from './image';
export {
  configureOcr,
  endRecogniser,
  type OcrPassages,
  ocrPassages,
  readByOcr,
} from './ocr';
export { configurePdf, startPdfWorker } from './pdf/open';
export { readPage, renderPage } from './pdf/render-page';
export type { RowSource } from './table';
export { unpack } from './unpack';

/**
 * Reads a file into chunks, a step at a time; the last step is `end` or `failed`. Faults of
 * the file are told in steps, a throw is a fault of the reader.
 */
export function parse(
  file: Blob,
  name: string,
  format: Format,
  options: ParseOptions,
): AsyncGenerator<ParseStep> {
  switch (format) {
    case 'pdf':
      return parsePdf(file, options);
    case 'docx':
    case 'pptx':
    case 'odt':
    case 'odp':
    case 'epub':
      return parseOffice(file, format, options);
    case 'rtf':
      return parseRtf(file);
    case 'csv':
      return parseCsv(file, name);
    case 'json':
      return parseJson(file, name);
    case 'jsonl':
      return parseJsonLines(file, name);
    case 'html':
      return parseHtml(file);
    case 'markdown':
      return parseMarkdown(file);
    case 'plain':
      return parsePlain(file);
    default:
      return parseImage(file, format, options);
  }
}

/** The rows of a file that is a table; undefined where it is none. */
export function openRows(file: Blob, format: Format): Promise<RowSource | undefined> {
  if (format === 'csv') return openCsv(file);
  return format === 'json' || format === 'jsonl'
    ? openRecords(file, format === 'jsonl')
    : Promise.resolve(undefined);
}
