import { ProgressBar } from 'react-aria-components';
import type { BackupState } from '../../../app';
import { Button } from '../../parts/button';
import { formatBytes, formatCount, formatTimeLeft } from '../../parts/format';

type Running = Extract<BackupState, { phase: 'running' }>;

const words: Record<Running['work'], string> = {
  backup: 'Writing the backup',
  embeddings: 'Writing embeddings',
  restore: 'Restoring',
};

interface Props {
  state: Running;
  onCancel: () => void;
}

/** How far a file is on its way out or in. */
export function WorkProgress({ state, onCancel }: Props) {
  const { work, progress } = state;
  const share = progress ? progress.bytes / Math.max(1, progress.totalBytes) : 0;
  const isLooking = work === 'restore' && progress?.phase !== 'documents';
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar
        aria-label={words[work]}
        value={Math.min(1, share)}
        maxValue={1}
        valueLabel={isLooking ? 'Looking through the file' : countWords(state)}
        className="flex flex-col gap-2 text-ink"
      >
        {({ percentage }) => (
          <>
            <span className="flex flex-wrap justify-between gap-x-4">
              <span>{isLooking ? 'Looking through the file' : words[work]}</span>
              <span className="text-sm tabular-nums text-quiet">{countWords(state)}</span>
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
      <div>
        <Button look="quiet" icon="close" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function countWords({ work, progress, secondsLeft }: Running): string {
  if (!progress) return '';
  const { phase, done, total, bytes } = progress;
  const parts = [
    phase === 'documents' && `${formatCount(done)} of ${formatCount(total)}`,
    work !== 'embeddings' && formatBytes(bytes),
    secondsLeft !== undefined && formatTimeLeft(secondsLeft),
  ];
  return parts.filter(Boolean).join(' · ');
}
