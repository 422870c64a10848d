import type { Box, OcrLine } from '../../core';
import { cleanText } from '../decode-text';
import type { TextBlock } from '../passages';
import { appendLine, union } from '../text-lines';

/** Paragraphs of what was read; no line of it is told to be a heading. */
export function ocrBlocks(lines: readonly OcrLine[]): TextBlock<Box>[] {
  const blocks: TextBlock<Box>[] = [];
  for (const { words, begins } of lines) {
    const text = cleanText(words.map((word) => word.text).join(' '));
    const line = { text, box: union(words.map(({ box }) => box)) };
    const block = blocks.at(-1);
    if (block && !begins) appendLine(block, line);
    else {
      const spans = [{ start: 0, end: text.length, place: line.box }];
      blocks.push({ text, isHeading: false, spans });
    }
  }
  return blocks;
}
