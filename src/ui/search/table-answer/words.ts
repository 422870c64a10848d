import { type FilterChoice, type ReadingPart, type SqlValue, valueWords } from '../../../core';

const signs: Record<FilterChoice['operator'], string> = {
  '=': '=',
  '!=': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  between: 'between',
  'not between': 'not between',
  in: '=',
  'not in': '≠',
  empty: 'is empty',
  'not empty': 'is not empty',
};

export function filterWords({ column, operator, values, unit }: FilterChoice): string {
  if (operator === 'empty' || operator === 'not empty') return `${column} ${signs[operator]}`;
  const isRange = operator === 'between' || operator === 'not between';
  const written = values.map((value) => boundWords(value, unit));
  return `${column} ${signs[operator]} ${written.join(isRange ? ' and ' : ' or ')}`;
}

/** A year is a number too, and is written without a comma. */
function boundWords(value: SqlValue, unit: string | undefined): string {
  const isYear = typeof value === 'number' && !unit && value >= 1000 && value < 2200;
  return isYear ? `${value}` : valueWords(value, unit);
}

/** What a chip says. */
export function partWords(part: ReadingPart): string {
  switch (part.type) {
    case 'filter':
      return filterWords(part);
    case 'aggregate':
      return aggregateWords(part.function, part.column);
    case 'group':
      return `by ${part.granularity ? `${part.granularity} of ` : ''}${part.column}`;
    case 'order':
      return `${part.direction === 'descending' ? 'highest' : 'lowest'} ${part.column ?? 'first'}`;
    case 'limit':
      return part.withTies && part.count === 1 ? 'the first, with ties' : `first ${part.count}`;
    case 'show':
      return part.column;
  }
}

export function aggregateWords(name: string, column: string | undefined): string {
  if (name === 'count') return 'number of rows';
  const words: Record<string, string> = {
    distinct: 'different values of',
    sum: 'total',
    average: 'average',
    median: 'median',
    min: 'lowest',
    max: 'highest',
  };
  return `${words[name] ?? name} ${column ?? ''}`.trim();
}
