import type { Box } from '../../../core';
import type { Graphics } from '../graphics';
import type { Piece } from '../pieces';
import { alignedTables } from './aligned';
import type { FoundTable } from './found-table';
import { gridTables, isWithin } from './grid';
import { textRows } from './text-rows';

export type { FoundRow, FoundTable } from './found-table';
export { isWithin } from './grid';
export { named } from './named';

/** The tables of a page, from the top down: first those with frames, then of what is left those in line. */
export function findTables(
  pieces: readonly Piece[],
  graphics: Graphics,
  columns: readonly Box[],
): FoundTable[] {
  const framed = gridTables(pieces, graphics);
  const isFree = ({ box }: Piece) => !framed.some((table) => isWithin(box, table.box));
  const free = pieces.filter(isFree);
  const aligned = columns.flatMap((column) =>
    alignedTables(textRows(free.filter(({ box }) => isWithin(box, column))), graphics),
  );
  return [...framed, ...aligned].sort((a, b) => a.box.y - b.box.y);
}
