import { describe, expect, it } from 'vitest';
import { chunkFinder } from '../../src/app/spaces/chunk-finder';
import type { Chunk, ParsedChunk } from '../../src/core';

const chunk = (ordinal: number, more: Partial<Chunk>): Chunk => ({
  ordinal,
  kind: 'passage',
  locator: { type: 'lines', from: 1, to: 2 },
  text: 'some words',
  ...more,
});

const parsed = (ordinal: number, more: Partial<Chunk>): ParsedChunk => ({
  chunk: chunk(ordinal, more),
  embedText: 'as it is embedded',
});

describe('chunkFinder', () => {
  it('gives what is parsed anew the ordinal under which it is kept', () => {
    const finder = chunkFinder([chunk(0, { text: 'a' }), chunk(1, { text: 'b' })]);
    const [b] = finder.placed(parsed(0, { text: 'b' }));
    expect(b).toMatchObject({ chunk: { ordinal: 1 }, embedText: 'as it is embedded' });
  });

  it('tells chunks of the same words apart by their order', () => {
    const finder = chunkFinder([chunk(3, {}), chunk(7, {})]);
    const ordinals = [0, 1, 2].flatMap((ordinal) =>
      finder.placed(parsed(ordinal, {})).map((one) => one.chunk.ordinal),
    );
    expect(ordinals).toEqual([3, 7]);
  });

  it('leaves out the caption of a file in whose place one was written by hand', () => {
    const locator = { type: 'whole' as const };
    const image = chunk(0, { kind: 'image', locator, text: '' });
    const written = chunk(1, { kind: 'caption', locator, text: 'by hand' });
    const finder = chunkFinder([image, written]);
    expect(finder.placed(parsed(0, { kind: 'image', locator, text: '' }))).toHaveLength(1);
    expect(finder.placed(parsed(1, { kind: 'caption', locator, text: 'of the file' }))).toEqual([]);
    expect(finder.left()).toEqual([written]);
  });

  it('keeps rows past those that are stored under their own ordinal', () => {
    const row = (n: number) => ({
      kind: 'row' as const,
      locator: { type: 'row' as const, row: n },
    });
    const finder = chunkFinder([chunk(0, row(1)), chunk(1, { kind: 'table' })]);
    expect(finder.placed(parsed(900, row(900)))[0]!.chunk.ordinal).toBe(900);
    expect(finder.left()).toEqual([]);
  });

  it('does not take what OCR read for a text of the parser, which no one reads again', () => {
    const read = chunk(1, { ocrConfidence: 90 });
    const finder = chunkFinder([chunk(0, { text: 'x' }), read]);
    expect(finder.placed(parsed(1, {}))).toEqual([]);
    expect(finder.left()).toEqual([read]);
  });
});
