import type { Reading, TableAnswer } from '../../../core';
import { countOf, formatCount } from '../../parts/format';
import { type HitKey, hitKey } from '../../parts/route';
import { aggregateWords, cellWords, valueWords } from './words';

const maxBars = 12;
const maxRows = 8;
const maxColumns = 6;

interface Props {
  reading: Reading;
  answer: TableAnswer;
  onOpen: (key: HitKey) => void;
}

/** The figure, the chart of the groups, the rows behind it, and the SQL that says how. */
export function AnswerBody({ reading, answer, onOpen }: Props) {
  const { value, groups, rows, total } = answer;
  return (
    <div className="flex flex-col gap-3">
      {value && (
        <p>
          <span className="text-2xl font-semibold tabular-nums" data-answer-value="">
            {valueWords(value.value, value.unit, 2)}
          </span>
          {value.function && (
            <span className="pl-2 text-sm text-quiet">
              {aggregateWords(value.function, value.column)}, over {countOf(total, 'row')}
            </span>
          )}
        </p>
      )}
      {groups && <Bars answer={answer} unit={groupUnit(reading)} />}
      {rows.length > 0 && !groups && <Rows answer={answer} onOpen={onOpen} />}
      {total === 0 && <p className="text-quiet">No row of the table meets this.</p>}
      <details className="text-xs text-quiet">
        <summary className="rounded-sm hover:text-ink">How it was worked out</summary>
        <pre className="mt-2 overflow-x-auto rounded-md bg-sunken p-3 whitespace-pre-wrap text-ink">
          {answer.sql}
          {answer.parameters.length > 0 && `\n-- with ${JSON.stringify(answer.parameters)}`}
        </pre>
      </details>
    </div>
  );
}

/** Of the figure of each group; a count has none. */
function groupUnit({ parts }: Reading): string | undefined {
  const part = parts.find((one) => one.type === 'aggregate');
  return part && !['count', 'distinct'].includes(part.function) ? part.unit : undefined;
}

interface BarsProps {
  answer: TableAnswer;
  unit: string | undefined;
}

function Bars({ answer: { groups = [], groupTotal }, unit }: BarsProps) {
  const numbers = groups.map((group) => (typeof group.value === 'number' ? group.value : 0));
  const longest = Math.max(...numbers.map(Math.abs), Number.MIN_VALUE);
  const hidden = (groupTotal ?? groups.length) - maxBars;
  return (
    <div>
      <table className="w-full max-w-xl text-sm">
        <tbody>
          {groups.slice(0, maxBars).map((group, i) => (
            <tr key={String(group.key)}>
              <th
                scope="row"
                dir="auto"
                className="max-w-40 truncate py-0.5 pr-3 text-left font-normal"
              >
                {group.key === null ? '(empty)' : String(group.key)}
              </th>
              <td className="w-full">
                <span
                  aria-hidden="true"
                  className="block h-3 min-w-px rounded-sm bg-accent"
                  style={{ width: `${(100 * Math.abs(numbers[i]!)) / longest}%` }}
                />
              </td>
              <td className="pl-3 text-right whitespace-nowrap tabular-nums">
                {valueWords(group.value, unit, 2)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p className="text-xs text-quiet">and {formatCount(hidden)} more</p>}
    </div>
  );
}

function Rows({ answer, onOpen }: Omit<Props, 'reading'>) {
  const { allColumns, columns, rows, total, documentId } = answer;
  const named = allColumns.filter(({ name }) => columns.includes(name));
  const others = allColumns.filter(({ name }) => !columns.includes(name));
  const chosen = new Set([...named, ...others].slice(0, maxColumns));
  const shown = allColumns.filter((column) => chosen.has(column));
  const hidden = total - Math.min(rows.length, maxRows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller must be reachable by keyboard
    <section aria-label="Rows behind the answer" tabIndex={0} className="overflow-x-auto">
      <table className="text-sm">
        <thead>
          <tr className="text-left text-xs text-quiet">
            <th scope="col" className="pr-4 font-normal">
              Row
            </th>
            {shown.map(({ index, name }) => (
              <th key={index} scope="col" className="max-w-40 truncate pr-5 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxRows).map(({ row, values }) => (
            <tr key={row}>
              <td className="pr-4">
                <button
                  type="button"
                  aria-label={`Open row ${row}`}
                  className="rounded-sm tabular-nums text-accent underline-offset-2 hover:underline"
                  onClick={() => onOpen(hitKey(documentId, row - 1))}
                >
                  {row}
                </button>
              </td>
              {shown.map((column) => (
                <td key={column.index} dir="auto" className="max-w-56 truncate pr-5 tabular-nums">
                  {cellWords(values[column.index] ?? null, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && <p className="pt-1 text-xs text-quiet">and {countOf(hidden, 'more row')}</p>}
    </section>
  );
}
