import { type RefObject, useId } from 'react';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** For password managers. */
  kind: 'current' | 'new';
  hint?: string;
  isFirst?: boolean;
  field?: RefObject<HTMLInputElement | null>;
}

export function PassphraseField({ label, value, onChange, kind, hint, isFirst, field }: Props) {
  const id = useId();
  const hintId = useId();
  return (
    <div className="flex flex-col gap-1 text-sm text-ink">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="password"
        // biome-ignore lint/a11y/noAutofocus: the one thing that is asked for where it is set
        autoFocus={isFirst}
        autoComplete={`${kind}-password`}
        aria-describedby={hint === undefined ? undefined : hintId}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        className="h-10 w-full rounded-md border border-control bg-canvas px-3 text-base"
      />
      {hint !== undefined && (
        <p id={hintId} className="text-sm text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
