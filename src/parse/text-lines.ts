import type { Box } from '../core';
import type { PlacedSpan, TextBlock } from './passages';

/** Goes on with a paragraph; a word that was broken at the line's end is joined. */
export function appendLine(block: TextBlock<Box>, line: { text: string; box: Box }): void {
  const isHyphenated = /\p{Ll}[-\u00ad\u2010]$/u.test(block.text) && /^\p{Ll}/u.test(line.text);
  if (isHyphenated) block.text = block.text.slice(0, -1);
  else block.text += ' ';
  const span: PlacedSpan<Box> = {
    start: block.text.length,
    end: block.text.length + line.text.length,
    place: line.box,
  };
  block.text += line.text;
  block.spans.push(span);
}

/** The smallest box around some. */
export function union(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.x));
  const top = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
