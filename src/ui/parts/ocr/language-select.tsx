import type { OcrLanguageCode } from '../../../core';
import { languageName } from './languages';

interface Props {
  label: string;
  codes: readonly OcrLanguageCode[];
  value: OcrLanguageCode;
  onChange: (code: OcrLanguageCode) => void;
}

export function LanguageSelect({ label, codes, value, onChange }: Props) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      className="h-9 rounded-md border border-control bg-canvas px-2 text-sm text-ink"
    >
      {codes.map((code) => (
        <option key={code} value={code}>
          {languageName(code)}
        </option>
      ))}
    </select>
  );
}
