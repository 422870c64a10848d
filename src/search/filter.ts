import type { DateOf, SearchFilter, SourceDocument } from '../core';

/** Whether a document may be found; on which of its pages is not asked here. */
export function allowsDocument(document: SourceDocument, filter: SearchFilter): boolean {
  const { kinds, folders, names, dates, documents } = filter;
  if (documents && !documents.includes(document.id)) return false;
  if (kinds && !kinds.includes(document.kind)) return false;
  const paths = document.names.map(({ path }) => path.toLowerCase());
  if (folders?.some((folder) => !paths.some((path) => folderOf(path).includes(folder)))) {
    return false;
  }
  if (names?.some((name) => !document.names.some((n) => n.name.toLowerCase().includes(name)))) {
    return false;
  }
  return (dates ?? []).every(({ of, range }) =>
    datesOf(document, of).some((date) => date >= range.from && date < range.to),
  );
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** Milliseconds since the epoch; none where the document has no such date. */
function datesOf(document: SourceDocument, of: DateOf): number[] {
  const added = document.names.map(({ addedAt }) => addedAt);
  if (of === 'added') return added;
  const { state } = document;
  const made =
    state.phase === 'ready' ? (state.metadata.Taken ?? state.metadata.Created) : undefined;
  const date = made === undefined ? Number.NaN : localTime(String(made));
  if (Number.isNaN(date)) return of === 'any' ? added : [];
  return [date];
}

/** "2024-05-17 10:30", without a zone: the clock on the wall. */
function localTime(written: string): number {
  const [day = '', time = '00:00'] = written.split(' ');
  return new Date(`${day}T${time}`).getTime();
}
