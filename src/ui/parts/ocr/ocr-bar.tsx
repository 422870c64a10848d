import { formatTimeLeft } from '../format';
import { useAppState, useRummage } from '../rummage-context';
import { WorkBar } from '../work-bar';

/**
 * Words being read from pictures and scans, told while nothing is indexed; on a phone, while no other
 * encoder reads either.
 */
export function OcrBar() {
  const { ocr } = useRummage();
  const { done, total, secondsLeft, isPaused, hasFailed } = useAppState((state) => state.ocr);
  const isIndexing = useAppState(({ ingest }) => ingest.phase !== 'idle');
  const isMoving = useAppState(({ move }) => move.phase === 'running');
  if (isIndexing || done >= total) return null;
  return (
    <WorkBar
      yields={isMoving}
      label="Reading words in pictures"
      short="Words in pictures"
      unit="pages"
      pace={paceWords(isPaused, hasFailed, secondsLeft)}
      onPause={(pause) => ocr.pause(pause)}
      {...{ done, total, isPaused }}
    />
  );
}

function paceWords(isPaused: boolean, hasFailed: boolean, secondsLeft: number | undefined) {
  if (hasFailed) return 'the reader could not be loaded';
  if (isPaused) return 'paused';
  return secondsLeft === undefined ? '' : formatTimeLeft(secondsLeft);
}
