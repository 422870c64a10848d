import { ProgressBar } from 'react-aria-components';
import { IconButton } from '../button';
import { formatCount, formatTimeLeft } from '../format';
import { useAppState, useRummage } from '../rummage-context';

/** Words being read from pictures and scans, told while nothing else goes on. */
export function OcrBar() {
  const { ocr } = useRummage();
  const { done, total, secondsLeft, isPaused, hasFailed } = useAppState((state) => state.ocr);
  const isIndexing = useAppState(({ ingest }) => ingest.phase !== 'idle');
  if (isIndexing || done >= total) return null;
  const counted = `${formatCount(done)} of ${formatCount(total)}`;
  return (
    <div className="flex min-w-0 items-center gap-2">
      <ProgressBar
        aria-label="Reading words in pictures"
        value={done}
        maxValue={total}
        valueLabel={`${counted} pages`}
        className="flex min-w-0 items-center gap-3"
      >
        {({ percentage }) => (
          <>
            <span className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-line max-sm:hidden">
              <span
                className={`block h-full rounded-full ${isPaused ? 'bg-control' : 'bg-accent'}`}
                style={{ width: `${percentage}%` }}
              />
            </span>
            <span className="truncate text-xs tabular-nums text-quiet">
              Words in pictures: {counted}
              <span className="max-sm:hidden">{paceWords(isPaused, hasFailed, secondsLeft)}</span>
            </span>
          </>
        )}
      </ProgressBar>
      {isPaused ? (
        <IconButton icon="play" label="Go on reading words" onPress={() => ocr.pause(false)} />
      ) : (
        <IconButton icon="pause" label="Pause reading words" onPress={() => ocr.pause(true)} />
      )}
    </div>
  );
}

function paceWords(isPaused: boolean, hasFailed: boolean, secondsLeft: number | undefined) {
  if (hasFailed) return ' · the reader could not be loaded';
  if (isPaused) return ' · paused';
  return secondsLeft === undefined ? '' : ` · ${formatTimeLeft(secondsLeft)}`;
}
