import type {
  ColumnInfo,
  FilterChoice,
  FilterOperator,
  ReadingPart,
  SqlValue,
} from './table-reading';
import { valueWords } from './table-rows';

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

export const operatorWords: Record<FilterOperator, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  between: 'between',
  'not between': 'not between',
  in: 'is one of',
  'not in': 'is none of',
  empty: 'is empty',
  'not empty': 'is not empty',
};

export function filterWords(
  { column, operator, values, unit }: FilterChoice,
  columns: readonly ColumnInfo[],
): string {
  if (operator === 'empty' || operator === 'not empty') return `${column} ${signs[operator]}`;
  const isRange = operator === 'between' || operator === 'not between';
  const isBoolean = columns.some(({ name, type }) => name === column && type === 'boolean');
  const written = values.map((value) => {
    if (isBoolean) return value === 1 ? 'yes' : 'no';
    return boundWords(value, unit);
  });
  return `${column} ${signs[operator]} ${written.join(isRange ? ' and ' : ' or ')}`;
}

/** A year is a number too, and is written without a comma. */
function boundWords(value: SqlValue, unit: string | undefined): string {
  const isYear = typeof value === 'number' && !unit && value >= 1000 && value < 2200;
  return isYear ? `${value}` : valueWords(value, unit);
}

/** What a chip says. */
export function partWords(part: ReadingPart, columns: readonly ColumnInfo[]): string {
  switch (part.type) {
    case 'filter':
      return filterWords(part, columns);
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
