import * as pdfjs from 'pdfjs-dist';
import { type DocumentIssue, issue } from '../../core';

interface PdfOptions {
  /** Where pdf.js's own character maps, fonts and decoders are served; ends in a slash. */
  assetsUrl: string;
  startWorker: () => Worker;
}

let assetsUrl = '';
let startWorker: () => Worker;

export function configurePdf(options: PdfOptions): void {
  ({ assetsUrl, startWorker } = options);
}

/** What pdf.js makes of DOM elements in a page, made without them. */
class WorkerCanvasFactory {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }

  reset({ canvas }: { canvas: OffscreenCanvas }, width: number, height: number) {
    canvas.width = width;
    canvas.height = height;
  }

  destroy({ canvas }: { canvas: OffscreenCanvas }) {
    canvas.width = 0;
    canvas.height = 0;
  }

  getNoAlphaContext(canvas: OffscreenCanvas) {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }
}

/** Filters are SVG elements, which workers lack: such effects are left out. */
class NoFilterFactory {
  addFilter = () => 'none';
  addHCMFilter = () => 'none';
  addAlphaFilter = () => 'none';
  addLuminosityFilter = () => 'none';
  addKnockoutFilter = () => 'none';
  addHighlightHCMFilter = () => 'none';
  addSelectionHCMFilter = () => 'none';
  destroy = () => {};
}

/** pdf.js reads in a worker of its own, below this one. */
export function startPdfWorker(): void {
  pdfjs.GlobalWorkerOptions.workerPort ??= startWorker();
}

/** @returns an issue where the file cannot be opened */
export async function openPdf(file: Blob): Promise<pdfjs.PDFDocumentProxy | DocumentIssue> {
  startPdfWorker();
  const task = pdfjs.getDocument({
    data: new Uint8Array(await file.arrayBuffer()),
    useWorkerFetch: true,
    cMapUrl: `${assetsUrl}cmaps/`,
    standardFontDataUrl: `${assetsUrl}standard_fonts/`,
    wasmUrl: `${assetsUrl}wasm/`,
    iccUrl: `${assetsUrl}iccs/`,
    CanvasFactory: WorkerCanvasFactory,
    FilterFactory: NoFilterFactory,
    // Without a place for fonts, embedded ones are drawn as boxes, and nobody says so.
    ownerDocument: {
      fonts: (self as unknown as { fonts: FontFaceSet }).fonts,
      baseURI: self.location.href,
    } as unknown as HTMLDocument,
    enableXfa: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    return await task.promise;
  } catch (error) {
    await task.destroy();
    return issueOf(error);
  }
}

function issueOf(error: unknown): DocumentIssue {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return issue(
      'encrypted',
      'This PDF is locked with a password.',
      'Save a copy without the password and add that.',
    );
  }
  return issue(
    'corrupt',
    'This PDF is damaged and cannot be opened.',
    'Open it in a PDF reader and save it again.',
  );
}
