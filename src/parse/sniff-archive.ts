import type { Container, DocumentIssue, Format } from '../core';
import { Archive, ArchiveError } from './archive';

/** Kinds of archives by what their `mimetype` entry says. */
const byMimeType: Record<string, Format | 'ods'> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.text-template': 'odt',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.presentation-template': 'odp',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.spreadsheet-template': 'ods',
  'application/epub+zip': 'epub',
};

/** What a file is that is a ZIP archive by its first bytes, by what is in it. */
export async function sniffArchive(
  file: Blob,
): Promise<{ format: Format } | { container: Container } | { issue: DocumentIssue }> {
  try {
    const archive = await Archive.open(file);
    if (isWorkbook.test(archive.paths.join('\n'))) return { container: 'workbook' };
    const format = await formatOf(archive);
    if (format === 'ods') return { container: 'workbook' };
    return format ? { format } : { container: 'zip' };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return { issue: error.issue };
  }
}

const isWorkbook = /^xl\/workbook\.(xml|bin)$/m;

async function formatOf(archive: Archive): Promise<Format | 'ods' | undefined> {
  if (archive.has('word/document.xml')) return 'docx';
  if (archive.has('ppt/presentation.xml')) return 'pptx';
  if (archive.has('META-INF/container.xml') && !archive.has('content.xml')) return 'epub';
  return byMimeType[(await archive.text('mimetype'))?.trim() ?? ''];
}
