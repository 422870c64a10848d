import { useEffect, useLayoutEffect, useRef } from 'react';
import { type Chunk, type SourceDocument, tableRows } from '../../core';
import { useWindowedRows } from '../parts/use-windowed-rows';
import { useChunkPages } from './use-chunk-pages';

const rowHeightPx = 32;
const headHeightPx = 32;
const numberWidthPx = 72;
/** More would make every row slow to draw. */
const maxColumns = 60;

interface Props {
  document: SourceDocument;
  chunk: Chunk;
}

/** The table, scrolled to the row that was found; only what is in view is drawn. */
export function PreviewTable({ document, chunk: hit }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const { ordinal } = hit;
  const lines = linesOf(document, ordinal);
  const { count } = lines;
  const { from, to } = useWindowedRows(scroller, count, rowHeightPx, headHeightPx);
  const ordinals = Array.from({ length: to - from }, (_, i) => lines.ordinalAt(from + i));
  const chunkAt = useChunkPages(document.id, ordinals[0] ?? 0, (ordinals.at(-1) ?? 0) + 1);
  const line = lines.hit;

  useLayoutEffect(() => {
    const element = scroller.current!;
    element.scrollTop = headHeightPx + line * rowHeightPx - element.clientHeight / 3;
  }, [line]);

  const sample = [hit, ...ordinals.map(chunkAt)].filter((c) => c?.cells !== undefined) as Chunk[];
  const columns = useColumns(sample);
  const tableWidth = columns.reduce((sum, { width }) => sum + width, numberWidthPx);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    <section ref={scroller} aria-label="Rows" tabIndex={0} className="h-full overflow-auto">
      <table
        aria-rowcount={count}
        className="table-fixed border-separate border-spacing-0 text-sm"
        style={{ width: tableWidth }}
      >
        <thead className="sticky top-0 z-10 bg-raised text-left text-xs">
          <tr style={{ height: headHeightPx }}>
            <th scope="col" className="border-b border-line px-3" style={{ width: numberWidthPx }}>
              Row
            </th>
            {columns.map(({ name, width }) => (
              <th
                key={name}
                scope="col"
                dir="auto"
                title={name}
                className="truncate border-b border-line px-3 font-semibold"
                style={{ width }}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {ordinals.map((at) => (
            <Row key={at} chunk={chunkAt(at)} isHit={at === ordinal} columns={columns.length} />
          ))}
          <Gap rows={count - to} />
        </tbody>
      </table>
    </section>
  );
}

/** More lines than this are taller than browsers let anything be: then those around the hit. */
const maxLines = 400_000;

interface Lines {
  count: number;
  /** The line of the hit. */
  hit: number;
  ordinalAt: (line: number) => number;
}

/** What stands on each line; see [Note: Rows of long tables]. */
function linesOf(document: SourceDocument, ordinal: number): Lines {
  const rows = tableRows(document);
  if (!rows || rows.count <= rows.kept) {
    const count = document.state.phase === 'ready' ? document.state.chunkCount : 0;
    return { count, hit: ordinal, ordinalAt: (line) => line };
  }
  // The chunk on the whole table has no line of its own here.
  const row = ordinal < rows.kept ? ordinal : ordinal - 1;
  const hit = ordinal === rows.kept ? 0 : row;
  const count = Math.min(rows.count, maxLines);
  const first = Math.max(0, Math.min(hit - Math.floor(count / 2), rows.count - count));
  const ordinalAt = (line: number) => (first + line < rows.kept ? first + line : first + line + 1);
  return { count, hit: hit - first, ordinalAt };
}

/** Stands for the rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus
  return rows > 0 ? <tr aria-hidden="true" style={{ height: rows * rowHeightPx }} /> : null;
}

interface RowProps {
  chunk: Chunk | undefined;
  isHit: boolean;
  columns: number;
}

function Row({ chunk, isHit, columns }: RowProps) {
  const look = isHit ? 'bg-mark font-medium' : '';
  const row = chunk?.locator.type === 'row' ? chunk.locator.row : '';
  const cells = chunk?.cells?.slice(0, maxColumns);
  return (
    <tr style={{ height: rowHeightPx }} className={look} aria-current={isHit || undefined}>
      <th
        scope="row"
        className="border-b border-line px-3 text-left text-xs font-normal tabular-nums"
      >
        {row}
      </th>
      {cells ? (
        cells.map(({ column, value }) => (
          <td key={column} dir="auto" title={value} className="truncate border-b border-line px-3">
            {value}
          </td>
        ))
      ) : (
        <td
          colSpan={Math.max(1, columns)}
          className="truncate border-b border-line px-3 text-quiet"
        >
          {chunk?.text}
        </td>
      )}
    </tr>
  );
}

interface Column {
  name: string;
  width: number;
}

/** Widths by the first rows seen, kept, so that columns stand still while one scrolls. */
function useColumns(sample: Chunk[]): Column[] {
  const known = useRef<Column[]>([]);
  const fresh = known.current.length === 0 && sample.length > 1 ? measured(sample) : undefined;
  useEffect(() => {
    if (fresh) known.current = fresh;
  });
  return fresh ?? (known.current.length > 0 ? known.current : measured(sample));
}

function measured(sample: Chunk[]): Column[] {
  const columns = sample[0]?.cells?.slice(0, maxColumns) ?? [];
  return columns.map(({ column }, i) => {
    const lengths = sample.map(({ cells }) => cells?.[i]?.value.length ?? 0);
    const longest = Math.max(column.length, ...lengths);
    return { name: column, width: 24 + 8 * Math.max(5, Math.min(28, longest)) };
  });
}
