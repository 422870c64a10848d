interface Props {
  name: string;
  onChange: (name: string) => void;
}

/** The one field of a dialog that asks what something is to be called. */
export function NameField({ name, onChange }: Props) {
  return (
    <label className="flex flex-col gap-1 text-sm">
      Name
      <input
        // biome-ignore lint/a11y/noAutofocus: the one thing this dialog asks for
        autoFocus
        dir="auto"
        maxLength={120}
        value={name}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        className="h-10 rounded-md border border-control bg-canvas px-3 text-base"
      />
    </label>
  );
}
