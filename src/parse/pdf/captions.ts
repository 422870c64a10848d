import type { Box } from '../../core';
import { appendLine, union } from '../text-lines';
import type { PageLine } from './lines';

export interface PdfCaption {
  text: string;
  box: Box;
  of: 'figure' | 'table';
}

/** How figures and tables are called, with their number, in several languages. */
const figure =
  /^(figure|fig|chart|plate|map|diagram|scheme|exhibit|abbildung|abb|bild|figura|figuur|obr|rys)\.?\s*([\dA-Z]{1,3}[.-])?(\d{1,3}|[IVX]{1,5})\s*[.:–—|-]/i;
const table =
  /^(table|tab|tabelle|tableau|tabla|tabela|tabel|tabella)\.?\s*([\dA-Z]{1,3}[.-])?(\d{1,3}|[IVX]{1,5})\s*[.:–—|-]/i;

/** A caption goes on for no more lines than this. */
const maxLines = 6;

/** Takes the captions out of the lines of a page. */
export function takeCaptions(lines: readonly PageLine[]): {
  captions: PdfCaption[];
  others: PageLine[];
} {
  const captions: PdfCaption[] = [];
  const others: PageLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i]!;
    const of = table.test(first.text) ? 'table' : figure.test(first.text) ? 'figure' : undefined;
    if (!of) {
      others.push(first);
      continue;
    }
    const own = [first];
    while (own.length < maxLines && goesOn(own.at(-1)!, lines[i + 1])) own.push(lines[++i]!);
    captions.push({ text: joined(own), box: union(own.map(({ box }) => box)), of });
  }
  return { captions, others };
}

/** The next line is set alike and close below, and the one before is not the short last one. */
function goesOn(above: PageLine, line: PageLine | undefined): boolean {
  if (!line) return false;
  const gap = line.box.y - (above.box.y + above.box.height);
  const overlap =
    Math.min(above.box.x + above.box.width, line.box.x + line.box.width) -
    Math.max(above.box.x, line.box.x);
  const isAlike = Math.abs(above.size - line.size) < 0.08 * above.size;
  const isShort = above.box.width < 0.8 * line.box.width && /[.!?]$/.test(above.text);
  return (
    isAlike &&
    overlap > 0 &&
    gap > -0.5 * line.box.height &&
    gap < 0.5 * line.box.height &&
    !isShort
  );
}

function joined(lines: readonly PageLine[]): string {
  const [first, ...others] = lines;
  const block = { text: first!.text, isHeading: false, spans: [] };
  for (const line of others) appendLine(block, line);
  return block.text;
}
