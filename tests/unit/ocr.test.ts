import { describe, expect, it } from 'vitest';
import { type OcrLine, type OcrPage, pagesForOcr, type SourceDocument } from '../../src/core';
import { ocrPassages } from '../../src/parse/ocr/passages';
import { hasWords, plausible } from '../../src/parse/ocr/words';

const line = (text: string, confidence: number, y: number, begins = false): OcrLine => ({
  begins,
  words: text.split(' ').map((word, i) => ({
    text: word,
    confidence,
    box: { x: 0.1 + 0.1 * i, y, width: 0.08, height: 0.02 },
  })),
});

describe('what is kept of the words that were seen', () => {
  it('is nothing where none of three letters is sure', () => {
    expect(hasWords([line('wis LaF ES', 40, 0.1), line('a b', 90, 0.2)])).toBe(false);
    expect(plausible([line('wis LaF ES', 40, 0.1)])).toEqual([]);
  });

  it('leaves out specks, and a paragraph begins with what is left of it', () => {
    const kept = plausible([
      line('~ |', 80, 0.1, true),
      line('total 9.00', 80, 0.2),
      line('smudge', 12, 0.3),
    ]);
    expect(
      kept.map(({ words, begins }) => [words.map(({ text }) => text).join(' '), begins]),
    ).toEqual([['total 9.00', true]]);
  });
});

describe('passages of a scan', () => {
  const pages: OcrPage[] = [
    {
      page: 1,
      language: 'eng',
      lines: [line('The sugar light-', 90, 0.1, true), line('house stands.', 70, 0.13)],
    },
    { page: 3, language: 'eng', lines: [] },
    { page: 4, language: 'eng', lines: [line('A second page.', 80, 0.5, true)] },
  ];

  it('join words over line ends and know their page, place and confidence', () => {
    const { chunks, done } = ocrPassages(pages, 'deu', false);
    expect(chunks.map(({ text }) => text)).toEqual([
      'The sugar lighthouse stands.',
      'A second page.',
    ]);
    expect(chunks[0]).toMatchObject({ kind: 'passage', ocrConfidence: 82, locator: { page: 1 } });
    const { locator } = chunks[0]!;
    const box = locator.type === 'page' ? locator.box! : undefined;
    expect(box!.x).toBeCloseTo(0.1);
    expect(box!.y).toBeCloseTo(0.1);
    expect(box!.width).toBeCloseTo(0.28);
    expect(box!.height).toBeCloseTo(0.05);
    // What it was read as, whatever is usual by now.
    expect(done).toEqual({ language: 'eng', wordCount: 8, confidence: 81 });
  });

  it('of a picture stand in the whole of it', () => {
    const { chunks } = ocrPassages(pages.slice(0, 1), 'eng', true);
    expect(chunks[0]!.locator.type).toBe('whole');
  });
});

describe('the pages that wait for OCR', () => {
  const document = (
    ocr:
      | { pages: number[]; done?: { language: string; wordCount: number; confidence: number } }
      | undefined,
    ocrLanguage?: string,
  ): SourceDocument => ({
    id: 'a',
    names: [],
    format: 'pdf',
    kind: 'pdf',
    byteSize: 0,
    addedAt: 0,
    ...(ocrLanguage && { ocrLanguage }),
    state: {
      phase: 'ready',
      chunkCount: 1,
      warnings: [],
      metadata: { Pages: 3 },
      readyAt: 0,
      ...(ocr && { ocr }),
    },
  });
  const done = { language: 'eng', wordCount: 1, confidence: 90 };

  it('are those without text, once, and again when it is asked for', () => {
    expect(pagesForOcr(document(undefined))).toEqual([]);
    expect(pagesForOcr(document({ pages: [2] }))).toEqual([2]);
    expect(pagesForOcr(document({ pages: [2], done }))).toEqual([]);
    expect(pagesForOcr(document({ pages: [2], done }, 'deu'))).toEqual([2]);
    expect(pagesForOcr(document({ pages: [], done }, 'deu'))).toEqual([1, 2, 3]);
  });
});
