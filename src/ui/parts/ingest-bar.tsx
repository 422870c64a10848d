import { useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { IngestState } from '../../app';
import { IconButton } from './button';
import { ConfirmDialog } from './confirm-dialog';
import { countOf, formatCount, formatRate, formatTimeLeft } from './format';
import { useAppState, useRummage } from './rummage-context';

type Running = Extract<IngestState, { phase: 'running' }>;

/** Progress of the documents on their way in; nothing at all while there are none. */
export function IngestBar() {
  const ingest = useAppState((state) => state.ingest);
  if (ingest.phase === 'full') {
    return <span className="truncate text-xs text-danger">Indexing rests: storage is full</span>;
  }
  return ingest.phase === 'running' ? <RunningBar ingest={ingest} /> : null;
}

function RunningBar({ ingest }: { ingest: Running }) {
  const rummage = useRummage();
  const [isAsking, setAsking] = useState(false);
  const { done, total, failed, paused, current } = ingest;
  // Of a single long document its own progress says more than "0 of 1".
  const isLong = current !== undefined && current.total > 1;
  const [value, of] = isLong ? [current.done, current.total] : [done, total];
  return (
    <div className="flex min-w-0 items-center gap-2">
      <ProgressBar
        aria-label="Indexing"
        value={Math.min(value, of)}
        maxValue={Math.max(1, of)}
        valueLabel={isLong ? currentWords(current) : `${done} of ${total}`}
        className="flex min-w-0 items-center gap-3"
      >
        {({ percentage }) => (
          <>
            <span className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-line sm:w-32">
              <span
                className={`block h-full rounded-full ${paused ? 'bg-control' : 'bg-accent'}`}
                style={{ width: `${percentage}%` }}
              />
            </span>
            <span className="truncate text-xs tabular-nums text-quiet">
              {isLong ? currentWords(current) : `${formatCount(done)} of ${formatCount(total)}`}
              <span className="max-sm:hidden">{paceWords(ingest)}</span>
              {failed > 0 && <span className="text-danger"> · {formatCount(failed)} failed</span>}
            </span>
          </>
        )}
      </ProgressBar>
      <div className="flex">
        {paused ? (
          <IconButton icon="play" label="Resume indexing" onPress={() => rummage.resumeIngest()} />
        ) : (
          <IconButton icon="pause" label="Pause indexing" onPress={() => rummage.pauseIngest()} />
        )}
        <IconButton icon="close" label="Cancel all" onPress={() => setAsking(true)} />
      </div>
      <ConfirmDialog
        title="Cancel what is left?"
        action="Cancel all"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => void rummage.cancelAll()}
      >
        {countOf(total - done, 'document')} will be taken out of the queue and the library. Your own
        files stay as they are.
      </ConfirmDialog>
    </div>
  );
}

/** How far the one document is that is left. */
function currentWords({ name, phase, done, total }: NonNullable<Running['current']>): string {
  const counted = `${formatCount(done)} of ${formatCount(total)}`;
  if (phase === 'tabulating') return `${name}: ${counted} rows ready for questions`;
  if (phase === 'embedding') return `${name}: ${counted} parts`;
  return done === 0 ? `${name}: ${formatCount(total)} rows seen` : `${name}: ${counted}`;
}

function paceWords({ paused, ratePerSecond, secondsLeft, current }: Running): string {
  if (paused && current?.phase !== 'tabulating') return ' · paused';
  if (current) return secondsLeft === undefined ? '' : ` · ${formatTimeLeft(secondsLeft)}`;
  const rate = ratePerSecond > 0 ? ` · ${formatRate(ratePerSecond)}` : '';
  return secondsLeft === undefined ? rate : `${rate} · ${formatTimeLeft(secondsLeft)}`;
}
