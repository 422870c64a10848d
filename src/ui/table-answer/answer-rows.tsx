import { useState } from 'react';
import { cellWords, documentOfTable, ordinalInTable, type TableAnswer } from '../../core';
import { Button } from '../parts/button';
import { countOf } from '../parts/format';
import { type HitKey, hitKey } from '../parts/route';
import { useAppState, useRummage } from '../parts/rummage-context';

const fewRows = 8;
const rowsPerPage = 50;
const maxColumns = 6;

interface Props {
  answer: TableAnswer;
  onOpen: (key: HitKey) => void;
}

type Rows = TableAnswer['rows'];

/** The rows behind an answer, a few at first; each opens at its place in the table. */
export function AnswerRows({ answer, onOpen }: Props) {
  const { allColumns, columns, total, tableId } = answer;
  const document = useAppState(({ library }) =>
    library.documents.find(({ id }) => id === documentOfTable(tableId)),
  );
  const { rows, more, showMore } = usePages(answer);
  const named = allColumns.filter(({ name }) => columns.includes(name));
  const others = allColumns.filter(({ name }) => !columns.includes(name));
  const chosen = new Set([...named, ...others].slice(0, maxColumns));
  const shown = allColumns.filter((column) => chosen.has(column));
  const open = (row: number) => {
    const ordinal = document && ordinalInTable(document, tableId, row);
    if (ordinal !== undefined) onOpen(hitKey(document!.id, ordinal));
  };
  const hidden = total - rows.length;
  const align = (type: string) => (type === 'number' ? 'text-right' : 'text-left');
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard */}
      <section aria-label="Rows behind the answer" tabIndex={0} className="overflow-x-auto">
        <table className="text-sm">
          <thead>
            <tr className="text-left text-xs text-quiet">
              <th scope="col" className="pr-4 font-normal">
                Row
              </th>
              {shown.map(({ index, name, type }) => (
                <th
                  key={index}
                  scope="col"
                  className={`max-w-40 truncate pr-5 font-normal ${align(type)}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, values }) => (
              <tr key={row}>
                <td className="pr-4">
                  <button
                    type="button"
                    aria-label={`Open row ${row}`}
                    className="rounded-sm tabular-nums text-accent underline-offset-2 hover:underline"
                    onClick={() => open(row)}
                  >
                    {row}
                  </button>
                </td>
                {shown.map((column) => (
                  <td
                    key={column.index}
                    dir="auto"
                    className={`max-w-56 truncate pr-5 tabular-nums ${align(column.type)}`}
                  >
                    {cellWords(values[column.index] ?? null, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && (
        <Button look="quiet" onPress={showMore}>
          Show {countOf(more, 'more row')}
        </Button>
      )}
      {hidden > 0 && (
        <p className="pt-1 text-xs text-quiet">
          {countOf(total, 'row')} in all{more === 0 && ', of which these are the first'}
        </p>
      )}
    </div>
  );
}

/** The rows shown so far, how many the next press adds, and that press. */
function usePages({ tableId, rows: first, rowNumbers }: TableAnswer) {
  const rummage = useRummage();
  const [rows, setRows] = useState<Rows>(() => first.slice(0, fewRows));
  const more = Math.min(rowNumbers.length - rows.length, rowsPerPage);
  const showMore = () => {
    const numbers = rowNumbers.slice(0, rows.length + more);
    rummage.typedRows(tableId, numbers).then(setRows, () => {});
  };
  return { rows, more, showMore };
}
