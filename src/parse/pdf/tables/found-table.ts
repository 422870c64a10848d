import type { Box } from '../../../core';

/** One cell of a row, or what several of its lines come to. */
export interface FoundRow {
  cells: string[];
  box: Box;
  /** The fonts that its text is set in. */
  fonts: ReadonlySet<string>;
  /** Cells that stand over several columns: the first and the last of these. */
  spans: [from: number, to: number][];
}

/** A table as it stands on a page, its header among the rows. */
export interface FoundTable {
  box: Box;
  /** Left and right ends of its columns, as fractions of the page's width. */
  columns: [left: number, right: number][];
  rows: FoundRow[];
  /** Rows above the first rule that goes through the whole of it; undefined where there is none. */
  rowsAboveRule?: number | undefined;
}
