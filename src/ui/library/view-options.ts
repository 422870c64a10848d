import { displayName, type SourceDocument } from '../../core';
import { passes, type StatusFilter } from './document-status';

export type SortColumn = 'name' | 'kind' | 'size' | 'added' | 'status';

export interface ViewOptions {
  text: string;
  status: StatusFilter;
  column: SortColumn;
  isDescending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

const comparisons: Record<SortColumn, (a: SourceDocument, b: SourceDocument) => number> = {
  name: (a, b) => collator.compare(displayName(a), displayName(b)),
  kind: (a, b) => collator.compare(a.kind + a.format, b.kind + b.format),
  size: (a, b) => a.byteSize - b.byteSize,
  added: (a, b) => a.addedAt - b.addedAt,
  status: (a, b) => collator.compare(a.state.phase, b.state.phase),
};

/** @param documents newest first, which is the order kept where nothing else is asked for */
export function arrange(
  documents: readonly SourceDocument[],
  { text, status, column, isDescending }: ViewOptions,
): readonly SourceDocument[] {
  const wanted = text.trim().toLowerCase();
  const found = documents.filter(
    (document) =>
      passes(document, status) &&
      (wanted === '' || document.names.some(({ path }) => path.toLowerCase().includes(wanted))),
  );
  if (column === 'added') return isDescending ? found : found.reverse();
  const compare = comparisons[column];
  return found.sort((a, b) => (isDescending ? compare(b, a) : compare(a, b)));
}
