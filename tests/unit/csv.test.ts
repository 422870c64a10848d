import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../src/core';
import { csvBlob, csvText } from '../../src/ui/parts/csv';
import { resultColumns, resultRows } from '../../src/ui/search/result-rows';

const read = (text: string) => Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data;

describe('a CSV file', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 1234', "'+49 30 1234"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1', "'＝1"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['-3.2', '-3.2'],
    ['+1e-5', '+1e-5'],
    ['-.5', '-.5'],
    ['-', "'-"],
    ['a=b', 'a=b'],
    [-3.2, '-3.2'],
    ['', ''],
  ])('writes %j as %j', (value, written) => {
    expect(csvText([[value]])).toBe(written);
  });

  it('gives back every cell, but for the apostrophe; and none begins as a formula does', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', '1', '.'),
      }),
      fc.double({ noNaN: true }),
    );
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (rows) => {
        const back = read(csvText(rows));
        expect(back).toHaveLength(rows.length);
        for (const [i, row] of rows.entries()) {
          expect(back[i]).toHaveLength(row.length);
          for (const [j, value] of row.entries()) {
            const got = back[i]![j]!;
            const isRun = /^[=+\-@\t\r\n]/.test(got) && Number.isNaN(Number(got));
            expect(isRun, got).toBe(false);
            expect([String(value), `'${value}`]).toContain(got);
          }
        }
      }),
    );
  });

  it('says that it is UTF-8, for Excel', async () => {
    const bytes = new Uint8Array(await csvBlob([['Ü']]).arrayBuffer());
    expect([...bytes]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0x9c]);
  });
});

it('of results has a row a hit, with what is shown of it', () => {
  const hit = (ordinal: number, cosine?: number) => ({
    documentId: 'aa',
    chunk: {
      ordinal,
      kind: 'passage' as const,
      locator: { type: 'page' as const, page: 3 },
      text: '=cmd',
    },
    score: { calibrated: 81.5, ...(cosine !== undefined && { cosine }) },
    evidence: {
      isExact: false,
      fused: 1,
      words: { rank: 1, bm25: 2, coverage: 1, matched: ['sea', 'gull'], spans: [] },
    },
    copies: [],
  });
  const names = [{ name: 'b.pdf', path: 'a/b.pdf', addedAt: 1 }];
  const state = { phase: 'waiting' } as const;
  const common = { format: 'pdf', kind: 'pdf', byteSize: 1, addedAt: 1 } as const;
  const match = (id: string, hits: ReturnType<typeof hit>[]) => ({
    document: { id, names, ...common, state },
    hits,
    moreHits: 0,
  });
  const matches = [match('aa', [hit(7, 0.31), hit(8)]), match('bb', [hit(0, 0.1)])];
  const result: SearchResult = {
    matches,
    noiseFrom: 1,
    isFarFromAll: false,
    searched: 9,
    rankMs: 1,
  };
  const rows = resultRows(result);
  expect(rows.every((row) => row.length === resultColumns.length)).toBe(true);
  expect(rows.map((row) => row.slice(0, 8).join('|'))).toEqual([
    '1|yes|b.pdf|a/b.pdf|page 3|passage|0.8150|0.3100',
    '1|yes|b.pdf|a/b.pdf|page 3|passage|0.8150|',
    '2|no|b.pdf|a/b.pdf|page 3|passage|0.8150|0.1000',
  ]);
  expect(csvText(rows)).toContain("sea gull,'=cmd,aa,7");
});
