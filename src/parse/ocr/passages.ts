import type { Chunk, OcrDone, OcrLanguageCode, OcrPage } from '../../core';
import { cutPassages } from '../passages';
import { union } from '../text-lines';
import { ocrBlocks } from './blocks';

/** Chunks, in the order of the pages; their ordinals are still to be given. */
export interface OcrPassages {
  chunks: Chunk[];
  done: OcrDone;
}

/**
 * A receipt, a slide or a notice is asked for by what stands anywhere on it: its words stay together.
 * Beyond the first 256 word pieces they are found by words only.
 */
const pictureChars = 2400;

/**
 * Passages of what was read of a document.
 *
 * @param language it is told to be where nothing was read
 * @param isPicture it is a single picture, so that it has no pages
 */
export function ocrPassages(
  pages: readonly OcrPage[],
  language: OcrLanguageCode,
  isPicture: boolean,
): OcrPassages {
  const chunks = pages.flatMap(({ page, lines }) => {
    const ocrConfidence = meanConfidence([{ lines }]);
    return cutPassages(ocrBlocks(lines), isPicture ? { maxChars: pictureChars } : {}).map(
      ({ text, places }): Chunk => {
        const box = union(places);
        const locator = isPicture
          ? { type: 'whole' as const, box }
          : { type: 'page' as const, page, box };
        return { ordinal: 0, kind: 'passage', locator, text, ocrConfidence };
      },
    );
  });
  const read = pages.at(-1)?.language ?? language;
  const wordCount = pages.reduce((sum, { lines }) => sum + wordsOf(lines).length, 0);
  return { chunks, done: { language: read, wordCount, confidence: meanConfidence(pages) } };
}

const wordsOf = (lines: OcrPage['lines']) => lines.flatMap(({ words }) => words);

function meanConfidence(pages: readonly Pick<OcrPage, 'lines'>[]): number {
  const words = pages.flatMap(({ lines }) => wordsOf(lines));
  const sum = words.reduce((total, { confidence }) => total + confidence, 0);
  return words.length > 0 ? Math.round(sum / words.length) : 0;
}
