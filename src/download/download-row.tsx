import type { DownloadState } from './download';
import { megabytes, timeLeft } from './format';
import { buttonClass } from './offer-choice';

interface Props {
  name: string;
  state: DownloadState;
  onPause: () => void;
  onResume: () => void;
  onDiscard: () => void;
}

/** How far a download is, with what can be done about it. */
export function DownloadRow({ name, state, onPause, onResume, onDiscard }: Props) {
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-4">
      <p className="font-medium wrap-anywhere">{name}</p>
      {'totalBytes' in state && (
        <progress
          aria-label={`Download of ${name}`}
          value={state.doneBytes / Math.max(1, state.totalBytes)}
          className="w-full"
        />
      )}
      <p
        role={state.phase === 'failed' ? 'alert' : undefined}
        className={`text-sm tabular-nums ${state.phase === 'failed' ? 'text-danger' : 'text-quiet'}`}
      >
        {wordsOf(state)}
      </p>
      {state.phase === 'done' ? (
        <a href="./#/settings" className="text-accent underline underline-offset-2">
          Check and use it in Settings
        </a>
      ) : (
        <div className="flex gap-2">
          {state.phase === 'running' ? (
            <button type="button" className={buttonClass} onClick={onPause}>
              Pause
            </button>
          ) : (
            <button type="button" className={buttonClass} onClick={onResume}>
              Resume
            </button>
          )}
          <button type="button" className={buttonClass} onClick={onDiscard}>
            Discard
          </button>
        </div>
      )}
    </li>
  );
}

function wordsOf(state: DownloadState): string {
  if (state.phase === 'done') return 'All of it is here and verified.';
  const { doneBytes, totalBytes } = state;
  const amount = `${megabytes(doneBytes)} of ${megabytes(totalBytes)}`;
  switch (state.phase) {
    case 'paused':
      return `Paused at ${amount}`;
    case 'failed':
      return `${state.message} (${amount})`;
    case 'running': {
      const { bytesPerSecond } = state;
      if (bytesPerSecond === 0) return amount;
      const left = timeLeft((totalBytes - doneBytes) / bytesPerSecond);
      return `${amount}, ${megabytes(bytesPerSecond)} a second, ${left}`;
    }
  }
}
