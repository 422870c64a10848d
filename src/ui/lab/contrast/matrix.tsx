import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { SourceDocument } from '../../../core';
import { useColourScheme, useWidth } from '../../parts/hooks';
import { resolveColour } from '../../parts/resolve-colour';
import { hitKey } from '../../parts/route';
import { Thumbnail } from '../../parts/thumbnail';
import { type Contrast, fillOf, type View } from './contrast';

export interface CellPlace {
  picture: number;
  caption: number;
}

interface Props {
  contrast: Contrast;
  view: View;
  documents: readonly SourceDocument[];
  captions: readonly string[];
  cell: CellPlace;
  /** Id of the text that tells of the cell. */
  describedBy: string;
  onCell: (cell: CellPlace) => void;
}

const largestCellPx = 44;
const smallestCellPx = 3;
/** From this size on pictures and captions stand at the sides. */
const labelledCellPx = 22;

const steps: Record<string, [down: number, across: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The matrix as a heat map, pictures down and captions across; arrow keys walk over it. */
export function Matrix(props: Props) {
  const { contrast, view, documents, captions, cell, describedBy, onCell } = props;
  const { n } = contrast;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(frame);
  const theme = useColourScheme();
  const fitting = Math.floor((width - largestCellPx) / n);
  const cellPx = Math.max(smallestCellPx, Math.min(largestCellPx, fitting));
  const isLabelled = cellPx >= labelledCellPx;

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours of the theme are read anew
  useEffect(() => {
    if (canvas.current) draw(canvas.current, contrast, view, cellPx, cell);
  }, [contrast, view, cellPx, cell, theme]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const within = (x: number) => Math.max(0, Math.min(n - 1, x));
    onCell({ picture: within(cell.picture + step[0]), caption: within(cell.caption + step[1]) });
  };
  const onPointer = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent) => {
    const picture = Math.floor(offsetY / cellPx);
    const caption = Math.floor(offsetX / cellPx);
    if (picture >= 0 && picture < n && caption >= 0 && caption < n) onCell({ picture, caption });
  };
  return (
    <div ref={frame} className="min-w-0 overflow-x-auto">
      <div className="grid w-fit grid-cols-[auto_auto]">
        {isLabelled && (
          <>
            <span />
            <div aria-hidden="true" className="flex h-36 items-end pb-1">
              {captions.map((caption) => (
                <span
                  key={caption}
                  style={{ width: cellPx }}
                  className="line-clamp-2 max-h-36 rotate-180 overflow-hidden text-xs text-quiet [writing-mode:vertical-rl]"
                >
                  {caption}
                </span>
              ))}
            </div>
            <div aria-hidden="true" className="flex flex-col pr-1">
              {documents.map((document) => (
                <div key={document.id} style={{ height: cellPx, width: cellPx }} className="p-px">
                  <Thumbnail
                    thumbnailKey={hitKey(document.id, 0)}
                    document={document}
                    className="size-full"
                  />
                </div>
              ))}
            </div>
          </>
        )}
        <div
          role="application"
          aria-label="Similarity matrix: arrow keys move from cell to cell"
          aria-describedby={describedBy}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk over it
          tabIndex={0}
          onKeyDown={onKeyDown}
          className={isLabelled ? '' : 'col-span-2'}
        >
          <canvas
            ref={canvas}
            style={{ width: cellPx * n, height: cellPx * n }}
            onPointerMove={onPointer}
            onPointerDown={onPointer}
          />
        </div>
      </div>
    </div>
  );
}

function draw(
  canvas: HTMLCanvasElement,
  contrast: Contrast,
  view: View,
  cellPx: number,
  cell: CellPlace,
): void {
  const { n } = contrast;
  const ratio = window.devicePixelRatio;
  canvas.width = cellPx * n * ratio;
  canvas.height = cellPx * n * ratio;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const inner = cellPx > 8 ? cellPx - 1 : cellPx;
  const fill = fillOf(contrast, view);
  const ink = getComputedStyle(canvas).color;
  const line = resolveColour(canvas, 'var(--color-control)');
  const accent = resolveColour(canvas, 'var(--color-accent)');
  for (let at = 0; at < n * n; at++) {
    const x = (at % n) * cellPx;
    const y = Math.floor(at / n) * cellPx;
    context.globalAlpha = 0.12;
    context.fillStyle = line;
    context.fillRect(x, y, inner, inner);
    context.globalAlpha = fill(at);
    context.fillStyle = accent;
    context.fillRect(x, y, inner, inner);
  }
  context.globalAlpha = 1;
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.strokeRect(cell.caption * cellPx + 1, cell.picture * cellPx + 1, inner - 2, inner - 2);
}
