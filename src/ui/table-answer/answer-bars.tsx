import { useState } from 'react';
import { type TableAnswer, valueWords } from '../../core';
import { Button } from '../parts/button';
import { formatCount } from '../parts/format';

const fewBars = 12;

interface Props {
  answer: TableAnswer;
  unit: string | undefined;
}

/** A bar for each group; the first dozen unless all are wanted. */
export function AnswerBars({ answer: { groups = [], groupTotal }, unit }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? groups : groups.slice(0, fewBars);
  const numbers = groups.map((group) => (typeof group.value === 'number' ? group.value : 0));
  const longest = Math.max(...numbers.map(Math.abs), Number.MIN_VALUE);
  const hidden = (groupTotal ?? groups.length) - shown.length;
  const canShow = groups.length > shown.length;
  return (
    <div>
      <table className="w-full max-w-xl text-sm">
        <tbody>
          {shown.map((group, i) => (
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
                  className={`block h-3 min-w-px rounded-sm ${numbers[i]! < 0 ? 'bg-danger' : 'bg-accent'}`}
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
      {canShow && (
        <Button look="quiet" onPress={() => setWhole(true)}>
          Show {formatCount(hidden)} more
        </Button>
      )}
      {!canShow && hidden > 0 && (
        <p className="text-xs text-quiet">and {formatCount(hidden)} more</p>
      )}
    </div>
  );
}
