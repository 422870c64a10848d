import type { PDFDocumentProxy } from 'pdfjs-dist';
import {
  type Box,
  type DocumentIssue,
  issue,
  type PageView,
  type Raster,
  type RasterSpec,
} from '../../core';
import { toRaster } from '../picture';
import { openPdf } from './open';
import { type Outline, readOutline } from './outline';
import { drawPage, inPixels } from './picture';

const maxSide = 3000;

/** The document shown last stays open, so that turning a page is quick. */
let open: { file: Blob; pdf: PDFDocumentProxy; outline?: Outline } | undefined;

/** Draws a page for the preview. */
export async function renderPage(
  file: Blob,
  number: number,
  widthPx: number,
): Promise<PageView | { issue: DocumentIssue }> {
  const pdf = await reuse(file);
  if ('code' in pdf) return { issue: pdf };
  try {
    const page = await pdf.getPage(Math.min(Math.max(1, number), pdf.numPages));
    const { width, height } = page.getViewport({ scale: 1 });
    const longSide = Math.min(maxSide, widthPx * Math.max(1, height / width));
    const { canvas } = await drawPage(page, longSide);
    page.cleanup();
    const { labelOf, bookmarks } = await outlineOf(pdf);
    const bitmap = canvas.transferToImageBitmap();
    return { bitmap, pageCount: pdf.numPages, label: labelOf(page.pageNumber), bookmarks };
  } catch {
    return { issue: issue('corrupt', `Page ${number} cannot be drawn.`) };
  }
}

/**
 * A page, or a box of it, as the encoder read it.
 *
 * @returns undefined where it cannot be drawn
 */
export async function readPage(
  file: Blob,
  number: number,
  box: Box | undefined,
  spec: RasterSpec,
): Promise<Raster | undefined> {
  const pdf = await reuse(file);
  if ('code' in pdf) return undefined;
  try {
    const page = await pdf.getPage(number);
    const { canvas } = await drawPage(page);
    page.cleanup();
    return await toRaster(canvas, spec, box && inPixels(box, canvas));
  } catch {
    return undefined;
  }
}

async function outlineOf(pdf: PDFDocumentProxy): Promise<Outline> {
  if (open?.pdf !== pdf) return readOutline(pdf);
  open.outline ??= await readOutline(pdf);
  return open.outline;
}

/** A PDF that may still be open. */
export async function reuse(file: Blob): Promise<PDFDocumentProxy | DocumentIssue> {
  if (open && open.file.size === file.size && (await isSame(open.file, file))) return open.pdf;
  await open?.pdf.loadingTask.destroy();
  open = undefined;
  const pdf = await openPdf(file);
  if (!('code' in pdf)) open = { file, pdf };
  return pdf;
}

/** Blobs lose their identity between threads; equal ends of equal length tell enough. */
async function isSame(a: Blob, b: Blob): Promise<boolean> {
  const tail = async (blob: Blob) => new Uint8Array(await blob.slice(-4096).arrayBuffer());
  const [x, y] = await Promise.all([tail(a), tail(b)]);
  return x.every((byte, i) => byte === y[i]);
}
