import { type ChunkPlace, displayName, type SourceDocument } from '../../core';
import { countOf } from '../parts/format';
import { type HitKey, hitKey } from '../parts/route';
import { useAppState } from '../parts/rummage-context';

interface Props {
  copies: readonly ChunkPlace[];
  onOpen: (key: HitKey) => void;
}

/** Where the same content stands as well: told in a line, listed when asked for. */
export function Copies({ copies, onOpen }: Props) {
  const documents = useAppState(({ library }) => library.documents);
  if (copies.length === 0) return null;
  return (
    <details className="above-stretched self-start text-xs text-quiet">
      <summary className="rounded-sm hover:text-ink">
        {countOf(copies.length, 'near-identical copy', 'near-identical copies')}
      </summary>
      <ul className="flex flex-col items-start gap-1 pt-1">
        {copies.map(({ documentId, ordinal }) => (
          <li key={hitKey(documentId, ordinal)}>
            <button
              type="button"
              className="rounded-sm underline-offset-2 hover:text-ink hover:underline"
              onClick={() => onOpen(hitKey(documentId, ordinal))}
            >
              {nameOf(documents, documentId)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function nameOf(documents: readonly SourceDocument[], id: string): string {
  const document = documents.find((one) => one.id === id);
  return document ? displayName(document) : 'removed meanwhile';
}
