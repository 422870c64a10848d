import {
  aggregateWords,
  type ColumnInfo,
  type ComputedAnswer,
  cellWords,
  filterWords,
  type ReadingPart,
  type TableAnswer,
  valueWords,
} from '../core';

const maxListed = 8;

/** A computed answer in words, with what it was computed from. */
export function tableSentence({ reading, answer }: ComputedAnswer): string {
  const { parts, columns } = reading;
  const conditions = parts
    .filter((part) => part.type === 'filter')
    .map((part) => filterWords(part, columns))
    .join(' and ');
  const where = conditions ? ` where ${conditions}` : '';
  if (answer.groups) return groupsSentence(parts, answer, where);
  const { value, total, name } = answer;
  if (value?.function === 'count' && !value.column) {
    const rows = total === 1 ? 'row' : 'rows';
    return `${valueWords(value.value)} ${rows} of ${name}${where}.`;
  }
  if (value?.function) {
    const figure = valueWords(value.value, value.unit, 2);
    const what = aggregateWords(value.function, value.column);
    return `The ${what}${where} is ${figure}, over ${counted(total)} of ${name}.`;
  }
  if (total === 0) return `No row of ${name} has ${conditions || 'this'}.`;
  const listed = answer.rows.slice(0, maxListed).map((row) => rowWords(answer, row, parts));
  const more =
    total > listed.length ? ` and ${(total - listed.length).toLocaleString('en')} more` : '';
  if (value?.column) {
    const order = parts.find((part) => part.type === 'order');
    const kind = order ? (order.direction === 'descending' ? 'highest ' : 'lowest ') : '';
    const figure = cellOf(value.column, value.value, answer.allColumns);
    return `The ${kind}${value.column}${where} is ${figure}: ${listed.join('; ')}${more}.`;
  }
  return `${counted(total)} of ${name}${where}: ${listed.join('; ')}${more}.`;
}

const counted = (total: number) => `${total.toLocaleString('en')} ${total === 1 ? 'row' : 'rows'}`;

function groupsSentence(parts: ReadingPart[], answer: TableAnswer, where: string): string {
  const aggregate = parts.find((part) => part.type === 'aggregate');
  const group = parts.find((part) => part.type === 'group');
  const groups = answer.groups ?? [];
  const unit =
    aggregate && !['count', 'distinct'].includes(aggregate.function) ? aggregate.unit : undefined;
  const listed = groups
    .slice(0, maxListed)
    .map(({ key, value }) => `${key ?? '–'}: ${valueWords(value, unit, 2)}`);
  const count = answer.groupTotal ?? groups.length;
  const more = count > listed.length ? ` and ${count - listed.length} more` : '';
  const what = aggregateWords(aggregate?.function ?? 'count', aggregate?.column);
  return `The ${what} by ${group?.column ?? 'group'}${where} (${answer.name}): ${listed.join('; ')}${more}.`;
}

/** What a row is called, and the cells that were asked about. */
function rowWords(
  { allColumns, columns }: TableAnswer,
  { row, values }: TableAnswer['rows'][number],
  parts: ReadingPart[],
): string {
  const fixed = new Set(
    parts.flatMap((part) => (part.type === 'filter' && part.operator === '=' ? [part.column] : [])),
  );
  const title = allColumns.find(({ type, distinct = 0 }) => type === 'text' && distinct > 1);
  const shown = allColumns.filter(
    (column) => column === title || (columns.includes(column.name) && !fixed.has(column.name)),
  );
  const cells = shown.map((column) => cellWords(values[column.index] ?? null, column));
  return cells.length > 0 ? cells.join(', ') : `row ${row}`;
}

function cellOf(
  name: string,
  value: TableAnswer['rows'][number]['values'][number],
  all: ColumnInfo[],
) {
  const column = all.find((one) => one.name === name);
  return column ? cellWords(value, column) : valueWords(value);
}
