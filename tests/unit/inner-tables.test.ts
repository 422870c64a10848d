import { describe, expect, it } from 'vitest';
import {
  documentOfTable,
  innerTable,
  innerTableId,
  ordinalInTable,
  type SourceDocument,
  wholeOfTable,
} from '../../src/core';

const pdf: SourceDocument = {
  id: 'abc',
  names: [{ name: 'report.pdf', path: 'report.pdf', addedAt: 0 }],
  format: 'pdf',
  kind: 'pdf',
  byteSize: 1,
  addedAt: 0,
  state: {
    phase: 'ready',
    chunkCount: 40,
    warnings: [],
    metadata: { Pages: 2 },
    readyAt: 0,
    tables: [
      { name: 'Table 1', columns: ['a'], ranges: [[5, 3]] },
      {
        name: 'Table 2',
        columns: ['a', 'b'],
        ranges: [
          [12, 4],
          [30, 2],
        ],
      },
    ],
  },
};

describe('a table within a document', () => {
  const id = innerTableId('abc', 1);

  it('is told by the id of its document and its place among the tables', () => {
    expect(documentOfTable(id)).toBe('abc');
    expect(documentOfTable('abc')).toBe('abc');
    expect(innerTable(pdf, id)?.name).toBe('Table 2');
    expect(innerTable(pdf, 'abc')).toBeUndefined();
    expect(innerTable(pdf, innerTableId('abc', 2))).toBeUndefined();
  });

  it('has its rows where they stand, also beyond the end of a page', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map((row) => ordinalInTable(pdf, id, row));
    expect(rows).toEqual([12, 13, 14, 15, 30, 31, undefined]);
  });

  it('has the chunk on the whole of it before its rows', () => {
    expect(wholeOfTable(pdf, id)).toBe(11);
    expect(wholeOfTable(pdf, innerTableId('abc', 0))).toBe(4);
  });

  it('is not taken for a document that is a table', () => {
    const csv: SourceDocument = {
      ...pdf,
      state: { phase: 'ready', chunkCount: 4, warnings: [], metadata: { Rows: 3 }, readyAt: 0 },
    };
    expect(ordinalInTable(csv, 'abc', 2)).toBe(1);
    expect(wholeOfTable(csv, 'abc')).toBe(3);
  });
});
