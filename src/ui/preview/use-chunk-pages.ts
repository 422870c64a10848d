import { useEffect, useRef, useState } from 'react';
import type { Chunk, DocumentId } from '../../core';
import { useRummage } from '../parts/rummage-context';

const pageSize = 100;
const maxPages = 30;

/**
 * Chunks of a document read by the page as they come into view; of those passed by, the
 * oldest are let go.
 *
 * @returns what is at an ordinal, or undefined while it is read
 */
export function useChunkPages(
  id: DocumentId,
  from: number,
  to: number,
): (ordinal: number) => Chunk | undefined {
  const rummage = useRummage();
  /** Chunks by ordinal, by page; oldest page first. */
  const pages = useRef(new Map<number, Map<number, Chunk>>());
  const [, setVersion] = useState(0);

  useEffect(() => {
    for (let page = Math.floor(from / pageSize); page * pageSize < to; page += 1) {
      if (pages.current.has(page)) continue;
      const chunks = new Map<number, Chunk>();
      pages.current.set(page, chunks);
      rummage.chunks(id, page * pageSize, (page + 1) * pageSize).then(
        (read) => {
          for (const chunk of read) chunks.set(chunk.ordinal, chunk);
          setVersion((version) => version + 1);
        },
        () => pages.current.delete(page),
      );
    }
    for (const page of pages.current.keys()) {
      if (pages.current.size <= maxPages) break;
      pages.current.delete(page);
    }
  }, [rummage, id, from, to]);

  return (ordinal) => pages.current.get(Math.floor(ordinal / pageSize))?.get(ordinal);
}
