import { Parser } from 'htmlparser2';
import type { Metadata, ParseStep } from '../core';
import type { TextBlock } from './passages';
import { type Line, readText, textSteps } from './text-document';

const hidden = new Set([
  'title',
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'head',
  'iframe',
]);
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const inline = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** The visible text of a page; nothing in it is run or loaded. */
export async function* parseHtml(file: Blob): AsyncGenerator<ParseStep> {
  const source = await readText(file);
  if (typeof source !== 'string') return yield { phase: 'failed', issue: source };
  const { blocks, title } = readBlocks(source);
  const metadata: Metadata = title ? { Title: title } : {};
  yield* textSteps(blocks, metadata);
}

export function readBlocks(source: string): { blocks: TextBlock<Line>[]; title: string } {
  const lineOf = lineCounter(source);
  const blocks: TextBlock<Line>[] = [];
  let text = '';
  let title = '';
  let line = 1;
  let hiddenDepth = 0;
  let isTitle = false;

  const flush = (isHeading: boolean) => {
    const clean = text.replace(/\s+/g, ' ').trim();
    text = '';
    if (clean === '') return;
    blocks.push({ text: clean, isHeading, spans: [{ start: 0, end: clean.length, place: line }] });
  };
  const parser = new Parser({
    onopentag(name) {
      if (name === 'title') isTitle = true;
      if (hidden.has(name)) hiddenDepth += 1;
      else if (name === 'br' || name === 'td' || name === 'th') text += ' ';
      else if (!inline.has(name)) flush(false);
    },
    ontext(value) {
      if (isTitle) title += value;
      if (hiddenDepth > 0) return;
      if (text.trim() === '') line = lineOf(parser.startIndex);
      text += value;
    },
    onclosetag(name) {
      if (name === 'title') isTitle = false;
      if (hidden.has(name)) hiddenDepth = Math.max(0, hiddenDepth - 1);
      else if (headings.has(name)) flush(true);
      else if (!inline.has(name) && name !== 'td' && name !== 'th' && name !== 'br') flush(false);
    },
  });
  parser.write(source);
  parser.end();
  flush(false);
  return { blocks, title: title.replace(/\s+/g, ' ').trim() };
}

/** The line of an offset; offsets must not fall, so that the source is counted once. */
function lineCounter(source: string): (offset: number) => Line {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) if (source[at] === '\n') line += 1;
    return line;
  };
}
