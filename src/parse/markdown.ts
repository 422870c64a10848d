import { fromMarkdown } from 'mdast-util-from-markdown';
import type { ParseStep } from '../core';
import type { TextBlock } from './passages';
import { type Line, readText, textSteps } from './text-document';

type Node = ReturnType<typeof fromMarkdown>['children'][number];

export async function* parseMarkdown(file: Blob): AsyncGenerator<ParseStep> {
  const text = await readText(file);
  if (typeof text !== 'string') return yield { phase: 'failed', issue: text };
  const root = fromMarkdown(text);
  yield* textSteps(root.children.flatMap(blocksOf), { Lines: root.position?.end.line ?? 0 });
}

function blocksOf(node: Node): TextBlock<Line>[] {
  switch (node.type) {
    case 'list':
    case 'blockquote':
    case 'listItem':
      return (node.children as Node[]).flatMap(blocksOf);
    case 'html':
    case 'thematicBreak':
    case 'definition':
      return [];
    default:
      return [block(node)];
  }
}

function block(node: Node): TextBlock<Line> {
  const text = plainText(node).trim();
  const from = node.position?.start.line ?? 1;
  const to = node.position?.end.line ?? from;
  const lines = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return {
    text,
    isHeading: node.type === 'heading',
    // Which line a word of a joined paragraph stood in is not told: lines share it evenly.
    spans: lines.map((place, i) => ({
      start: Math.floor((i * text.length) / lines.length),
      end: Math.floor(((i + 1) * text.length) / lines.length),
      place,
    })),
  };
}

function plainText(node: Node): string {
  if ('value' in node) return node.value;
  if (node.type === 'image') return node.alt ?? '';
  if (node.type === 'break') return '\n';
  if ('children' in node) return (node.children as Node[]).map(plainText).join('');
  return '';
}
