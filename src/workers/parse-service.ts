import type {
  Box,
  Container,
  DocumentIssue,
  Format,
  Identified,
  LanguageToRead,
  OcrLanguageCode,
  OcrLine,
  OcrPage,
  ParseStep,
  RasterSpec,
  Unpacked,
} from '../core';
import {
  configureOcr,
  configurePdf,
  endRecogniser,
  identify,
  type OcrPassages,
  ocrPassages,
  openRows,
  parse,
  readByOcr,
  readPage,
  readPicture,
  renderPage,
  renderPicture,
  startPdfWorker,
  unpack,
} from '../parse';
import { transfer } from './connect';
import { sendRows } from './row-port';
import { startPdf } from './start-pdf';

export type DrawSvg = (svg: Blob, maxSide: number) => Promise<ImageBitmap>;

/** One file at a time: the pool gives the next one only when this one has ended. */
export class ParseService {
  private steps: AsyncGenerator<ParseStep> | undefined;

  configure(pdfAssetsUrl: string, ocrAssetsUrl: string): void {
    configurePdf({ assetsUrl: pdfAssetsUrl, startWorker: startPdf });
    configureOcr({ assetsUrl: ocrAssetsUrl });
  }

  /** Starts what is otherwise started with the first PDF. */
  warmUp(): void {
    startPdfWorker();
  }

  identify(file: Blob, name: string): Promise<Identified> {
    return identify(file, name);
  }

  /** Takes apart a file that holds others. */
  unpack(file: Blob, name: string, container: Container): Promise<Unpacked> {
    return unpack(file, name, container);
  }

  begin(file: Blob, name: string, format: Format, raster: RasterSpec, drawSvg: DrawSvg): void {
    this.steps = parse(file, name, format, { raster, drawSvg });
  }

  /** The next step of the file begun last; `end` and `failed` are the last ones. */
  async next(): Promise<ParseStep> {
    const step = await this.steps?.next();
    if (!step || step.done) throw new Error('a parse was asked for more than it has');
    const { value } = step;
    if (value.phase !== 'batch') return value;
    const rasters = value.chunks.flatMap(({ raster }) => (raster ? [raster.data.buffer] : []));
    return transfer(value, rasters);
  }

  /** Gives up on the file begun last. */
  async cancel(): Promise<void> {
    await this.steps?.return(undefined);
    this.steps = undefined;
  }

  /** See {@link readByOcr}. */
  readByOcr(
    file: Blob,
    format: Format,
    page: number,
    language: LanguageToRead,
    isSure: boolean,
    drawSvg: DrawSvg,
  ): Promise<OcrLine[]> {
    return readByOcr(file, format, page, language, isSure, drawSvg);
  }

  /** See {@link ocrPassages}. */
  ocrPassages(pages: OcrPage[], language: OcrLanguageCode, isPicture: boolean): OcrPassages {
    return ocrPassages(pages, language, isPicture);
  }

  /** Gives the memory of OCR back. */
  endOcr(): Promise<void> {
    return endRecogniser();
  }

  /** Opens a table: its column names, and its rows through the port. Undefined where it is none. */
  async sendTable(file: Blob, format: Format, port: MessagePort): Promise<void> {
    const source = await openRows(file, format);
    const rows = async function* () {
      if (!source) return;
      // The first row is that of the names; none where the columns have no names.
      yield [source.header ?? []];
      yield* source.rows();
    };
    await sendRows(port, rows());
  }

  /** @param page counted from 1, of a picture of several */
  async readPicture(file: Blob, raster: RasterSpec, drawSvg: DrawSvg, page = 1) {
    const read = await readPicture(file, { raster, drawSvg }, page);
    return 'issue' in read ? read : transfer(read, [read.raster.data.buffer]);
  }

  /** See {@link renderPicture}. */
  renderPicture(file: Blob, format: Format, page: number): Promise<Blob | DocumentIssue> {
    return renderPicture(file, format, page);
  }

  async renderPage(file: Blob, page: number, widthPx: number) {
    const rendered = await renderPage(file, page, widthPx);
    return 'issue' in rendered ? rendered : transfer(rendered, [rendered.bitmap]);
  }

  /** A page or a box of it as the encoder reads it; undefined where it cannot be drawn. */
  async readPage(file: Blob, page: number, box: Box | undefined, spec: RasterSpec) {
    const raster = await readPage(file, page, box, spec);
    return raster && transfer(raster, [raster.data.buffer]);
  }
}
