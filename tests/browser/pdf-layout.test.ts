import { beforeAll, describe, expect, it } from 'vitest';
import type { Box, ParsedChunk } from '../../src/core';
import { configurePdf, renderPage } from '../../src/parse';
import { startPdf } from '../../src/workers/start-pdf';
import expected from './fixtures/pdf/expected.json';
import { load, read } from './read-file';

interface Known {
  generator: string;
  tables: { page: number; caption: string | null; header: string[]; rows: string[][] }[];
  figures: { page: number; caption: string; box: [number, number, number, number] | null }[];
  sentences: string[];
  labels?: string[];
  bookmarks?: { title: string; page: number }[];
}

const files = Object.entries(expected as unknown as Record<string, Known>);

beforeAll(() =>
  configurePdf({ assetsUrl: new URL('/pdfjs/', location.href).href, startWorker: startPdf }),
);

async function readPdf(name: string) {
  const result = await read(`/tests/browser/fixtures/pdf/${name}`);
  if (!('metadata' in result)) throw new Error(`${name} was not read`);
  return { chunks: result.chunks, tables: result.tables ?? [] };
}

const pageOf = ({ chunk: { locator } }: ParsedChunk) =>
  locator.type === 'page' ? locator.page : undefined;

/** The rows of each table, as they are kept, by the table. */
function tablesOf({ chunks, tables }: Awaited<ReturnType<typeof readPdf>>) {
  return tables.map(({ name, columns, ranges }) => {
    const rows = ranges.flatMap(([from, count]) => chunks.slice(from, from + count));
    return {
      name,
      page: pageOf(rows[0]!),
      header: columns,
      rows: rows.map(({ chunk }) => chunk.cells!.map(({ value }) => value)),
    };
  });
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

describe.each(files)('%s', (name, known) => {
  it('has every cell, caption and sentence where it stands', async () => {
    const pdf = await readPdf(name);
    const found = tablesOf(pdf);
    expect(found.map(({ page, header, rows }) => ({ page, header, rows }))).toEqual(
      known.tables.map(({ page, header, rows }) => ({ page, header, rows })),
    );
    expect(found.map((table) => table.name)).toEqual(
      known.tables.map(({ caption, page }) => caption ?? `Table on page ${page}`),
    );
    const captions = pdf.chunks.filter(({ chunk }) => chunk.kind === 'caption');
    expect(captions.map((one) => [pageOf(one), plain(one.chunk.text)])).toEqual(
      known.figures.map(({ page, caption }) => [page, plain(caption)]),
    );
    const passages = pdf.chunks.filter(({ chunk }) => chunk.kind === 'passage');
    const texts = passages.map(({ chunk }) => plain(chunk.text));
    const all = texts.join('\n');
    for (const sentence of known.sentences) expect(all).toContain(plain(sentence));
    for (const [i, { box }] of known.figures.entries()) {
      if (box) expect(shared(figureBefore(pdf.chunks, captions[i]!), box)).toBeGreaterThan(0.6);
    }
    if (known.labels) {
      const labels = known.labels.map((label, i) => (label === String(i + 1) ? undefined : label));
      const pages = pdf.chunks.filter(({ chunk }) => chunk.kind === 'page');
      expect(pages.map(({ chunk }) => 'label' in chunk.locator && chunk.locator.label)).toEqual(
        labels.map((label) => label ?? false),
      );
    }
    if (known.bookmarks) {
      const view = await renderPage(await load(`/tests/browser/fixtures/pdf/${name}`), 1, 200);
      expect(view).toMatchObject({ bookmarks: known.bookmarks });
    }
  });
});

/** The picture whose caption it is comes right before it. */
function figureBefore(chunks: readonly ParsedChunk[], caption: ParsedChunk): Box {
  const { locator } = chunks[caption.chunk.ordinal - 1]!.chunk;
  if (locator.type !== 'page' || !locator.box) throw new Error('a caption without a figure');
  return locator.box;
}

/** Intersection over union. */
function shared(a: Box, [x, y, width, height]: [number, number, number, number]): number {
  const across = Math.min(a.x + a.width, x + width) - Math.max(a.x, x);
  const down = Math.min(a.y + a.height, y + height) - Math.max(a.y, y);
  const both = across > 0 && down > 0 ? across * down : 0;
  return both / (a.width * a.height + width * height - both);
}
