import { useCallback, useMemo, useState } from 'react';
import type { DocumentId, SourceDocument } from '../../core';

export interface Selection {
  /** Selected and on show, in the order shown. */
  documents: readonly SourceDocument[];
  has: (id: DocumentId) => boolean;
  isAll: boolean;
  /** @param extend from the last one toggled to this one, as with Shift */
  toggle: (id: DocumentId, extend: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
}

/** What is ticked; what the filter hides is never acted on. */
export function useSelection(shown: readonly SourceDocument[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<DocumentId>>(new Set());
  const [last, setLast] = useState<DocumentId>();
  const documents = useMemo(() => shown.filter(({ id }) => ids.has(id)), [shown, ids]);
  const isAll = shown.length > 0 && documents.length === shown.length;

  const toggle = (id: DocumentId, extend: boolean) => {
    const next = new Set(ids);
    const isOn = !ids.has(id);
    const from = extend ? shown.findIndex((d) => d.id === last) : -1;
    const to = shown.findIndex((d) => d.id === id);
    const range =
      from < 0 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1).map((d) => d.id);
    for (const each of range) {
      if (isOn) next.add(each);
      else next.delete(each);
    }
    setIds(next);
    setLast(id);
  };
  const clear = useCallback(() => setIds(new Set()), []);
  const toggleAll = () => setIds(isAll ? new Set() : new Set(shown.map(({ id }) => id)));
  return { documents, has: (id) => ids.has(id), isAll, toggle, toggleAll, clear };
}
