import { ToggleButton } from 'react-aria-components';
import { type Chunk, readQueryText, type SourceDocument } from '../../core';
import { useAppState, useRummage } from '../parts/rummage-context';

interface Props {
  document: SourceDocument;
  chunk: Chunk;
}

const answers = [
  { isRight: true, label: 'Right' },
  { isRight: false, label: 'Wrong' },
];

/** Asks whether a picture that was found is what was meant; the encoder can be taught by it. */
export function MarkHit({ document, chunk }: Props) {
  const ordinal = pictureOf(chunk);
  const rummage = useRummage();
  const query = useAppState(({ search }) => (search.phase === 'idle' ? undefined : search.query));
  const meant = query && query.pictures.length === 0 ? readQueryText(query.text).meaning : '';
  const said = useAppState(({ marks }) =>
    marks.find(
      (mark) => mark.documentId === document.id && mark.ordinal === ordinal && mark.query === meant,
    ),
  );
  if (meant === '') return null;
  const place = { documentId: document.id, ordinal, query: meant };
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5 text-xs text-quiet">
      <span>
        Is it what you meant by <q dir="auto">{meant}</q>?
      </span>
      <fieldset aria-label="Is it what you meant?" className="flex gap-1">
        {answers.map(({ isRight, label }) => (
          <ToggleButton
            key={label}
            isSelected={said?.isRight === isRight}
            onChange={(isChosen) => void rummage.markHit(place, isChosen ? isRight : undefined)}
            className="h-7 rounded-md border border-control px-2.5 text-ink data-selected:border-accent data-selected:bg-accent-wash data-selected:font-semibold data-selected:text-accent"
          >
            {label}
          </ToggleButton>
        ))}
      </fieldset>
      {said && (
        <a href="#/lab/teach" className="underline underline-offset-2">
          Teach it
        </a>
      )}
    </div>
  );
}

/** A caption stands for its picture: the document, or the figure right before it. */
function pictureOf({ ordinal, kind, locator }: Chunk): number {
  if (kind !== 'caption') return ordinal;
  return locator.type === 'page' ? ordinal - 1 : 0;
}
