import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Box } from '../../core';
import { type Graphics, readGraphics } from './graphics';
import { layoutOf, type PageContent, type PageLayout } from './layout';
import { linesOf } from './lines';
import { readPieces } from './pieces';

const noGraphics: Graphics = { horizontal: [], vertical: [], fills: [], shapes: [] };
const nothing: PageContent = { pieces: [], lines: [], graphics: noGraphics };

/** A page with fewer letters than this is a picture, whose lines say nothing. */
export const fewLetters = 40;

/** What stands on pages, each read once; a page is asked for again as its neighbours' neighbour. */
export class PageReader {
  private readonly pages = new Map<number, Promise<PageContent>>();

  constructor(
    private readonly pdf: PDFDocumentProxy,
    private readonly pageCount: number,
  ) {}

  /** Letters on a page, whatever they are part of. */
  async letterCount(number: number): Promise<number> {
    const { lines } = await this.content(number);
    return lines.reduce((sum, { text }) => sum + text.length, 0);
  }

  /** @param rasters where pictures made of pixels stand */
  async layout(number: number, rasters: readonly Box[]): Promise<PageLayout> {
    const [before, content, after] = await Promise.all(
      [number - 1, number, number + 1].map((n) => this.content(n)),
    );
    this.pages.delete(number - 2);
    return layoutOf(content!, rasters, [before!.lines, after!.lines]);
  }

  private content(number: number): Promise<PageContent> {
    if (number < 1 || number > this.pageCount) return Promise.resolve(nothing);
    const known = this.pages.get(number);
    if (known) return known;
    // A page without readable text still has its picture.
    const reading = this.pdf
      .getPage(number)
      .then(readContent)
      .catch(() => nothing);
    this.pages.set(number, reading);
    return reading;
  }
}

async function readContent(page: PDFPageProxy): Promise<PageContent> {
  const pieces = await readPieces(page);
  const lines = linesOf(pieces);
  const letters = lines.reduce((sum, { text }) => sum + text.length, 0);
  // Without its drawings a page still has its text.
  const graphics =
    letters < fewLetters ? noGraphics : await readGraphics(page).catch(() => noGraphics);
  return { pieces, lines, graphics };
}
