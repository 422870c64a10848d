import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { countOf } from '../../parts/format';
import type { PairSource } from './pairs';

export type SourceId = 'file' | 'captions' | 'marks';

export interface OfferedSource extends PairSource {
  id: SourceId;
  label: string;
  /** What to do where there is nothing. */
  hint: string;
}

interface Props {
  sources: readonly OfferedSource[];
  chosen: readonly SourceId[];
  onChange: (chosen: SourceId[]) => void;
}

/** Where pairs may come from, with how many there are. */
export function SourceList({ sources, chosen, onChange }: Props) {
  return (
    <CheckboxGroup
      value={[...chosen]}
      onChange={(ids) => onChange(ids as SourceId[])}
      className="flex flex-col gap-1"
    >
      <Label className="pb-1 text-sm">Pairs of a picture and what it shows</Label>
      {sources.map((source) => (
        <Checkbox
          key={source.id}
          value={source.id}
          isDisabled={source.right.length === 0}
          className="group flex items-start gap-3 rounded-md py-1"
        >
          <span
            aria-hidden="true"
            className="mt-1 flex size-4 shrink-0 items-center justify-center rounded-sm border border-control text-xs text-on-accent group-data-disabled:opacity-40 group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent"
          >
            <span className="hidden leading-none group-data-selected:inline">✓</span>
          </span>
          <span>
            {source.label}
            <span className="block text-sm text-quiet">{wordsOf(source)}</span>
          </span>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

function wordsOf({ right, wrong, missing, hint }: OfferedSource): string {
  const words = [
    right.length > 0 && countOf(right.length, 'pair'),
    wrong.length > 0 && `${wrong.length} marked wrong`,
    missing > 0 && `${countOf(missing, 'caption')} without a picture in your library`,
  ].filter(Boolean);
  return right.length > 0 || missing > 0 ? words.join(', ') : hint;
}
