import { describeLocator, type Match, modalityOf } from '../../core';
import { formatCount } from '../parts/format';
import { type HitKey, hitKey } from '../parts/route';
import { Similarity } from '../parts/similarity';
import { Thumbnail } from '../parts/thumbnail';

interface Props {
  match: Match;
  openKey: HitKey | undefined;
  onOpen: (key: HitKey) => void;
  isWeak: boolean;
  /** There may be room for them beside the best hit. */
  isBeside: boolean;
}

/** The other hits of the same document, each one line. */
export function FurtherHits({ match, openKey, onOpen, isWeak, isBeside }: Props) {
  const { document, hits, moreHits } = match;
  if (hits.length < 2) return null;
  return (
    <div className={`shrink-0 text-xs text-quiet ${isBeside ? '@4xl:w-72' : ''}`}>
      {hits.slice(1).map(({ chunk, score }) => {
        const key = hitKey(document.id, chunk.ordinal);
        const place = describeLocator(chunk.locator);
        return (
          <div key={key} className="above-stretched flex h-7 items-center gap-2">
            <Similarity score={score} isWeak={isWeak} label={`Similarity, ${place}`} isCompact />
            {modalityOf(chunk.kind) === 'image' && (
              <Thumbnail
                thumbnailKey={chunk.thumbnail}
                document={document}
                className="size-6 shrink-0 rounded-sm"
              />
            )}
            <button
              type="button"
              data-hit={key}
              className={`min-w-0 truncate rounded-sm text-left underline-offset-2 hover:text-ink hover:underline ${openKey === key ? 'font-semibold text-accent' : ''}`}
              onClick={() => onOpen(key)}
            >
              {place}
              {chunk.text && <span dir="auto">: {chunk.text.slice(0, 80)}</span>}
            </button>
          </div>
        );
      })}
      {moreHits > 0 && <p className="h-6">and {formatCount(moreHits)} more places</p>}
    </div>
  );
}
