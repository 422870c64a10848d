import { useState } from 'react';
import type {
  AggregateFunction,
  AggregatePart,
  Granularity,
  GroupPart,
  LimitPart,
  OrderPart,
  ReadingPart,
  ShowPart,
} from '../../core';
import { ColumnField, SelectField, TextField } from './fields';
import { FilterForm } from './filter-form';
import { FormFrame, type FormProps } from './form-frame';

/** Everything of one part, to be changed. */
export function PartForm({ part, ...rest }: FormProps<ReadingPart>) {
  switch (part.type) {
    case 'filter':
      return <FilterForm part={part} {...rest} />;
    case 'aggregate':
      return <AggregateForm part={part} {...rest} />;
    case 'group':
      return <GroupForm part={part} {...rest} />;
    case 'order':
      return <OrderForm part={part} {...rest} />;
    case 'limit':
      return <LimitForm part={part} {...rest} />;
    case 'show':
      return <ShowForm part={part} {...rest} />;
  }
}

const functions: [AggregateFunction, string][] = [
  ['count', 'number of rows'],
  ['distinct', 'different values of'],
  ['sum', 'total'],
  ['average', 'average'],
  ['median', 'median'],
  ['min', 'lowest'],
  ['max', 'highest'],
];

function AggregateForm({ part, columns, onApply }: FormProps<AggregatePart>) {
  const [name, setName] = useState(part.function);
  const [column, setColumn] = useState(part.column ?? '');
  const fitting = name === 'distinct' ? columns : columns.filter(({ type }) => type === 'number');
  const chosen = fitting.find((one) => one.name === column) ?? fitting[0];
  const submit = () => {
    const { column: _column, unit: _unit, ...rest } = part;
    if (name === 'count' || !chosen) return onApply({ ...rest, function: 'count' });
    const unit = chosen.unit && name !== 'distinct' ? { unit: chosen.unit } : {};
    onApply({ ...rest, function: name, column: chosen.name, ...unit });
  };
  return (
    <FormFrame onSubmit={submit}>
      <SelectField label="What to work out" value={name} options={functions} onChange={setName} />
      {name !== 'count' && (
        <ColumnField columns={fitting} value={chosen?.name ?? ''} onChange={setColumn} />
      )}
    </FormFrame>
  );
}

const granularities: [Granularity | '', string][] = [
  ['day', 'day'],
  ['month', 'month'],
  ['quarter', 'quarter'],
  ['year', 'year'],
];

function GroupForm({ part, columns, onApply }: FormProps<GroupPart>) {
  const [column, setColumn] = useState(part.column);
  const [granularity, setGranularity] = useState<Granularity | ''>(part.granularity ?? 'month');
  const isDate = columns.find(({ name }) => name === column)?.type === 'date';
  const submit = () => {
    const { granularity: _former, ...rest } = part;
    onApply({ ...rest, column, ...(isDate && granularity && { granularity }) });
  };
  return (
    <FormFrame onSubmit={submit}>
      <ColumnField columns={columns} value={column} onChange={setColumn} />
      {isDate && (
        <SelectField
          label="Period"
          value={granularity}
          options={granularities}
          onChange={setGranularity}
        />
      )}
    </FormFrame>
  );
}

const directions: [OrderPart['direction'], string][] = [
  ['descending', 'highest first'],
  ['ascending', 'lowest first'],
];

function OrderForm({ part, columns, onApply }: FormProps<OrderPart>) {
  const [column, setColumn] = useState(part.column ?? '');
  const [direction, setDirection] = useState(part.direction);
  const submit = () => {
    const { column: _former, ...rest } = part;
    onApply({ ...rest, direction, ...(column && { column }) });
  };
  const none = part.column === undefined ? { none: 'the figure of each group' } : {};
  return (
    <FormFrame onSubmit={submit}>
      <ColumnField columns={columns} value={column} onChange={setColumn} {...none} />
      <SelectField
        label="Direction"
        value={direction}
        options={directions}
        onChange={setDirection}
      />
    </FormFrame>
  );
}

function LimitForm({ part, onApply }: FormProps<LimitPart>) {
  const [text, setText] = useState(String(part.count));
  const count = Number(text);
  const isRight = Number.isInteger(count) && count >= 1 && count <= 1000;
  const submit = () => onApply({ ...part, count, withTies: count === 1 && part.withTies });
  return (
    <FormFrame canApply={isRight} onSubmit={submit}>
      <TextField
        label="How many"
        value={text}
        onChange={setText}
        isWrong={!isRight}
        hint="1 to 1000"
      />
    </FormFrame>
  );
}

function ShowForm({ part, columns, onApply }: FormProps<ShowPart>) {
  const [column, setColumn] = useState(part.column);
  return (
    <FormFrame onSubmit={() => onApply({ ...part, column })}>
      <ColumnField columns={columns} value={column} onChange={setColumn} />
    </FormFrame>
  );
}
