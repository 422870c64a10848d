import { ToggleButton } from 'react-aria-components';
import type { HeatMethod } from '../../../core';
import { Choice } from '../../parts/choice';
import { Icon } from '../../parts/icon';
import { heatGradient } from './heat-colours';
import { heatWords } from './heat-words';
import type { Heat, HeatState } from './use-heat';

const methodNames: { id: HeatMethod; label: string }[] = [
  { id: 'covering', label: 'By covering' },
  { id: 'parts', label: 'Parts of the score' },
];

const methodWords: Record<HeatMethod, string> = {
  covering: 'Bright is where the score falls when the place is covered.',
  parts: 'What each place adds; all of them add up to the cosine.',
};

interface Props extends Heat {
  /** What is shown, in a word. */
  what: string;
}

/** The switch for the heat map and, while it is on, how to read it. */
export function HeatBar({ state, isOn, setOn, method, setMethod, what }: Props) {
  return (
    <div className="shrink-0 border-b border-line px-4 py-2 text-xs text-quiet">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <ToggleButton
          isSelected={isOn}
          onChange={setOn}
          className="inline-flex h-8 items-center gap-2 rounded-md border border-control px-2.5 text-sm font-medium text-ink transition-colors duration-100 hover:border-ink data-selected:border-accent data-selected:bg-accent-wash"
        >
          <Icon name="heat" className="size-4" />
          Heat map
        </ToggleButton>
        {isOn && (
          <Choice
            label="Kind of heat map"
            options={methodNames}
            value={method}
            onChange={setMethod}
          />
        )}
        {state.phase === 'done' && <Legend />}
      </div>
      <div aria-live="polite">
        {isOn && (
          <p className="pt-2">
            <span className="text-ink">{stateWords(state, what)}</span>{' '}
            {state.phase === 'done' && methodWords[state.map.method]}
          </p>
        )}
      </div>
    </div>
  );
}

function stateWords(state: HeatState, what: string): string {
  switch (state.phase) {
    case 'off':
      return '';
    case 'working':
      return `Looking where the ${what} matches …`;
    case 'done':
      return heatWords(state.map, what);
    case 'nothing':
      return 'This search asks for nothing by meaning, so no place stands out.';
    case 'failed':
      return 'The heat map could not be worked out.';
  }
}

function Legend() {
  return (
    <span className="flex items-center gap-2">
      less
      {/* Over the grey of a picture neither dark nor light. */}
      <span aria-hidden="true" className="h-2.5 w-24 rounded-full bg-picture">
        <span className="block size-full rounded-full" style={{ background: heatGradient }} />
      </span>
      more
    </span>
  );
}
