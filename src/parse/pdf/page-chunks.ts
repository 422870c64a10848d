import type { Box, Chunk, ParsedChunk, RasterSpec } from '../../core';
import { cutPassages, type Passage, type TextBlock } from '../passages';
import { toRaster, toThumbnail } from '../picture';
import { union } from '../text-lines';
import type { PdfFigure } from './figures';
import { inPixels } from './picture';

/** Words of a figure, axes and all, that are kept with it. */
const maxWords = 2000;

/** Pictures of a page: of all of it, and of each figure with its caption after it. */
export async function pictureChunks(
  canvas: OffscreenCanvas,
  figures: readonly PdfFigure[],
  page: number,
  spec: RasterSpec,
): Promise<ParsedChunk[]> {
  const picture = async (
    kind: 'page' | 'figure',
    text: string,
    box?: Box,
  ): Promise<ParsedChunk> => {
    const crop = box && inPixels(box, canvas);
    return {
      chunk: { ordinal: 0, kind, locator: { type: 'page', page, ...(box && { box }) }, text },
      raster: await toRaster(canvas, spec, crop),
      thumbnail: await toThumbnail(canvas, undefined, crop),
    };
  };
  const ofFigures = figures.map(async ({ box, caption, words }) => {
    const figure = await picture('figure', words.slice(0, maxWords), box);
    if (!caption) return [figure];
    const locator = { type: 'page' as const, page, box: union([box, caption.box]) };
    const chunk: Chunk = { ordinal: 0, kind: 'caption', locator, text: caption.text };
    return [figure, { chunk, embedText: caption.text, thumbnail: figure.thumbnail! }];
  });
  // The page's picture comes first: that of page 1 stands for the document.
  return [await picture('page', ''), ...(await Promise.all(ofFigures)).flat()];
}

/** @param heading the last one on the pages before */
export function passageChunks(
  blocks: readonly TextBlock<Box>[],
  page: number,
  heading: string | undefined,
): ParsedChunk[] {
  return cutPassages(blocks, { headingBefore: heading }).map((passage) =>
    passageChunk(passage, page),
  );
}

function passageChunk({ text, heading, places }: Passage<Box>, page: number): ParsedChunk {
  const locator = { type: 'page' as const, page, box: union(places) };
  return {
    chunk: { ordinal: 0, kind: 'passage', locator, text, ...(heading && { heading }) },
    embedText: heading ? `${heading}. ${text}` : text,
  };
}
