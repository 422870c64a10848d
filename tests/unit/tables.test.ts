import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { ParsedChunk, ParseStep, ParseSummary } from '../../src/core';
import { columnNames, isHeader, typeOfCell } from '../../src/parse/columns';
import { parseHtml } from '../../src/parse/html';
import { parseJson, parseJsonLines } from '../../src/parse/json';
import { parseMarkdown } from '../../src/parse/markdown';
import { maxEmbeddedRows, parseCsv } from '../../src/parse/table';

async function collect(steps: AsyncGenerator<ParseStep>) {
  const chunks: ParsedChunk[] = [];
  let summary: ParseSummary | undefined;
  for await (const step of steps) {
    if (step.phase === 'batch') chunks.push(...step.chunks);
    else if (step.phase === 'end') summary = step.summary;
    else return { failed: step.issue.code, chunks, texts: [], warnings: [] };
  }
  return {
    chunks,
    texts: chunks.map(({ chunk }) => chunk.text),
    warnings: summary!.warnings.map(({ code }) => code),
    metadata: summary!.metadata,
  };
}

const csv = (text: string, name = 'a.csv') => collect(parseCsv(new Blob([text]), name));

describe('parseCsv', () => {
  it('writes a row as "column: value" with its number', async () => {
    const { chunks } = await csv('name;price\n"Ann; B";3\nBob;4\n');
    expect(chunks.map(({ chunk }) => [chunk.kind, chunk.text])).toEqual([
      ['row', 'name: Ann; B; price: 3'],
      ['row', 'name: Bob; price: 4'],
      ['table', 'Table a, 2 rows. Columns: name (text, Ann; B, Bob); price (integer, 3 to 4)'],
    ]);
    expect(chunks[1]!.chunk.locator).toEqual({ type: 'row', row: 2 });
  });

  it('gives back any cells that were written, quotes and line ends included', async () => {
    const cell = fc.stringMatching(/^[a-z ,;"\n']{0,12}$/).map((s) => s.trim());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const filled = rows.map(([first, ...rest]) => [`x${first}`, ...rest]);
          const text = Papa.unparse([['first', 'second', 'third'], ...filled], { newline: '\n' });
          const { chunks } = await csv(text);
          const read = chunks
            .filter(({ chunk }) => chunk.kind === 'row')
            .map(({ chunk }) => chunk.cells!.map(({ value }) => value));
          expect(read).toEqual(filled);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reads records that lie across the pieces of a large file', async () => {
    const row = (i: number) => `${i},"a cell\nof two lines ${'x'.repeat(90)}"`;
    const rows = Array.from({ length: 60_000 }, (_, i) => row(i));
    const { chunks, warnings } = await csv(`id,text\n${rows.join('\n')}\n`);
    expect(chunks).toHaveLength(60_001);
    expect(chunks[59_999]!.chunk.cells![0]!.value).toBe('59999');
    expect(chunks.filter(({ embedText }) => embedText)).toHaveLength(maxEmbeddedRows + 1);
    expect(warnings).toEqual(['cut-short']);
  });

  it('names columns that have no name or the same one', async () => {
    const { texts } = await csv('1,2,3\n4,5,6\n7,8,9\n');
    expect(texts[0]).toBe('Column 1: 1; Column 2: 2; Column 3: 3');
    expect(columnNames(['a', 'a', ''], 4)).toEqual(['a', 'a (2)', 'Column 3', 'Column 4']);
    expect(columnNames(['__proto__', 'constructor'], 2)).toEqual(['__proto__', 'constructor']);
  });

  it('tells a header from a row', () => {
    expect(isHeader(['name', 'price'], ['Ann', '3'])).toBe(true);
    expect(isHeader(['Ann', '3'], ['Bob', '4'])).toBe(false);
    expect(isHeader(['a', 'a'], ['b', 'c'])).toBe(false);
  });

  it.each([
    ['12', 'integer'],
    ['-1,234', 'integer'],
    ['3.50', 'number'],
    ['1e-3', 'number'],
    ['45%', 'number'],
    ['2024-05-01', 'date'],
    ['01/02/2024', 'date'],
    ['yes', 'boolean'],
    ['12 kg', 'text'],
    ['-', 'text'],
    [' ', 'empty'],
  ])('types %j as %s', (cell, type) => expect(typeOfCell(cell)).toBe(type));
});

describe('texts', () => {
  it('Markdown keeps headings and line numbers', async () => {
    const source = '# Title\n\nFirst words.\n\n## Part\n\n- one\n- two\n';
    const { chunks } = await collect(parseMarkdown(new Blob([source])));
    expect(chunks.map(({ chunk }) => [chunk.heading, chunk.text, chunk.locator])).toEqual([
      ['Title', 'First words.', { type: 'lines', from: 3, to: 3 }],
      ['Part', 'one\ntwo', { type: 'lines', from: 7, to: 8 }],
    ]);
  });

  it('HTML keeps what can be read and nothing that runs', async () => {
    const source =
      '<title>T</title><script>bad()</script><h1>Head</h1><p>Some <b>bold</b> words.<style>p{}</style>';
    const { chunks, metadata } = await collect(parseHtml(new Blob([source])));
    expect(chunks.map(({ chunk }) => [chunk.heading, chunk.text])).toEqual([
      ['Head', 'Some bold words.'],
    ]);
    expect(metadata).toEqual({ Title: 'T' });
  });

  it('JSON records are rows, other JSON is text', async () => {
    const rows = await collect(parseJson(new Blob(['[{"a":1,"b":{"c":"x"}},{"a":2}]']), 'r.json'));
    expect(rows.texts.slice(0, 2)).toEqual(['a: 1; b.c: x', 'a: 2']);
    const text = await collect(parseJson(new Blob(['{"a":{"b":["x","y"]},"n":null}']), 't.json'));
    expect(text.texts).toEqual(['a.b: x, y']);
    expect((await collect(parseJson(new Blob(['{']), 'b.json'))).failed).toBe('corrupt');
  });

  it('JSON survives any depth', async () => {
    const deep = `${'['.repeat(5000)}"x"${']'.repeat(5000)}`;
    const { failed, texts } = await collect(parseJson(new Blob([`{"a":${deep}}`]), 'd.json'));
    expect(failed ?? texts.length).toBeTruthy();
  });

  it('JSON lines leave broken lines out and say so', async () => {
    const lines = await collect(parseJsonLines(new Blob(['{"a":1}\n{"a"\n{"a":3}\n']), 'l.jsonl'));
    expect(lines.texts.slice(0, 2)).toEqual(['a: 1', 'a: 3']);
    expect(lines.warnings).toContain('corrupt');
  });
});
