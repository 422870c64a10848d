import { intervalOf } from './dates';
import { quoted } from './sql-names';
import type { ColumnInfo, FilterChoice, FilterOperator, SqlValue } from './types';

interface Condition {
  text: string;
  parameters: SqlValue[];
}

/**
 * A filter as SQL with its parameters in order. Empty cells meet no condition but `empty`, also no
 * negated one: that a cell is not Berlin is not known of an empty cell.
 */
export function condition(column: ColumnInfo, filter: FilterChoice): Condition {
  const name = quoted(column.sqlName);
  const { operator, values } = filter;
  if (operator === 'empty') return { text: `${name} IS NULL`, parameters: [] };
  if (operator === 'not empty') return { text: `${name} IS NOT NULL`, parameters: [] };
  if (column.type === 'date') return dateCondition(name, operator, values.map(String));
  // Case of text values is the person's; NOCASE is also what the value index is built with.
  const left = column.type === 'text' ? `${name} COLLATE NOCASE` : name;
  const [first = null, second = null] = values;
  switch (operator) {
    case 'between':
      return { text: `${left} BETWEEN ? AND ?`, parameters: [first, second] };
    case 'not between':
      return { text: `${left} NOT BETWEEN ? AND ?`, parameters: [first, second] };
    case 'in':
    case 'not in': {
      const marks = values.map(() => '?').join(', ');
      return {
        text: `${left} ${operator === 'in' ? 'IN' : 'NOT IN'} (${marks})`,
        parameters: values,
      };
    }
    default:
      return { text: `${left} ${operator === '!=' ? '<>' : operator} ?`, parameters: [first] };
  }
}

function dateCondition(name: string, operator: FilterOperator, values: string[]): Condition {
  const [first = '', second = first] = values;
  const bound = (text: string, ...parameters: string[]) => ({ text, parameters });
  switch (operator) {
    case '<':
      return bound(`${name} < ?`, intervalOf(first).start);
    case '<=':
      return bound(`${name} < ?`, intervalOf(first).end);
    case '>':
      return bound(`${name} >= ?`, intervalOf(first).end);
    case '>=':
      return bound(`${name} >= ?`, intervalOf(first).start);
    case 'between':
      return within(name, first, second);
    case 'not between':
      return negated(within(name, first, second), name);
    case '!=':
    case 'not in':
      return negated(anyOf(name, values), name);
    default:
      return anyOf(name, values);
  }
}

function anyOf(name: string, values: string[]): Condition {
  const each = values.map((value) => within(name, value, value));
  const text = each.map((part) => part.text).join(' OR ');
  return {
    text: each.length > 1 ? `(${text})` : text,
    parameters: each.flatMap((part) => part.parameters),
  };
}

function within(name: string, from: string, to: string): Condition {
  // A month of any year.
  if (/^\d\d$/.test(from)) {
    return { text: `substr(${name}, 6, 2) BETWEEN ? AND ?`, parameters: [from, to] };
  }
  const parameters = [intervalOf(from).start, intervalOf(to).end];
  return { text: `(${name} >= ? AND ${name} < ?)`, parameters };
}

function negated({ text, parameters }: Condition, name: string): Condition {
  return { text: `(${name} IS NOT NULL AND NOT ${text})`, parameters };
}
