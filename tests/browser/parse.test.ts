import { beforeAll, describe, expect, it } from 'vitest';
import type { ParsedChunk, ParseSummary } from '../../src/core';
import { configurePdf } from '../../src/parse';
import { startPdf } from '../../src/workers/start-pdf';
import { read } from './read-file';

const bad = '/tests/e2e/fixtures/bad/';

const codes = (read: object) =>
  'issue' in read
    ? (read.issue as { code: string }).code
    : (read as ParseSummary).warnings.map((warning) => warning.code);

beforeAll(() =>
  configurePdf({ assetsUrl: new URL('/pdfjs/', location.href).href, startWorker: startPdf }),
);

describe('a PDF', () => {
  it('is read page by page into passages, pages and figures, all with their places', async () => {
    const { chunks, metadata } = (await read('/samples/field-notes.pdf')) as {
      chunks: ParsedChunk[];
    } & ParseSummary;
    expect(metadata.Pages).toBe(6);
    const ordinals = chunks.map(({ chunk }) => chunk.ordinal);
    expect(ordinals).toEqual(ordinals.map((_, i) => i));
    const kinds = Object.groupBy(chunks, ({ chunk }) => chunk.kind);
    expect(kinds.page).toHaveLength(6);
    expect(kinds.figure!.length).toBeGreaterThanOrEqual(4);
    expect(kinds.passage!.length).toBeGreaterThan(6);
    for (const { chunk, embedText, raster, thumbnail } of chunks) {
      expect(chunk.locator.type).toBe('page');
      if (chunk.kind === 'passage' || chunk.kind === 'caption') {
        expect(embedText).toContain(chunk.text);
        expect(chunk.text).not.toMatch(/^\d+ \/ 6/);
      } else {
        expect(raster?.data.length).toBe(64 * 64 * 4);
        expect(thumbnail?.type).toBe('image/jpeg');
      }
      if (chunk.locator.type === 'page' && chunk.locator.box) {
        const { x, y, width, height } = chunk.locator.box;
        expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1.0001);
        expect(width * height).toBeGreaterThan(0);
      }
    }
  });

  it('that is damaged or locked ends with its reason', async () => {
    expect(codes(await read(`${bad}corrupt.pdf`))).toBe('corrupt');
    expect(codes(await read(`${bad}encrypted.pdf`))).toBe('encrypted');
  });
});

describe('a picture', () => {
  it('is turned as its camera was held', async () => {
    const { chunks, metadata } = (await read('/samples/P1010233.jpg')) as {
      chunks: ParsedChunk[];
    } & ParseSummary;
    expect(Number(metadata.Height)).toBeGreaterThan(Number(metadata.Width));
    expect(chunks).toHaveLength(1);
    const thumbnail = await createImageBitmap(chunks[0]!.thumbnail!);
    expect(thumbnail.height).toBeGreaterThan(thumbnail.width);
  });

  it('is known by its content, not by its name', async () => {
    expect((await read(`${bad}png-named.jpg`)).format).toBe('png');
    expect((await read(`${bad}pdf-named.txt`)).format).toBe('pdf');
  });

  it('that is cut short says so', async () => {
    expect(['truncated', ['truncated']]).toContainEqual(codes(await read(`${bad}truncated.jpg`)));
  });
});

describe('a table', () => {
  it('becomes a chunk a row and one on the whole', async () => {
    const { chunks, metadata, warnings } = (await read('/samples/penguins.csv')) as {
      chunks: ParsedChunk[];
    } & ParseSummary;
    expect(metadata).toMatchObject({ Rows: 172, Delimiter: ',' });
    expect(warnings).toEqual([]);
    expect(chunks).toHaveLength(173);
    expect(chunks[11]!.chunk.locator).toEqual({ type: 'row', row: 12 });
    expect(chunks.at(-1)!.chunk.text).toMatch(/172 rows\. Columns: /);
  });

  it('with ragged rows is read, and tells where', async () => {
    expect(codes(await read(`${bad}ragged.csv`))).toContain('ragged-rows');
  });

  it('without rows is kept for its columns', async () => {
    const table = await read(`${bad}header-only.csv`);
    expect(codes(table)).toEqual(['no-content']);
    expect(table.chunks.map(({ chunk }) => chunk.kind)).toEqual(['table']);
  });

  it('in Windows-1252 has its umlauts', async () => {
    const table = await read(`${bad}windows-1252.csv`);
    const text = table.chunks.map(({ chunk }) => chunk.text).join('\n');
    expect(text).not.toContain('\ufffd');
    expect(text).toMatch(/[äöüéèñß]/);
  });
});

describe('an empty file', () => {
  it('is refused', async () => {
    expect(codes(await read(`${bad}empty.txt`))).toBe('empty');
  });
});
