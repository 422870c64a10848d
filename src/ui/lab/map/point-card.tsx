import type { LibraryMap } from '../../../app';
import { describeLocator, displayName } from '../../../core';
import { useLoaded } from '../../parts/hooks';
import { hitKey } from '../../parts/route';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { Thumbnail } from '../../parts/thumbnail';

interface Props {
  id: string;
  map: LibraryMap;
  row: number | undefined;
}

/** The point under the pointer, or the one that the arrow keys came to. */
export function PointCard({ id, map, row }: Props) {
  return (
    <div
      id={id}
      aria-live="polite"
      data-point={row ?? ''}
      className="pointer-events-none absolute top-2 left-2 max-w-72"
    >
      {row !== undefined && map.places[row] && <Card {...map.places[row]} />}
    </div>
  );
}

function Card({ documentId, ordinal }: { documentId: string; ordinal: number }) {
  const rummage = useRummage();
  const document = useAppState(({ library }) => library.documents.find((d) => d.id === documentId));
  const key = hitKey(documentId, ordinal);
  const { value } = useLoaded(() => rummage.chunks(documentId, ordinal, ordinal + 1), key);
  const chunk = value?.[0];
  if (!document) return null;
  return (
    <div className="flex flex-col gap-1 rounded-md border border-line bg-raised p-2 text-sm shadow-lg">
      {chunk?.thumbnail && (
        <Thumbnail
          key={chunk.thumbnail}
          thumbnailKey={chunk.thumbnail}
          document={document}
          className="h-32 w-full rounded-sm"
        />
      )}
      <p dir="auto" className="truncate font-medium">
        {displayName(document)}
      </p>
      {chunk && chunk.locator.type !== 'whole' && (
        <p className="text-xs text-quiet">{describeLocator(chunk.locator)}</p>
      )}
      {chunk?.text && (
        <p dir="auto" className="line-clamp-4 text-xs text-quiet">
          {chunk.text}
        </p>
      )}
    </div>
  );
}
