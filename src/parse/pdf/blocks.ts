import type { Box } from '../../core';
import type { TextBlock } from '../passages';
import { appendLine } from '../text-lines';
import type { PageLine } from './lines';

/** Joins lines to paragraphs and tells headings by their letters: larger, or another font. */
export function blocksOf(lines: readonly PageLine[]): TextBlock<Box>[] {
  const bodySize = usual(lines, ({ size }) => Math.round(size * 2000) / 2000) ?? 0;
  const bodyFont = usual(lines, ({ font }) => font);
  const blocks: TextBlock<Box>[] = [];
  let previous: PageLine | undefined;
  for (const [i, line] of lines.entries()) {
    const isLarge = line.size > bodySize * 1.12 && line.text.length < 150;
    const isHeading = isLarge || isSetApart(line, lines[i + 1], bodyFont);
    const block = blocks.at(-1);
    const isRest = previous && !isHeading && block && goesOnElsewhere(block, previous, line);
    if (
      block &&
      previous &&
      block.isHeading === isHeading &&
      (isSameParagraph(previous, line) || isRest)
    ) {
      appendLine(block, line);
    } else {
      const spans = [{ start: 0, end: line.text.length, place: line.box }];
      blocks.push({ text: line.text, isHeading, spans });
    }
    previous = line;
  }
  return blocks;
}

function isSameParagraph(above: PageLine, line: PageLine): boolean {
  const height = Math.max(above.box.height, line.box.height);
  const gap = line.box.y - (above.box.y + above.box.height);
  const overlap =
    Math.min(above.box.x + above.box.width, line.box.x + line.box.width) -
    Math.max(above.box.x, line.box.x);
  const isSameSize = Math.abs(above.size - line.size) < 0.15 * above.size;
  // A short line that ends a sentence ends its paragraph; so does an indented next line.
  const isEnd = above.box.width < 0.7 * line.box.width && /[.!?:]["'”’)]?$/.test(above.text);
  return isSameSize && gap > -height && gap < 0.75 * height && overlap > 0 && !isEnd;
}

/** A sentence that goes on in the next column, or below a figure. */
function goesOnElsewhere({ text }: TextBlock<Box>, above: PageLine, line: PageLine): boolean {
  const isUnfinished = text.length > 30 && !/[.!?:;]["'”’)\]]*$/.test(text);
  const isSameSize = Math.abs(above.size - line.size) < 0.05 * above.size;
  return isUnfinished && isSameSize && above.font === line.font && /^\p{Ll}/u.test(line.text);
}

/** A short line in a font of its own, above text in the usual one, that is no sentence. */
function isSetApart(line: PageLine, next: PageLine | undefined, bodyFont: string | undefined) {
  const isOwnFont = line.font !== undefined && line.font !== bodyFont;
  return (
    isOwnFont && next?.font === bodyFont && line.text.length < 80 && !/[.,;:]$/.test(line.text)
  );
}

/** The value that most letters of the page share. */
function usual<T>(lines: readonly PageLine[], read: (line: PageLine) => T): T | undefined {
  const letters = new Map<T, number>();
  for (const line of lines) {
    const value = read(line);
    letters.set(value, (letters.get(value) ?? 0) + line.text.length);
  }
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0];
}
