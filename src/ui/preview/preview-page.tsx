import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type Box,
  type Chunk,
  type DocumentIssue,
  type HeatMap,
  type Hit,
  modalityOf,
  type PageView,
  type SourceDocument,
} from '../../core';
import { IconButton } from '../parts/button';
import { useWidth } from '../parts/hooks';
import { IssueText } from '../parts/issue-text';
import { useRummage } from '../parts/rummage-context';
import { percent } from './box-style';
import { HeatBar } from './heat/heat-bar';
import { HeatOverlay } from './heat/heat-overlay';
import { useHeat } from './heat/use-heat';
import { FoundWords } from './ocr/found-words';

const maxWidthPx = 2400;

interface Props {
  document: SourceDocument;
  chunk: Chunk;
  /** Where it is one of the hits of the present search. */
  hit: Hit | undefined;
}

/** A page of a PDF with the hit outlined, and the pages around it. */
export function PreviewPage({ document, chunk, hit }: Props) {
  const { locator } = chunk;
  const hitPage = locator.type === 'page' ? locator.page : 1;
  const box = locator.type === 'page' ? locator.box : undefined;
  const [turned, setTurned] = useState({ chunk, page: hitPage });
  // Another hit turns to its own page.
  if (turned.chunk !== chunk) setTurned({ chunk, page: hitPage });
  const { page } = turned;
  const turnTo = (to: number) => setTurned({ chunk, page: to });
  const [view, setView] = useState<Omit<PageView, 'bitmap'>>();
  const { pageCount, label, bookmarks = [] } = view ?? {};
  // A passage is found by its words, not by its look.
  const isSeen = hit !== undefined && modalityOf(chunk.kind) === 'image';
  const heat = useHeat(document.id, isSeen ? chunk : undefined);

  return (
    <div className="flex h-full flex-col">
      {isSeen && <HeatBar {...heat} what={box ? 'figure' : 'page'} />}
      <div className="flex shrink-0 items-center justify-center gap-2 border-b border-line py-1 text-sm">
        <IconButton
          icon="left"
          label="Previous page"
          isDisabled={page <= 1}
          onPress={() => turnTo(page - 1)}
        />
        <span className="min-w-28 text-center tabular-nums">
          {label === undefined ? `page ${page}` : `p. ${label} (${page})`}
          {pageCount !== undefined && ` of ${pageCount}`}
        </span>
        <IconButton
          icon="right"
          label="Next page"
          isDisabled={pageCount === undefined || page >= pageCount}
          onPress={() => turnTo(page + 1)}
        />
        {bookmarks.length > 0 && (
          <select
            aria-label="Contents"
            value=""
            onChange={({ currentTarget }) => turnTo(Number(currentTarget.value))}
            className="h-8 w-28 rounded-md border border-control bg-canvas px-2 text-ink"
          >
            <option value="" disabled>
              Contents
            </option>
            {bookmarks.map(({ title, page: at }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: titles come twice, their order stays
              <option key={i} value={at}>
                {title}
              </option>
            ))}
          </select>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <section aria-label="Page" tabIndex={0} className="min-h-0 grow overflow-auto bg-sunken p-4">
        <PageCanvas
          documentId={document.id}
          page={page}
          box={page === hitPage ? box : undefined}
          heat={
            isSeen && page === hitPage && heat.state.phase === 'done' ? heat.state.map : undefined
          }
          onView={setView}
          over={
            page === hitPage && <FoundWords documentId={document.id} {...{ page, chunk, hit }} />
          }
        />
      </section>
    </div>
  );
}

interface CanvasProps {
  documentId: string;
  page: number;
  box: Box | undefined;
  heat: HeatMap | undefined;
  onView: (view: Omit<PageView, 'bitmap'>) => void;
  /** Lies over the page, once it is drawn. */
  over: ReactNode;
}

function PageCanvas({ documentId, page, box, heat, onView, over }: CanvasProps) {
  const rummage = useRummage();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const outline = useRef<HTMLDivElement>(null);
  const width = Math.round(useWidth(frame));
  const [drawnPage, setDrawnPage] = useState<number>();
  const [pageRatio, setPageRatio] = useState(1);
  const [fault, setFault] = useState<DocumentIssue>();

  useEffect(() => {
    if (width === 0) return;
    const controller = new AbortController();
    const { signal } = controller;
    const draw = async () => {
      const widthPx = Math.min(maxWidthPx, Math.round(width * devicePixelRatio));
      const rendered = await rummage.renderPage(documentId, page, widthPx, signal);
      if (!('bitmap' in rendered)) {
        if (!signal.aborted) setFault(rendered);
        return;
      }
      const { bitmap, ...view } = rendered;
      if (!signal.aborted && canvas.current) {
        canvas.current.width = bitmap.width;
        canvas.current.height = bitmap.height;
        canvas.current.getContext('2d')!.drawImage(bitmap, 0, 0);
        setFault(undefined);
        setDrawnPage(page);
        setPageRatio(bitmap.width / bitmap.height);
        onView(view);
      }
      bitmap.close();
    };
    draw().catch(() => {
      if (signal.aborted) return;
      setFault({ code: 'internal', message: 'This page could not be drawn.', hint: '' });
    });
    return () => controller.abort();
  }, [rummage, documentId, page, width, onView]);

  useEffect(() => {
    if (box && drawnPage === page) outline.current?.scrollIntoView({ block: 'nearest' });
  }, [box, drawnPage, page]);

  return (
    <div ref={frame} className="relative">
      {fault && (
        <p className="py-8 text-center">
          <IssueText issue={fault} />
        </p>
      )}
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Page ${page}`}
        hidden={fault !== undefined || drawnPage === undefined}
        className="w-full rounded-sm bg-white shadow-md"
      />
      {heat && drawnPage === page && (
        <HeatOverlay
          map={heat}
          box={box}
          ratio={box ? (pageRatio * box.width) / box.height : pageRatio}
        />
      )}
      {drawnPage === page && over}
      {box && drawnPage === page && (
        <div
          ref={outline}
          className={`absolute -m-1 scroll-my-16 rounded-sm border-2 border-page-mark p-1 ${heat ? '' : 'bg-page-mark/10'}`}
          style={{
            left: percent(box.x),
            top: percent(box.y),
            width: `calc(${percent(box.width)} + 8px)`,
            height: `calc(${percent(box.height)} + 8px)`,
          }}
        />
      )}
    </div>
  );
}
