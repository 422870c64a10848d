import { useState } from 'react';
import {
  type ColumnInfo,
  type FilterOperator,
  type FilterPart,
  operatorWords,
  type SqlValue,
} from '../../core';
import { ColumnField, SelectField, TextField } from './fields';
import { FormFrame, type FormProps } from './form-frame';

const sized: FilterOperator[] = ['=', '!=', '<', '<=', '>', '>=', 'between', 'not between'];
const empty: FilterOperator[] = ['empty', 'not empty'];
const operators: Record<ColumnInfo['type'], FilterOperator[]> = {
  number: [...sized, ...empty],
  date: [...sized, ...empty],
  text: ['=', '!=', 'in', 'not in', ...empty],
  boolean: ['=', ...empty],
  empty,
};

/** The condition's column, comparison and values. */
export function FilterForm({ part, columns, onApply }: FormProps<FilterPart>) {
  const [name, setName] = useState(part.column);
  const [wanted, setOperator] = useState(part.operator);
  const column = columns.find((one) => one.name === name);
  const type = column?.type ?? 'text';
  const allowed = operators[type];
  const operator = allowed.includes(wanted) ? wanted : allowed[0]!;
  const [texts, setTexts] = useState(() => textsOf(part));
  const count = fieldCount(operator);
  const shown = Array.from({ length: count }, (_, i) => texts[i] ?? '');
  const values = shown.map((text) => typedValue(text, type));
  const submit = () => {
    const { unit: _former, ...rest } = part;
    const isList = operator === 'in' || operator === 'not in';
    const listed = isList ? shown[0]!.split(',').map((text) => text.trim()) : values;
    const unit = column?.unit ? { unit: column.unit } : {};
    const meant = listed.filter((value): value is NonNullable<SqlValue> => value !== undefined);
    onApply({ ...rest, column: name, operator, values: meant, ...unit });
  };
  const choose = (text: string, at: number) =>
    setTexts((known) => Array.from({ length: 2 }, (_, i) => (i === at ? text : (known[i] ?? ''))));
  return (
    <FormFrame canApply={values.every((value) => value !== undefined)} onSubmit={submit}>
      <ColumnField columns={columns} value={name} onChange={setName} />
      <SelectField
        label="Comparison"
        value={operator}
        options={allowed.map((one) => [one, operatorWords[one]] as const)}
        onChange={setOperator}
      />
      {shown.map((text, i) =>
        type === 'boolean' ? (
          <SelectField
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            key={i}
            label="Value"
            value={text === 'no' ? 'no' : 'yes'}
            options={[
              ['yes', 'yes'],
              ['no', 'no'],
            ]}
            onChange={(next) => choose(next, i)}
          />
        ) : (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            key={i}
            label={count > 1 ? `Value ${i + 1}` : 'Value'}
            value={text}
            onChange={(next) => choose(next, i)}
            isWrong={values[i] === undefined}
            hint={type === 'date' ? '2024, 2024-03 or 2024-03-05' : undefined}
          />
        ),
      )}
      {column?.unit && count > 0 && <span className="text-sm text-quiet">{column.unit}</span>}
    </FormFrame>
  );
}

function fieldCount(operator: FilterOperator): number {
  if (empty.includes(operator)) return 0;
  return operator === 'between' || operator === 'not between' ? 2 : 1;
}

function textsOf({ operator, values }: FilterPart): string[] {
  const texts = values.map((value) => String(value ?? ''));
  return operator === 'in' || operator === 'not in' ? [texts.join(', ')] : texts;
}

/** What was typed as a value of the column; undefined where it is none. */
function typedValue(text: string, type: ColumnInfo['type']): SqlValue | undefined {
  const typed = text.trim();
  if (type === 'boolean') return typed === 'no' || typed === '0' ? 0 : 1;
  if (typed === '') return undefined;
  if (type === 'number') {
    const number = Number(typed.replace(/,(?=\d{3})/g, ''));
    return Number.isFinite(number) ? number : undefined;
  }
  if (type === 'date') {
    return /^(\d{4}(-\d{2}(-\d{2})?|-Q[1-4])?|\d{2})$/.test(typed) ? typed : undefined;
  }
  return typed;
}
