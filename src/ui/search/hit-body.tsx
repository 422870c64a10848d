import { useEffect, useRef, useState } from 'react';
import { displayName, type Hit, isPictured, type SourceDocument, type TextSpan } from '../../core';
import { bestCells } from '../parts/excerpt';
import { useSeen, useWidth } from '../parts/hooks';
import { MarkedText } from '../parts/marked-text';
import { useRummage } from '../parts/rummage-context';
import { Thumbnail } from '../parts/thumbnail';

export type View = 'grid' | 'list';

interface Props {
  hit: Hit;
  document: SourceDocument;
  view: View;
  /** Words searched for, '' for a picture. */
  query: string;
  isWeak: boolean;
  /** Width by height of its thumbnail, as far as it is known, and what hears of a better one. */
  ratio: number;
  onRatio: (ratio: number) => void;
}

/** What was found: a picture, a passage or a row. */
export function HitBody(props: Props) {
  const { chunk } = props.hit;
  if (isPictured(chunk.kind)) return <Picture {...props} />;
  if (chunk.cells && chunk.cells.length > 0) return <RowTable {...props} />;
  return <Passage {...props} />;
}

function Picture({ hit, document, view, isWeak, ratio, onRatio }: Props) {
  const shape = view === 'grid' ? 'w-full' : 'h-28 max-w-[60%] shrink-0';
  const thumbnail = (
    <Thumbnail
      thumbnailKey={pictureKey(hit, document)}
      document={document}
      alt={displayName(document)}
      onRatio={onRatio}
      ratio={ratio}
      className={`rounded-md ${shape} ${isWeak ? 'opacity-60' : ''}`}
    />
  );
  if (view === 'grid') {
    return (
      <>
        {thumbnail}
        <Caption hit={hit} document={document} className="line-clamp-2 pt-1.5 text-sm" />
      </>
    );
  }
  return (
    <div className="flex gap-4">
      {thumbnail}
      <PictureWords hit={hit} document={document} />
    </div>
  );
}

/** Words about a picture have its thumbnail, which is that of the document's first chunk. */
export const pictureKey = ({ chunk }: Hit, { id, kind }: SourceDocument) =>
  chunk.thumbnail ?? (kind === 'image' ? `${id}/0` : undefined);

interface CaptionProps extends Pick<Props, 'hit' | 'document'> {
  className: string;
}

/** What the picture shows, in the person's words or the file's; marked where it was found by them. */
function Caption({ hit, document, className }: CaptionProps) {
  if (hit.chunk.kind === 'caption') {
    return (
      <p dir="auto" className={className}>
        <MarkedText text={hit.chunk.text} best={undefined} words={wordsOf(hit)} limit={300} />
      </p>
    );
  }
  if (!document.caption || hit.chunk.kind !== 'image') return null;
  return (
    <p dir="auto" className={className}>
      {document.caption}
    </p>
  );
}

const maxFacts = 4;

/** What is known of a picture in words, where a list has room for it. */
function PictureWords({ hit, document }: Pick<Props, 'hit' | 'document'>) {
  const { state } = document;
  const facts = state.phase === 'ready' ? Object.entries(state.metadata) : [];
  return (
    <div dir="auto" className="min-w-0 text-xs text-quiet">
      <Caption hit={hit} document={document} className="line-clamp-3 pb-1 text-sm text-ink" />
      {hit.chunk.kind !== 'caption' && hit.chunk.text && (
        <p className="line-clamp-2 pb-1 text-sm">{hit.chunk.text}</p>
      )}
      {document.kind === 'image' &&
        facts.slice(0, maxFacts).map(([name, value]) => (
          <p key={name} className="truncate">
            {name}: {value}
          </p>
        ))}
    </div>
  );
}

/** A passage that was read from a picture stands beside it. */
function Passage(props: Props) {
  const { hit, document } = props;
  if (document.kind !== 'image') return <PassageText {...props} />;
  return (
    <div className="flex gap-4">
      <Thumbnail
        thumbnailKey={pictureKey(hit, document)}
        document={document}
        alt={displayName(document)}
        className="h-28 max-w-[40%] shrink-0 rounded-md"
      />
      <PassageText {...props} />
    </div>
  );
}

function PassageText({ hit, document, view, query, isWeak }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const span = useBestSentence(hit, query, useSeen(frame) && !isWeak);
  const { chunk } = hit;
  // Beside a picture, which says more.
  const isShort = view === 'list' || document.kind === 'image';
  const limit = isShort ? 240 : 520;
  return (
    <div ref={frame} dir="auto" className={`min-w-0 max-w-[70ch] ${isWeak ? 'text-quiet' : ''}`}>
      {chunk.heading && <p className="text-sm font-semibold">{chunk.heading}</p>}
      <p className={view === 'list' ? 'line-clamp-3 text-sm' : 'wrap-anywhere whitespace-pre-line'}>
        <MarkedText text={chunk.text} best={span} words={wordsOf(hit)} limit={limit} />
      </p>
    </div>
  );
}

const wordsOf = ({ evidence }: Hit) => evidence.words?.spans ?? [];

/** The sentence to mark, asked for once the passage is on screen. */
function useBestSentence(hit: Hit, query: string, isSeen: boolean): TextSpan | undefined {
  const rummage = useRummage();
  const key = `${hit.documentId}/${hit.chunk.ordinal}/${query}`;
  const [best, setBest] = useState<{ key: string; span: TextSpan | undefined }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same hit comes anew with every answer
  useEffect(() => {
    if (!isSeen) return;
    let current = true;
    rummage.bestSentence(hit).then(
      (span) => current && setBest({ key, span }),
      // Without a mark the passage is still the passage.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [rummage, key, isSeen]);
  return best?.key === key ? best.span : undefined;
}

/** Room a cell wants, on average. */
const cellWidthPx = 120;

function RowTable({ hit, query, isWeak }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const maxCells = Math.max(2, Math.min(8, Math.floor(useWidth(frame) / cellWidthPx)));
  const cells = hit.chunk.cells!;
  const shown = bestCells(cells, query, maxCells);
  const hidden = cells.length - shown.length;
  return (
    <div ref={frame} className={isWeak ? 'text-quiet' : ''}>
      <div className="overflow-x-hidden">
        <table className="text-sm">
          <thead>
            <tr className="text-left text-xs text-quiet">
              {shown.map(({ column }) => (
                <th key={column} scope="col" className="max-w-40 truncate pr-5 font-normal">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {shown.map(({ column, value }) => (
                <td
                  key={column}
                  dir="auto"
                  className="max-w-56 truncate pr-5 align-top tabular-nums"
                >
                  {value || '–'}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      {hidden > 0 && <p className="text-xs text-quiet">and {hidden} more</p>}
    </div>
  );
}
