import { ProgressBar } from 'react-aria-components';
import type { DuplicateProgress } from '../../../core';
import { Button } from '../../parts/button';
import { formatCount } from '../../parts/format';

const phaseWords: Record<DuplicateProgress['phase'], string> = {
  texts: 'Reading documents',
  pictures: 'Looking for pictures that are near each other',
  pairs: 'Comparing them one by one',
};

interface Props {
  progress: DuplicateProgress | undefined;
  onCancel: () => void;
}

export function ScanProgress({ progress, onCancel }: Props) {
  const { phase = 'texts', done = 0, total = 0 } = progress ?? {};
  const count = total > 0 ? `${formatCount(done)} of ${formatCount(total)}` : '';
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col items-center gap-4 py-16">
      <ProgressBar
        aria-label="Finding duplicates"
        value={done}
        maxValue={Math.max(1, total)}
        valueLabel={count}
        className="flex w-full flex-col gap-2"
      >
        {({ percentage }) => (
          <>
            <span className="flex flex-wrap justify-between gap-x-4">
              <span>{phaseWords[phase]}</span>
              <span className="tabular-nums text-quiet">{count}</span>
            </span>
            <span className="h-1 overflow-hidden rounded-full bg-line">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${percentage}%` }}
              />
            </span>
          </>
        )}
      </ProgressBar>
      <p className="text-center text-sm text-quiet">
        You can search and add documents meanwhile, or leave this page and come back.
      </p>
      <Button icon="close" onPress={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
