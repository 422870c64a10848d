import type { LibraryMap } from '../../../app';
import { displayName } from '../../../core';
import { Button } from '../../parts/button';
import { countOf } from '../../parts/format';
import { hitKey, navigate } from '../../parts/route';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { Thumbnail } from '../../parts/thumbnail';

interface Props {
  map: LibraryMap;
  chosen: ReadonlySet<number>;
  onClear: () => void;
}

const listed = 24;

/** The set that was drawn around, and what can be done with it. */
export function ChosenSet({ map, chosen, onClear }: Props) {
  const rummage = useRummage();
  const library = useAppState((state) => state.library.documents);
  const ids = [...new Set(Array.from(chosen, (row) => map.places[row]!.documentId))];
  const documents = ids.flatMap((id) => library.find((document) => document.id === id) ?? []);
  const search = () => {
    rummage.setFilter({ documents: ids });
    navigate({ screen: 'search', q: '' });
  };
  const ask = () => {
    rummage.setAskScope({ documents: ids });
    navigate({ screen: 'ask', q: '' });
  };
  return (
    <section aria-labelledby="chosen" className="flex flex-col gap-2 text-sm">
      <h2 id="chosen" className="text-base font-semibold">
        Chosen
      </h2>
      {chosen.size === 0 ? (
        <p className="text-quiet">
          Draw around points with the lasso, or hold Shift and pull. A group of the list is chosen
          by its name.
        </p>
      ) : (
        <>
          <p role="status" className="text-quiet tabular-nums">
            {countOf(chosen.size, 'point')} of {countOf(documents.length, 'document')}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" icon="search" onPress={search}>
              Search in them
            </Button>
            <Button icon="ask" onPress={ask}>
              Ask them
            </Button>
            <Button look="quiet" onPress={onClear}>
              Clear
            </Button>
          </div>
          <ul aria-label="Chosen documents" className="flex flex-col gap-1">
            {documents.slice(0, listed).map((document) => (
              <li key={document.id} className="flex items-center gap-2">
                <Thumbnail
                  thumbnailKey={hitKey(document.id, 0)}
                  document={document}
                  className="size-8 shrink-0 rounded-sm"
                />
                <span dir="auto" className="truncate">
                  {displayName(document)}
                </span>
              </li>
            ))}
          </ul>
          {documents.length > listed && (
            <p className="text-quiet">and {documents.length - listed} more</p>
          )}
        </>
      )}
    </section>
  );
}
