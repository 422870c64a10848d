import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { Metadata } from '../../core';
import { cleanText } from '../decode-text';

export async function readMetadata(pdf: PDFDocumentProxy): Promise<Metadata> {
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
