import type { DocumentId, SourceDocument } from './document';
import type { InnerTable } from './inner-table';
import { ordinalOfRow, tableRows } from './table-rows';

/** A document that is a table has its own id; the tables within one have `documentId#n`, n from 0. */
export type TableId = string;

export const innerTableId = (id: DocumentId, at: number): TableId => `${id}#${at}`;

export function documentOfTable(id: TableId): DocumentId {
  return id.split('#', 1)[0]!;
}

/** The table within a document; undefined where the document is the table, or has it no more. */
export function innerTable({ state }: SourceDocument, id: TableId): InnerTable | undefined {
  const at = id.indexOf('#');
  if (at < 0 || state.phase !== 'ready') return undefined;
  return state.tables?.[Number(id.slice(at + 1))];
}

/**
 * Ordinal of the chunk of a row; undefined where there is none.
 *
 * @param row counted from 1
 */
export function ordinalInTable(
  document: SourceDocument,
  id: TableId,
  row: number,
): number | undefined {
  const inner = innerTable(document, id);
  if (!inner) {
    const rows = tableRows(document);
    return rows && ordinalOfRow(rows, row);
  }
  let before = 0;
  for (const [from, count] of inner.ranges) {
    if (row <= before + count) return from + row - before - 1;
    before += count;
  }
  return undefined;
}

/** Ordinal of the chunk on the whole of a table. */
export function wholeOfTable(document: SourceDocument, id: TableId): number | undefined {
  const inner = innerTable(document, id);
  // It stands before its rows.
  return inner ? inner.ranges[0]![0] - 1 : tableRows(document)?.kept;
}
