import type { Chunk } from './chunk';
import type { DocumentId, Format, Metadata } from './document';
import type { Raster, RasterSpec } from './embedding';
import type { InnerTable } from './inner-table';
import type { DocumentIssue } from './issue';

/** Raised when a parser's chunks change, so that stored embeddings can be told apart. */
export const parserVersion = 3;

/** What is known of a file before it is parsed. */
export type Identified =
  /** `caption`: all of a text that is short enough to be one of a picture beside it. */
  | { ok: true; id: DocumentId; format: Format; caption?: string }
  /** It holds other files, which become documents in its stead. */
  | { ok: true; container: Container }
  /** `caption`: what a file, which is no document itself, says of the picture beside it. */
  | { ok: false; issue: DocumentIssue; caption?: string };

export type Container = 'zip' | 'workbook' | 'parquet' | 'mail';

/** What was in a file that holds others, by the path of each inside it. */
export interface Unpacked {
  files: { path: string; file: Blob }[];
  refused: { path: string; issue: DocumentIssue }[];
}

/** A chunk on its way to the encoder. */
export interface ParsedChunk {
  chunk: Chunk;
  /** Text for the text tower; absent where a chunk is kept but not embedded. */
  embedText?: string;
  /** Pixels for the image tower. */
  raster?: Raster;
  /** A small picture to show, JPEG. */
  thumbnail?: Blob;
}

export interface ParseOptions {
  /** What the image tower reads. */
  raster: RasterSpec;
  /** Draws an SVG; workers have no `<img>`, so the page lends this. */
  drawSvg: (svg: Blob, maxSide: number) => Promise<ImageBitmap>;
}

export interface ParseSummary {
  metadata: Metadata;
  warnings: DocumentIssue[];
  /** Pages to be read by OCR, see {@link OcrState.pages}. */
  ocrPages?: number[];
  tables?: InnerTable[];
}

/** One step of a parse that is pulled in batches. */
export type ParseStep =
  | {
      phase: 'batch';
      chunks: ParsedChunk[];
      /** Pages, rows or lines read so far, and how many there are (0 where that is not known). */
      done: number;
      total: number;
    }
  | { phase: 'end'; summary: ParseSummary }
  | { phase: 'failed'; issue: DocumentIssue };
