import type { ParseStep } from '../core';
import type { PlacedSpan, TextBlock } from './passages';
import { type Line, readText, textSteps } from './text-document';

export async function* parsePlain(file: Blob): AsyncGenerator<ParseStep> {
  const text = await readText(file);
  if (typeof text !== 'string') return yield { phase: 'failed', issue: text };
  const lines = text.split(/\r\n|\r|\n|\f/);
  yield* textSteps(paragraphs(lines), { Lines: lines.length });
}

/** Lines are not wrapped wider than this by hand. */
const maxWrapChars = 100;

/**
 * Lines between empty lines; a line that was wrapped is joined with the next, one that ends early
 * ends on purpose.
 */
export function paragraphs(lines: readonly string[], firstLine = 1): TextBlock<Line>[] {
  const blocks: TextBlock<Line>[] = [];
  let text = '';
  let spans: PlacedSpan<Line>[] = [];
  const flush = () => {
    if (text !== '') blocks.push({ text, spans, isHeading: false });
    text = '';
    spans = [];
  };
  const width = Math.min(
    maxWrapChars,
    lines.reduce((longest, line) => Math.max(longest, line.trim().length), 0),
  );
  let isFull = false;
  for (const [i, line] of lines.entries()) {
    const trimmed = line.trim();
    if (trimmed === '') {
      flush();
      continue;
    }
    if (text !== '') text += isFull && !keepsLines(trimmed) ? ' ' : '\n';
    isFull = trimmed.length > 0.6 * width;
    spans.push({ start: text.length, end: text.length + trimmed.length, place: firstLine + i });
    text += trimmed;
  }
  flush();
  return blocks;
}

/** Lists and "name: value" lines are read line by line. */
function keepsLines(line: string): boolean {
  return /^([-*•–]|\d{1,3}[.)]|[A-Z][\w ]{0,24}:)\s/.test(line);
}
