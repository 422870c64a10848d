import { useMemo, useState } from 'react';
import { type Chunk, displayName, isDrawnHere, type SourceDocument } from '../../core';
import { CaptionField } from '../parts/caption-field';
import { Facts } from '../parts/facts';
import { mediaTypes } from '../parts/format';
import { useLoaded, useObjectUrl } from '../parts/hooks';
import { IssueText } from '../parts/issue-text';
import { useRummage } from '../parts/rummage-context';
import { HeatBar } from './heat/heat-bar';
import { HeatOverlay } from './heat/heat-overlay';
import { useHeat } from './heat/use-heat';

interface Props {
  document: SourceDocument;
  chunk: Chunk | undefined;
  /** It is one of the hits of the present search. */
  isHit: boolean;
}

/** The original, large and whole, with what is known of it. */
export function PreviewPicture({ document, chunk, isHit }: Props) {
  const rummage = useRummage();
  const page = chunk?.locator.type === 'page' ? chunk.locator.page : 1;
  const { value: picture, pending } = useLoaded(
    () => rummage.picture(document, page),
    `${document.id} ${page}`,
  );
  const { format } = document;
  const typed = useMemo(() => {
    if (!(picture instanceof Blob)) return undefined;
    // The type is told by the content: an SVG without one would not be drawn.
    const type = isDrawnHere(format) ? picture.type : mediaTypes[format];
    return new Blob([picture], { type });
  }, [picture, format]);
  const url = useObjectUrl(typed);
  const [ratio, setRatio] = useState(1);
  const heat = useHeat(document.id, isHit ? chunk : undefined);
  return (
    <div className="flex h-full flex-col">
      {isHit && <HeatBar {...heat} what="picture" />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <section aria-label="Picture" tabIndex={0} className="min-h-0 grow overflow-y-auto">
        <div className="flex min-h-64 items-center justify-center bg-sunken p-4">
          {url && (
            <div className="relative">
              <img
                src={url}
                alt={displayName(document)}
                className="max-h-[70vh] max-w-full"
                onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
                  setRatio(naturalWidth / Math.max(1, naturalHeight))
                }
              />
              {isHit && heat.state.phase === 'done' && (
                <HeatOverlay map={heat.state.map} ratio={ratio} />
              )}
            </div>
          )}
          {pending && isDrawnHere(format) && <p className="text-quiet">It is being decoded …</p>}
          {!pending && !picture && <p className="text-quiet">The original is no longer stored.</p>}
          {picture && 'code' in picture && <IssueText issue={picture} />}
        </div>
        <div className="flex flex-col gap-4 p-4">
          <CaptionField key={document.id} document={document} />
          <Facts document={document} />
        </div>
      </section>
    </div>
  );
}
