import { expect, it } from 'vitest';
import { threadMarkdown } from '../../../src/answer';
import type { AskThread } from '../../../src/core';
import { sourceOf } from './sources';

const thread = (sentence: string): AskThread => ({
  id: 't',
  title: 'Rent',
  changedAt: 0,
  turns: [
    {
      id: 'a',
      question: 'How much is the rent?',
      scope: {},
      askedAt: 0,
      state: {
        phase: 'done',
        answer: {
          isDeclined: false,
          lead: '940 euros',
          sentences: [{ text: sentence, citations: [{ source: 2 }], support: { phase: 'quoted' } }],
          sources: [sourceOf(1, 'Unrelated.'), sourceOf(2, sentence, { name: 'lease.md' })],
        },
      },
    },
    {
      id: 'b',
      question: 'And the deposit?',
      scope: {},
      askedAt: 0,
      state: { phase: 'failed', message: 'Stopped.' },
    },
  ],
});

it('keeps questions, answers and the sources that are cited', () => {
  const markdown = threadMarkdown(thread('The rent is 940 euros.'));
  expect(markdown).toContain('# Rent');
  expect(markdown).toContain('## How much is the rent?');
  expect(markdown).toContain('**940 euros**');
  expect(markdown).toContain('The rent is 940 euros. [2]');
  expect(markdown).toContain('- [2] lease.md, lines 1–9');
  expect(markdown).not.toContain('document-1');
  expect(markdown).toContain('*Stopped.*');
});

it('makes no link, picture or HTML of what a document says', () => {
  const markdown = threadMarkdown(
    thread('![x](https://evil.example/?q=1) [click](javascript:alert(1)) <img src=x>'),
  );
  expect(markdown).not.toMatch(/(?<!\\)!?(?<!\\)\[(?:x|click)(?<!\\)\]\(/);
  expect(markdown).not.toMatch(/(?<!\\)<img/);
});
