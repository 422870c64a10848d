/** A box on a page or picture as fractions of its width and height, origin at the top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where in its document a chunk stands. */
export type Locator =
  | {
      type: 'whole';
      /** Absent where all of it is meant. */
      box?: Box;
    }
  | {
      type: 'page';
      /** Counted from 1. */
      page: number;
      /** What the document calls the page, where that is not its number: xii. */
      label?: string;
      /** Absent where the whole page is meant. */
      box?: Box;
    }
  | {
      type: 'row';
      /** Counted from 1, the header not counted. */
      row: number;
    }
  | {
      type: 'frame';
      /** Of a moving picture, counted from 1. */
      frame: number;
    }
  | { type: 'table' }
  | {
      type: 'lines';
      /** Both counted from 1, inclusive. */
      from: number;
      to: number;
    }
  | {
      type: 'paragraphs';
      /** Both counted from 1, inclusive. */
      from: number;
      to: number;
    }
  | {
      type: 'slide';
      /** Counted from 1. */
      slide: number;
    }
  | {
      type: 'chapter';
      /** Counted from 1. */
      chapter: number;
    };

/** Their order is part of the stored format: append only. */
export const chunkKinds = [
  'image',
  'page',
  'figure',
  'passage',
  'row',
  'table',
  /** What a picture shows, in words; it stands for the picture. */
  'caption',
] as const;

/** What a chunk is; the filter by kind, calibration and the look of a hit go by it. */
export type ChunkKind = (typeof chunkKinds)[number];

/** Which tower of the encoder reads a chunk. */
export type Modality = 'image' | 'text';

export function modalityOf(kind: ChunkKind): Modality {
  return kind === 'image' || kind === 'page' || kind === 'figure' ? 'image' : 'text';
}

/** Whether a chunk is shown as a picture: it is one, or it says what one shows. */
export const isPictured = (kind: ChunkKind): boolean =>
  modalityOf(kind) === 'image' || kind === 'caption';

/** Chunks whose cosines with a query are of one sort: they are calibrated alike. */
export type ChunkClass = 'picture' | 'passage' | 'row';

export function classOf(kind: ChunkKind): ChunkClass {
  if (modalityOf(kind) === 'image') return 'picture';
  return kind === 'passage' || kind === 'caption' ? 'passage' : 'row';
}

export interface Cell {
  column: string;
  value: string;
}

/** The smallest thing that can be found. */
export interface Chunk {
  /** Position in its document, counted from 0; together with the document's id its key. */
  ordinal: number;
  kind: ChunkKind;
  locator: Locator;
  /** The text that is embedded and shown; for pictures what is known of them in words, or ''. */
  text: string;
  /** Nearest heading above a passage. */
  heading?: string;
  /** A row's cells in column order. */
  cells?: Cell[];
  /** Mean confidence of its words, 0 to 100, where they were read by OCR. */
  ocrConfidence?: number;
  /** Key of the chunk's thumbnail, where it has one. */
  thumbnail?: ThumbnailKey;
}

/** `documentId/ordinal`. */
export type ThumbnailKey = string;

/** The place as a person says it. */
export function describeLocator(locator: Locator): string {
  switch (locator.type) {
    case 'whole':
      return 'whole document';
    case 'page':
      return locator.label === undefined
        ? `page ${locator.page}`
        : `p. ${locator.label} (page ${locator.page})`;
    case 'row':
      return `row ${locator.row}`;
    case 'frame':
      return `frame ${locator.frame}`;
    case 'table':
      return 'whole table';
    case 'lines':
      return stretch('line', locator);
    case 'paragraphs':
      return stretch('paragraph', locator);
    case 'slide':
      return `slide ${locator.slide}`;
    case 'chapter':
      return `chapter ${locator.chapter}`;
  }
}

function stretch(unit: string, { from, to }: { from: number; to: number }): string {
  return from === to ? `${unit} ${from}` : `${unit}s ${from}–${to}`;
}
