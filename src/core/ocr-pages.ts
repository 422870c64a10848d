import type { Metadata, SourceDocument } from './document';

/** The pages of a document that are to be read by OCR; none where there is nothing to do. */
export function pagesForOcr({ state, ocrLanguage }: SourceDocument): number[] {
  if (state.phase !== 'ready' || !state.ocr) return [];
  const { pages, done } = state.ocr;
  if (done && ocrLanguage === undefined) return [];
  // Asked for by hand, though all of its pages have text of their own.
  return pages.length === 0 && ocrLanguage !== undefined ? allPages(state.metadata) : pages;
}

function allPages({ Pages }: Metadata): number[] {
  return Array.from({ length: typeof Pages === 'number' ? Pages : 1 }, (_, i) => i + 1);
}
