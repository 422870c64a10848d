import type { ReactNode } from 'react';
import type { ColumnInfo } from '../../core';

const look = 'h-9 max-w-full rounded-md border border-control bg-canvas px-2 text-sm';

interface SelectProps<T extends string> {
  label: string;
  value: T;
  options: readonly (readonly [value: T, words: string])[];
  onChange: (value: T) => void;
}

/** A choice by the browser's own menu: it is quick, and the same by mouse, keys and touch. */
export function SelectField<T extends string>(props: SelectProps<T>) {
  const { label, value, options, onChange } = props;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value as T)}
      className={look}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  );
}

interface ColumnProps {
  columns: readonly ColumnInfo[];
  value: string;
  onChange: (name: string) => void;
  /** What may be chosen besides a column. */
  none?: string;
}

export function ColumnField({ columns, value, onChange, none }: ColumnProps) {
  const named = columns.map(({ name }) => [name, name] as const);
  const options = none === undefined ? named : [['', none] as const, ...named];
  return <SelectField label="Column" {...{ value, options, onChange }} />;
}

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isWrong: boolean;
  hint?: string | undefined;
}

export function TextField({ label, value, onChange, isWrong, hint }: TextProps) {
  return (
    <input
      aria-label={label}
      aria-invalid={isWrong}
      title={hint}
      placeholder={hint}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className={`${look} w-36 ${isWrong ? 'border-danger' : ''}`}
    />
  );
}

export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>;
}
