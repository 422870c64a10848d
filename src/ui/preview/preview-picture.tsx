import { useMemo, useState } from 'react';
import {
  type Chunk,
  displayName,
  type Hit,
  isDrawnHere,
  isPictured,
  type SourceDocument,
} from '../../core';
import { CaptionField } from '../parts/caption-field';
import { Facts } from '../parts/facts';
import { mediaTypes } from '../parts/format';
import { useLoaded, useObjectUrl } from '../parts/hooks';
import { IssueText } from '../parts/issue-text';
import { OcrFacts } from '../parts/ocr/ocr-facts';
import { useRummage } from '../parts/rummage-context';
import { boxStyle } from './box-style';
import { HeatBar } from './heat/heat-bar';
import { HeatOverlay } from './heat/heat-overlay';
import { useHeat } from './heat/use-heat';
import { FoundWords } from './ocr/found-words';

interface Props {
  document: SourceDocument;
  chunk: Chunk | undefined;
  /** Where it is one of the hits of the present search. */
  hit: Hit | undefined;
}

/** The original, large and whole, with what is known of it. */
export function PreviewPicture({ document, chunk, hit }: Props) {
  const rummage = useRummage();
  const locator = chunk?.locator;
  const page = locator?.type === 'page' ? locator.page : 1;
  const box = locator?.type === 'page' || locator?.type === 'whole' ? locator.box : undefined;
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
  // What was found by words read from it was not found by its looks.
  const isSeen = hit !== undefined && chunk !== undefined && isPictured(chunk.kind);
  const heat = useHeat(document.id, isSeen ? chunk : undefined);
  return (
    <div className="flex h-full flex-col">
      {isSeen && <HeatBar {...heat} what="picture" />}
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
              {isSeen && heat.state.phase === 'done' && (
                <HeatOverlay map={heat.state.map} ratio={ratio} />
              )}
              {box && (
                <div
                  className="absolute rounded-sm border border-page-mark"
                  style={boxStyle(box)}
                />
              )}
              <FoundWords documentId={document.id} {...{ page, chunk, hit }} />
            </div>
          )}
          {pending && isDrawnHere(format) && <p className="text-quiet">It is being decoded …</p>}
          {!pending && !picture && <p className="text-quiet">The original is no longer stored.</p>}
          {picture && 'code' in picture && <IssueText issue={picture} />}
        </div>
        <div className="flex flex-col gap-4 p-4">
          <CaptionField key={document.id} document={document} />
          <OcrFacts document={document} />
          <Facts document={document} />
        </div>
      </section>
    </div>
  );
}
