import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

interface Option<T extends string> {
  id: T;
  label: ReactNode;
  /** Name where the label is only an icon. */
  name?: string;
}

interface Props<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, side by side. */
export function Choice<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={([key]) => onChange(key as T)}
      className="flex gap-0.5 rounded-lg bg-sunken p-0.5"
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          aria-label={option.name}
          className="flex h-8 items-center gap-1.5 rounded-md px-2.5 text-sm whitespace-nowrap text-quiet transition-colors duration-100 hover:text-ink data-selected:bg-chosen data-selected:font-medium data-selected:text-ink data-selected:shadow-sm sm:px-3"
        >
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
