import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Metadata, ParseStep } from '../core';
import type { TextBlock } from './passages';
import { type Line, readText, textSteps } from './text-document';

type Node = ReturnType<typeof fromMarkdown>['children'][number];

export async function* parseMarkdown(file: Blob): AsyncGenerator<ParseStep> {
  const text = await readText(file);
  if (typeof text !== 'string') return yield { phase: 'failed', issue: text };
  const { facts, rest } = splitFrontMatter(text);
  const root = fromMarkdown(rest);
  const metadata: Metadata = { Lines: root.position?.end.line ?? 0 };
  for (const [name, value] of facts) if (shown.includes(name)) metadata[titled(name)] = value;
  const front = facts.map(([name, value], i) => ({
    text: `${name}: ${value}`,
    isHeading: false,
    spans: [{ start: 0, end: name.length + value.length + 2, place: i + 2 }],
  }));
  yield* textSteps([...front, ...root.children.flatMap(blocksOf)], metadata);
}

/** Of what stands before the text, what is told of the document as well. */
const shown = ['title', 'author', 'date', 'tags'];

const titled = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/**
 * Names and values between lines of dashes before the text, as many programs write them. In the rest
 * their lines are empty, so that every other one keeps its number.
 */
function splitFrontMatter(text: string): { facts: [string, string][]; rest: string } {
  const [front] = /^\ufeff?---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  const facts = (front ?? '').split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value] = /^([\w-]+):[ \t]*(\S.*)$/.exec(line) ?? [];
    return name && value ? [[name, value.trim().replace(/^(["'])(.*)\1$/, '$2')]] : [];
  });
  if (!front || facts.length === 0) return { facts: [], rest: text };
  return { facts, rest: front.replace(/[^\n]/g, '') + text.slice(front.length) };
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
