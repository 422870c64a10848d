import type { FolderId } from './folder';
import type { InnerTable } from './inner-table';
import type { DocumentIssue } from './issue';
import type { OcrLanguageCode, OcrState } from './ocr';

/** Lower-case hexadecimal content hash; the same bytes always have the same id. */
export type DocumentId = string;

/** What a document is to a person; filters and icons go by it. */
export type DocumentKind = 'image' | 'pdf' | 'table' | 'text';

/** The concrete format, told from the content. */
export type Format =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'bmp'
  | 'svg'
  | 'heic'
  | 'tiff'
  /** A camera's own, of whichever maker. */
  | 'raw'
  | 'pdf'
  | 'docx'
  | 'pptx'
  | 'odt'
  | 'odp'
  | 'epub'
  | 'rtf'
  | 'csv'
  | 'json'
  | 'jsonl'
  | 'html'
  | 'markdown'
  | 'plain';

export const kindOfFormat: Record<Format, DocumentKind> = {
  jpeg: 'image',
  png: 'image',
  webp: 'image',
  gif: 'image',
  avif: 'image',
  bmp: 'image',
  svg: 'image',
  heic: 'image',
  tiff: 'image',
  raw: 'image',
  pdf: 'pdf',
  docx: 'text',
  pptx: 'text',
  odt: 'text',
  odp: 'text',
  epub: 'text',
  rtf: 'text',
  csv: 'table',
  json: 'text',
  jsonl: 'table',
  html: 'text',
  markdown: 'text',
  plain: 'text',
};

/** Formats that no browser is sure to draw, so that they are shown as they are decoded here. */
export const isDrawnHere = (format: Format): boolean =>
  format === 'heic' || format === 'tiff' || format === 'raw';

/** One name under which the same bytes were added. */
export interface DocumentName {
  /** File name without folders. */
  name: string;
  /** Path inside the dropped folder, or the name alone. */
  path: string;
  /** Milliseconds since the epoch. */
  addedAt: number;
  /** The linked folder it has the name from; absent where it was added by hand. */
  folder?: FolderId;
}

/** Facts read from the file, shown as they are; keys are words a person reads. */
export type Metadata = Record<string, string | number>;

/** A file the user added, whatever became of it. Never called `Document`: that is the DOM's. */
export interface SourceDocument {
  id: DocumentId;
  /** At least one; the first is the one shown. */
  names: DocumentName[];
  format: Format;
  kind: DocumentKind;
  /** Size of the original in bytes. */
  byteSize: number;
  /** Milliseconds since the epoch of the first name. */
  addedAt: number;
  /** What a picture shows, written by hand or in a file that was added with it. */
  caption?: string;
  /** It was asked that OCR read it, as this; gone once that is done. */
  ocrLanguage?: OcrLanguageCode;
  state: DocumentState;
}

/**
 * What the store knows of a document. Reading and embedding are states of a running
 * session only: a document caught in them by a killed tab is simply `waiting` again.
 */
export type DocumentState =
  | { phase: 'waiting' }
  | {
      phase: 'ready';
      chunkCount: number;
      /** Things the parser could not use, though the rest is there. */
      warnings: DocumentIssue[];
      metadata: Metadata;
      /** Absent where it has neither pictures nor pages. */
      ocr?: OcrState;
      /** Tables that stand within it. */
      tables?: InnerTable[];
      /** Milliseconds since the epoch. */
      readyAt: number;
    }
  | { phase: 'failed'; issue: DocumentIssue };

/** The name a document is shown by. */
export function displayName(document: SourceDocument): string {
  return document.names[0]?.name ?? document.id.slice(0, 12);
}

/** Its names by their paths, each told once: a file added by hand may be in a linked folder too. */
export function distinctNames({ names }: SourceDocument): DocumentName[] {
  const first = new Map(names.toReversed().map((name) => [name.path, name]));
  return names.filter((name) => first.get(name.path) === name);
}
