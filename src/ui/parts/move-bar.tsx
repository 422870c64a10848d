import { formatTimeLeft } from './format';
import { useAppState, useRummage } from './rummage-context';
import { WorkBar } from './work-bar';

/** The library being read by another encoder, told while nothing is indexed. */
export function MoveBar() {
  const { moving } = useRummage();
  const move = useAppState((state) => state.move);
  const isIndexing = useAppState(({ ingest }) => ingest.phase !== 'idle');
  if (isIndexing) return null;
  if (move.phase === 'ready') {
    return (
      <a
        href="#/settings"
        title={`${move.to} can take over`}
        className="min-w-0 max-w-96 truncate text-xs text-accent underline underline-offset-2"
      >
        {move.to} can take over
      </a>
    );
  }
  if (move.phase !== 'running') return null;
  const { to, done, total, isPaused, secondsLeft } = move;
  const pace = secondsLeft === undefined ? '' : formatTimeLeft(secondsLeft);
  return (
    <WorkBar
      label={`Reading by ${to}`}
      short={`By ${to}`}
      unit="documents"
      pace={isPaused ? 'paused' : pace}
      onPause={(pause) => moving.pause(pause)}
      {...{ done, total, isPaused }}
    />
  );
}
