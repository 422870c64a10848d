import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import {
  type Box,
  type DocumentIssue,
  issue,
  type Metadata,
  type ParsedChunk,
  type ParseOptions,
  type ParseStep,
  type RasterSpec,
} from '../core';
import { cleanText } from './decode-text';
import { cutPassages, type Passage } from './passages';
import { openPdf } from './pdf-open';
import { drawPage, inPixels, isBlank } from './pdf-picture';
import { blocksOf, type PageLine, readLines, withoutRunningLines } from './pdf-text';
import { toRaster, toThumbnail } from './picture';
import { union } from './text-lines';

export const maxPages = 2000;

/** A page with fewer letters than this, but with something on it, is read by OCR. */
const fewLetters = 40;

/** A step for each page: its passages, its picture and the pictures in it. */
export async function* parsePdf(file: Blob, { raster }: ParseOptions): AsyncGenerator<ParseStep> {
  const pdf = await openPdf(file);
  if ('code' in pdf) return yield { phase: 'failed', issue: pdf };
  try {
    const total = Math.min(pdf.numPages, maxPages);
    const warnings: DocumentIssue[] = [];
    if (pdf.numPages > total) {
      warnings.push(
        issue('cut-short', `Only the first ${total} of ${pdf.numPages} pages are read.`),
      );
    }
    const reader = new LineReader(pdf, total);
    let ordinal = 0;
    let isEmpty = true;
    const ocrPages: number[] = [];
    for (let number = 1; number <= total; number++) {
      try {
        const page = await pdf.getPage(number);
        const { chunks, isScan } = await readPage(page, reader, raster, ordinal);
        if (isScan) ocrPages.push(number);
        ordinal += chunks.length;
        isEmpty = false;
        yield { phase: 'batch', chunks, done: number, total };
      } catch {
        warnings.push(issue('corrupt', `Page ${number} cannot be read; the others are there.`));
      }
    }
    if (isEmpty) {
      const reason = issue('corrupt', 'No page of this PDF can be read.', 'Save it again.');
      return yield { phase: 'failed', issue: reason };
    }
    const metadata = await readMetadata(pdf);
    yield { phase: 'end', summary: { metadata, warnings, ocrPages } };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Lines of pages, each page read once; a page is asked for again as its neighbours' neighbour. */
class LineReader {
  private readonly pages = new Map<number, Promise<PageLine[]>>();

  constructor(
    private readonly pdf: PDFDocumentProxy,
    private readonly pageCount: number,
  ) {}

  /** The text of a page without running heads. */
  async read(number: number): Promise<PageLine[]> {
    const [before, lines, after] = await Promise.all(
      [number - 1, number, number + 1].map((n) => this.lines(n)),
    );
    this.pages.delete(number - 1);
    return withoutRunningLines(lines ?? [], [before, after]);
  }

  private lines(number: number): Promise<PageLine[] | undefined> {
    if (number < 1 || number > this.pageCount) return Promise.resolve(undefined);
    const known = this.pages.get(number);
    if (known) return known;
    // A page without readable text still has its picture.
    const reading = this.pdf
      .getPage(number)
      .then(readLines)
      .catch(() => []);
    this.pages.set(number, reading);
    return reading;
  }
}

async function readPage(
  page: PDFPageProxy,
  reader: LineReader,
  spec: RasterSpec,
  firstOrdinal: number,
): Promise<{ chunks: ParsedChunk[]; isScan: boolean }> {
  const number = page.pageNumber;
  const lines = await reader.read(number);
  const { canvas, figures } = await drawPage(page);
  page.cleanup();
  const picture = async (
    kind: 'page' | 'figure',
    box?: Box,
  ): Promise<Omit<ParsedChunk, 'chunk'> & { kind: 'page' | 'figure'; box?: Box }> => {
    const crop = box && inPixels(box, canvas);
    return {
      kind,
      ...(box && { box }),
      raster: await toRaster(canvas, spec, crop),
      thumbnail: await toThumbnail(canvas, undefined, crop),
    };
  };
  const pictures = await Promise.all([
    picture('page'),
    ...figures.map((box) => picture('figure', box)),
  ]);
  const passages = cutPassages(blocksOf(lines));
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0);
  const isScan = letters < fewLetters && !(await isBlank(canvas));
  // The page's picture comes first: that of page 1 stands for the document.
  const chunks = [
    ...pictures.map(({ kind, box, ...rest }, i) => ({
      chunk: {
        ordinal: firstOrdinal + i,
        kind,
        locator: { type: 'page' as const, page: number, ...(box && { box }) },
        text: '',
      },
      ...rest,
    })),
    ...passages.map((passage, i) =>
      passageChunk(passage, number, firstOrdinal + pictures.length + i),
    ),
  ];
  return { chunks, isScan };
}

function passageChunk(
  { text, heading, places }: Passage<Box>,
  page: number,
  ordinal: number,
): ParsedChunk {
  return {
    chunk: {
      ordinal,
      kind: 'passage',
      locator: { type: 'page', page, box: union(places) },
      text,
      ...(heading && { heading }),
    },
    embedText: heading ? `${heading}. ${text}` : text,
  };
}

async function readMetadata(pdf: PDFDocumentProxy): Promise<Metadata> {
  const metadata: Metadata = { Pages: pdf.numPages };
  try {
    const { info } = await pdf.getMetadata();
    const { Title, Author, CreationDate } = info as Record<string, unknown>;
    if (typeof Title === 'string' && Title.trim()) metadata.Title = cleanText(Title.trim());
    if (typeof Author === 'string' && Author.trim()) metadata.Author = cleanText(Author.trim());
    const date = /^D:(\d{4})(\d\d)(\d\d)/.exec(String(CreationDate ?? ''));
    if (date) metadata.Created = `${date[1]}-${date[2]}-${date[3]}`;
  } catch {
    // A broken block of metadata takes nothing else with it.
  }
  return metadata;
}
