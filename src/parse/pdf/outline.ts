import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Bookmark } from '../../core';
import { cleanText } from '../decode-text';

/** What a PDF says of its own pages. */
export interface Outline {
  /** How a page is called, where that is not its number; counted from 1. */
  labelOf: (page: number) => string | undefined;
  /** In the order of their pages. */
  bookmarks: Bookmark[];
}

const maxBookmarks = 2000;

export async function readOutline(pdf: PDFDocumentProxy): Promise<Outline> {
  const labels = await pdf.getPageLabels().catch(() => null);
  const labelOf = (page: number) => {
    const label = labels?.[page - 1]?.trim();
    return label && label !== String(page) ? label : undefined;
  };
  const bookmarks = await readBookmarks(pdf).catch(() => []);
  return { labelOf, bookmarks: bookmarks.sort((a, b) => a.page - b.page) };
}

interface OutlineNode {
  title: string;
  dest: string | unknown[] | null;
  items: OutlineNode[];
}

async function readBookmarks(pdf: PDFDocumentProxy): Promise<Bookmark[]> {
  const bookmarks: Bookmark[] = [];
  const visit = async (nodes: readonly OutlineNode[]): Promise<void> => {
    for (const { title, dest, items } of nodes) {
      if (bookmarks.length >= maxBookmarks) return;
      const page = await pageOf(pdf, dest).catch(() => undefined);
      const name = cleanText(title).trim();
      if (page !== undefined && name !== '') bookmarks.push({ title: name, page });
      await visit(items);
    }
  };
  await visit(((await pdf.getOutline()) ?? []) as OutlineNode[]);
  return bookmarks;
}

async function pageOf(
  pdf: PDFDocumentProxy,
  dest: OutlineNode['dest'],
): Promise<number | undefined> {
  const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
  const [page] = target ?? [];
  if (typeof page === 'number') return page + 1;
  return page ? (await pdf.getPageIndex(page as { num: number; gen: number })) + 1 : undefined;
}
