import type { CSSProperties } from 'react';
import { useShallow } from 'zustand/shallow';
import { displayName, type SourceDocument } from '../../core';
import { countOf } from '../parts/format';
import { isReadyPicture } from '../parts/pictures-by-name';
import { type HitKey, hitKey } from '../parts/route';
import { useAppState } from '../parts/rummage-context';
import { Thumbnail, useRatio } from '../parts/thumbnail';
import { RememberedSearches } from './remembered/remembered-searches';

const maxShown = 18;

/** Home before a word is typed: the newest pictures, and how much there is to search. */
export function Recent({ onOpen }: { onOpen: (key: HitKey) => void }) {
  const documentCount = useAppState(({ library }) => library.documents.length);
  const embeddingCount = useAppState(({ library }) => library.embeddingCount);
  const pictures = useAppState(
    useShallow(({ library }) => firstOf(library.documents, isReadyPicture, maxShown)),
  );
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-quiet">
        {countOf(documentCount, 'document')}, {countOf(embeddingCount, 'searchable part')}. Type
        what you remember of it, or drop a picture onto the box.
      </p>
      <RememberedSearches />
      {pictures.length > 0 && (
        <>
          <h2 className="text-sm font-semibold">Newest pictures</h2>
          <div className="justified">
            {pictures.map((document) => (
              <RecentPicture key={document.id} document={document} onOpen={onOpen} />
            ))}
          </div>
        </>
      )}
    </div>
  );
}

function RecentPicture(props: { document: SourceDocument; onOpen: (key: HitKey) => void }) {
  const { document, onOpen } = props;
  // A picture is its own first chunk.
  const key = hitKey(document.id, 0);
  const [ratio, onRatio] = useRatio(key, document);
  const name = displayName(document);
  return (
    <button
      type="button"
      className="picture-cell overflow-hidden rounded-lg"
      style={{ '--ratio': ratio } as CSSProperties}
      title={name}
      onClick={() => onOpen(key)}
    >
      <Thumbnail
        thumbnailKey={key}
        document={document}
        alt={name}
        onRatio={onRatio}
        ratio={ratio}
        className="w-full"
      />
    </button>
  );
}

/** Stops looking as soon as it has enough: libraries are long. */
function firstOf<T>(items: readonly T[], accepts: (item: T) => boolean, max: number): T[] {
  const found: T[] = [];
  for (const item of items) {
    if (found.length >= max) break;
    if (accepts(item)) found.push(item);
  }
  return found;
}
