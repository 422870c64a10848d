import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';

interface Props {
  label: string;
  hint: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** A setting that is on or off. */
export function SwitchRow({ label, hint, isOn, onChange }: Props) {
  return (
    <Switch isSelected={isOn} onChange={onChange} className="group flex items-start gap-3 text-ink">
      <span className="mt-0.5 flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-sunken p-0.5 transition-colors duration-100 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent">
        <span className="size-3.5 rounded-full bg-quiet transition-transform duration-100 group-data-selected:translate-x-4 group-data-selected:bg-on-accent" />
      </span>
      <span>
        {label}
        <span className="block text-sm text-quiet">{hint}</span>
      </span>
    </Switch>
  );
}
