import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import {
  type Box,
  type DocumentIssue,
  issue,
  type ParsedChunk,
  type ParseOptions,
  type ParseStep,
  type RasterSpec,
} from '../../core';
import type { TextBlock } from '../passages';
import { blocksOf } from './blocks';
import { readMetadata } from './metadata';
import { openPdf } from './open';
import { type Outline, readOutline } from './outline';
import { restOfSentence, withoutRest, withRest } from './over-pages';
import { passageChunks, pictureChunks } from './page-chunks';
import { fewLetters, PageReader } from './page-reader';
import { drawPage, isBlank } from './picture';
import { KeptTables } from './tables/kept-table';

export const maxPages = 2000;

/** A step for each page: its passages, its picture, the figures and the tables on it. */
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
    const reading = new PdfReading(pdf, total, await readOutline(pdf), raster);
    let isEmpty = true;
    for (let number = 1; number <= total; number++) {
      try {
        const chunks = await reading.read(await pdf.getPage(number));
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
    const { ocrPages, tables } = reading;
    yield { phase: 'end', summary: { metadata, warnings, ocrPages, tables: tables.all } };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Reads one page after the other, with what goes over from one to the next. */
class PdfReading {
  readonly ocrPages: number[] = [];
  readonly tables = new KeptTables();
  private readonly reader: PageReader;
  private ordinal = 0;
  private heading: string | undefined;
  /** What the page before has taken of this one. */
  private taken = '';

  constructor(
    pdf: PDFDocumentProxy,
    private readonly pageCount: number,
    private readonly outline: Outline,
    private readonly spec: RasterSpec,
  ) {
    this.reader = new PageReader(pdf, pageCount);
  }

  async read(page: PDFPageProxy): Promise<ParsedChunk[]> {
    const number = page.pageNumber;
    const { canvas, figures: rasters } = await drawPage(page);
    const layout = await this.reader.layout(number, rasters);
    page.cleanup();
    const letters = await this.reader.letterCount(number);
    if (letters < fewLetters && !(await isBlank(canvas))) this.ocrPages.push(number);
    const blocks = await this.textOf(number, blocksOf(layout.lines));
    const heading = this.headingOf(number);
    const chunks = [
      ...(await pictureChunks(canvas, layout.figures, number, this.spec)),
      ...passageChunks(blocks, number, heading),
      ...passageChunks(blocksOf(layout.heads), number, undefined),
      ...passageChunks(blocksOf(layout.footnotes), number, undefined),
    ].map((one, i) => ({ ...one, chunk: { ...one.chunk, ordinal: this.ordinal + i } }));
    this.ordinal += chunks.length;
    this.heading = blocks.findLast(({ isHeading }) => isHeading)?.text ?? this.heading;
    const topOfText = Math.min(1, ...layout.lines.map(({ box }) => box.y));
    for (const [i, table] of layout.tables.entries()) {
      const isFirst = i === 0 && table.box.y < topOfText;
      const own = this.tables.chunksOf(table, number, this.ordinal, isFirst);
      this.ordinal += own.length;
      chunks.push(...own);
    }
    return chunks.map((one) => this.labelled(one));
  }

  /** The text of a page, its last sentence whole. */
  private async textOf(number: number, blocks: TextBlock<Box>[]): Promise<TextBlock<Box>[]> {
    const own = withoutRest(blocks, this.taken);
    this.taken = '';
    if (number === this.pageCount || own.length === 0) return own;
    const next = await this.reader.layout(number + 1, []);
    this.taken = restOfSentence(own, blocksOf(next.lines));
    return withRest(own, this.taken);
  }

  /** The last heading before a page, or what the bookmarks call the part that it belongs to. */
  private headingOf(number: number): string | undefined {
    const { bookmarks } = this.outline;
    const own = bookmarks.find(({ page }) => page === number);
    const before = bookmarks.findLast(({ page }) => page < number);
    return own?.title ?? this.heading ?? before?.title;
  }

  private labelled(parsed: ParsedChunk): ParsedChunk {
    const { locator } = parsed.chunk;
    const label = locator.type === 'page' ? this.outline.labelOf(locator.page) : undefined;
    if (locator.type !== 'page' || label === undefined) return parsed;
    return { ...parsed, chunk: { ...parsed.chunk, locator: { ...locator, label } } };
  }
}
