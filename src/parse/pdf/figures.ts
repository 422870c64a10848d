import type { Box } from '../../core';
import { union } from '../text-lines';
import type { PdfCaption } from './captions';
import type { Graphics } from './graphics';
import type { PageLine } from './lines';
import type { Piece } from './pieces';
import { isWithin } from './tables/grid';

/** Marks nearer than this, as a fraction of the page, belong to one drawing. */
const near = 0.02;

/** Fewer marks than these are an ornament or a frame. */
const leastMarks = 6;

/** A caption is no further from its figure than this fraction of the page's height. */
const maxDistance = 0.08;

export interface PdfFigure {
  box: Box;
  caption: PdfCaption | undefined;
  /** The words in it: of axes, legends and labels. */
  words: string;
}

/** Where things stand that are drawn and no table. */
export function drawings(graphics: Graphics, tables: readonly Box[]): Box[] {
  const { horizontal, vertical, fills, shapes } = graphics;
  const marks = [...shapes, ...fills, ...vertical, ...horizontal].filter(
    (mark) => !tables.some((table) => isWithin(mark, grown(table, 0.01))),
  );
  const clusters: { box: Box; count: number }[] = [];
  for (const mark of marks) {
    let cluster = { box: mark, count: 1 };
    for (let i = clusters.length - 1; i >= 0; i--) {
      const other = clusters[i]!;
      if (!doTouch(grown(other.box, near), cluster.box)) continue;
      cluster = { box: union([other.box, cluster.box]), count: other.count + cluster.count };
      clusters.splice(i, 1);
    }
    clusters.push(cluster);
  }
  return clusters
    .filter(({ box, count }) => count >= leastMarks && isLarge(box))
    .map(({ box }) => box);
}

const isLarge = ({ width, height }: Box): boolean =>
  width > 0.1 && height > 0.05 && width * height > 0.01 && width * height < 0.9;

/** Gives each region its caption, and a caption without a region the empty place beside it. */
export function captioned(
  regions: readonly Box[],
  captions: readonly PdfCaption[],
  lines: readonly PageLine[],
  pieces: readonly Piece[],
): PdfFigure[] {
  const left = new Set(regions);
  const figures: PdfFigure[] = [];
  for (const caption of captions) {
    const [nearest] = [...left]
      .map((box) => ({ box, distance: distanceOf(box, caption.box) }))
      .filter(({ distance }) => distance < maxDistance)
      .sort((a, b) => a.distance - b.distance);
    if (nearest) left.delete(nearest.box);
    const box = nearest?.box ?? emptyPlace(caption.box, lines);
    if (box) figures.push({ box, caption, words: wordsIn(box, pieces) });
  }
  const others = [...left].map((box) => ({ box, caption: undefined, words: wordsIn(box, pieces) }));
  return [...figures, ...others];
}

/** Between a box and the caption below or above it; captions stand below a little more often. */
export function distanceOf(box: Box, caption: Box): number {
  const overlap =
    Math.min(box.x + box.width, caption.x + caption.width) - Math.max(box.x, caption.x);
  if (overlap < 0.3 * Math.min(box.width, caption.width)) return Number.POSITIVE_INFINITY;
  const below = caption.y - (box.y + box.height);
  const above = box.y - (caption.y + caption.height);
  const slack = 0.01;
  if (below > -slack) return Math.max(0, below);
  return above > -slack ? Math.max(0, above) + 0.005 : Number.POSITIVE_INFINITY;
}

/** The room above a caption up to the next line, where it is high enough for a figure. */
function emptyPlace(caption: Box, lines: readonly PageLine[]): Box | undefined {
  const above = lines
    .filter(({ box }) => box.y + box.height <= caption.y + 0.002)
    .filter(({ box }) => box.x < caption.x + caption.width && caption.x < box.x + box.width)
    .map(({ box }) => box.y + box.height);
  const top = Math.max(0.04, ...above);
  const height = caption.y - top;
  return height > 0.06 ? { ...caption, y: top, height } : undefined;
}

function wordsIn(box: Box, pieces: readonly Piece[]): string {
  return pieces
    .filter((piece) => isWithin(piece.box, grown(box, 0.005)))
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function doTouch(a: Box, b: Box): boolean {
  return (
    a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
  );
}
