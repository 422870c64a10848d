import type { Box } from '../../core';
import { type PdfCaption, takeCaptions } from './captions';
import { columnsOf, inReadingOrder } from './columns';
import { captioned, distanceOf, drawings, grown, type PdfFigure } from './figures';
import { splitFootnotes } from './footnotes';
import type { Graphics } from './graphics';
import { linesOf, type PageLine, splitHeads, withoutRunningLines } from './lines';
import type { Piece } from './pieces';
import { type FoundTable, findTables, isWithin } from './tables';

/** What a page is made of. */
export interface PageLayout {
  tables: (FoundTable & { caption: PdfCaption | undefined })[];
  figures: PdfFigure[];
  /** Its text in reading order, without heads, page numbers, captions and notes. */
  lines: PageLine[];
  /** What heads it, apart from its text. */
  heads: PageLine[];
  footnotes: PageLine[];
}

export interface PageContent {
  pieces: Piece[];
  lines: PageLine[];
  graphics: Graphics;
}

/** A caption is no further from its table than this fraction of the page's height. */
const maxDistance = 0.06;

/** A frame around more letters than these is one around text. */
const maxLettersInFigure = 500;

/**
 * @param rasters where pictures made of pixels stand
 * @param neighbours lines of the pages before and after
 */
export function layoutOf(
  { pieces, lines: all, graphics }: PageContent,
  rasters: readonly Box[],
  neighbours: readonly (readonly PageLine[] | undefined)[],
): PageLayout {
  const columns = columnsOf(all);
  const found = findTables(pieces, graphics, columns);
  const regions = [...rasters, ...drawn(graphics, found, rasters, pieces)];
  const isProse = ({ box }: Piece) =>
    !found.some((table) => isWithin(box, table.box)) &&
    !regions.some((region) => isWithin(box, region));
  const lines = withoutRunningLines(linesOf(pieces.filter(isProse)), neighbours);
  const { captions, others } = takeCaptions(lines);
  const ofTables = captions.filter(({ of }) => of === 'table');
  const { heads, body: text } = splitHeads(others);
  const { body, footnotes } = splitFootnotes(text);
  return {
    tables: withCaptions(found, ofTables),
    figures: captioned(
      regions,
      captions.filter(({ of }) => of === 'figure'),
      others,
      pieces,
    ),
    lines: inReadingOrder(body, columns),
    heads,
    footnotes,
  };
}

function drawn(
  graphics: Graphics,
  tables: readonly FoundTable[],
  rasters: readonly Box[],
  pieces: readonly Piece[],
): Box[] {
  const lettersIn = (box: Box) =>
    pieces.filter((piece) => isWithin(piece.box, box)).reduce((sum, p) => sum + p.text.length, 0);
  return drawings(
    graphics,
    tables.map(({ box }) => box),
  )
    .filter((box) => !rasters.some((raster) => isWithin(raster, box) || isWithin(box, raster)))
    .filter((box) => lettersIn(box) < maxLettersInFigure)
    .map((box) => withLabels(box, pieces));
}

/** The labels of its axes stand beside a chart. */
function withLabels(box: Box, pieces: readonly Piece[]): Box {
  const around = grown(box, 0.015);
  const labels = pieces.filter(
    ({ text, box: label }) =>
      text.trim().length < 30 && label.width < 0.2 && isWithin(label, around),
  );
  return labels.reduce((grownBox, { box: label }) => {
    const x = Math.min(grownBox.x, label.x);
    const y = Math.min(grownBox.y, label.y);
    const right = Math.max(grownBox.x + grownBox.width, label.x + label.width);
    const bottom = Math.max(grownBox.y + grownBox.height, label.y + label.height);
    return { x, y, width: right - x, height: bottom - y };
  }, box);
}

function withCaptions(tables: readonly FoundTable[], captions: readonly PdfCaption[]) {
  const left = new Set(captions);
  return tables.map((table) => {
    const [nearest] = [...left]
      .map((caption) => ({ caption, distance: distanceOf(table.box, caption.box) }))
      .filter(({ distance }) => distance < maxDistance)
      .sort((a, b) => a.distance - b.distance);
    if (nearest) left.delete(nearest.caption);
    return { ...table, caption: nearest?.caption };
  });
}
