import { aggregateWords, type Reading, type TableAnswer, valueWords } from '../../core';
import { countOf } from '../parts/format';
import type { HitKey } from '../parts/route';
import { AnswerBars } from './answer-bars';
import { AnswerRows } from './answer-rows';

interface Props {
  reading: Reading;
  answer: TableAnswer;
  onOpen: (key: HitKey) => void;
}

/** The figure, the chart of the groups, the rows behind it, and the SQL that says how. */
export function AnswerBody({ reading, answer, onOpen }: Props) {
  const { value, groups, rows, total } = answer;
  return (
    <div className="flex flex-col gap-3" data-answer="">
      {value && (
        <p>
          <span className="text-2xl font-semibold tabular-nums" data-answer-value="">
            {valueWords(value.value, value.unit, 2)}
          </span>
          {value.function && (
            <span className="pl-2 text-sm text-quiet">
              {aggregateWords(value.function, value.column)}
              {value.function !== 'count' && `, over ${countOf(total, 'row')}`}
            </span>
          )}
        </p>
      )}
      {groups && <AnswerBars answer={answer} unit={groupUnit(reading)} />}
      {rows.length > 0 && groups && (
        <details className="text-sm">
          <summary className="w-fit rounded-sm text-xs text-quiet hover:text-ink">
            {countOf(total, 'row')} behind it
          </summary>
          <div className="pt-2">
            <AnswerRows answer={answer} onOpen={onOpen} />
          </div>
        </details>
      )}
      {rows.length > 0 && !groups && <AnswerRows answer={answer} onOpen={onOpen} />}
      {total === 0 && <p className="text-quiet">No row of the table meets this.</p>}
      <details className="text-xs text-quiet">
        <summary className="w-fit rounded-sm hover:text-ink">How it was worked out</summary>
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
