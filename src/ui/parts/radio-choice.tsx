import { Label, Radio, RadioGroup } from 'react-aria-components';

interface Option<T extends string> {
  value: T;
  label: string;
  hint?: string;
}

interface Props<T extends string> {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
}

export function RadioChoice<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <RadioGroup
      value={value}
      onChange={(next) => onChange(next as T)}
      className="flex flex-col gap-1"
    >
      <Label className="pb-1 text-sm">{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          className="group flex items-start gap-3 rounded-md py-1 text-ink"
        >
          <span className="mt-1 flex size-4 shrink-0 items-center justify-center rounded-full border border-control group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-[5px] group-data-selected:border-accent" />
          <span>
            {option.label}
            {option.hint && <span className="block text-sm text-quiet">{option.hint}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
