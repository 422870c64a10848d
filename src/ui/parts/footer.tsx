import { EncoderStatus } from './encoder-status';
import { countOf } from './format';
import { IngestBar } from './ingest-bar';
import { MoveBar } from './move-bar';
import { OcrBar } from './ocr/ocr-bar';
import { SavingNote, UpdateOffer } from './offline/offline-notes';
import { useAppState } from './rummage-context';

/** The one quiet place for what goes on: progress, refusals, the encoder. */
export function Footer() {
  const isRunning = useAppState(
    ({ ingest, ocr, move }) =>
      ingest.phase !== 'idle' || ocr.done < ocr.total || move.phase === 'running',
  );
  const refusalCount = useAppState(({ refusals }) => refusals.length);
  return (
    <footer className="flex h-10 shrink-0 items-center justify-between gap-4 border-t border-line bg-raised px-3 sm:px-5">
      <div className="flex shrink-0 items-center gap-4">
        <UpdateOffer />
        <IngestBar />
        <MoveBar />
        <OcrBar />
        {!isRunning && <SavingNote />}
        {refusalCount > 0 && (
          <a href="#/library" className="text-xs text-danger underline underline-offset-2">
            {countOf(refusalCount, 'file')} refused
          </a>
        )}
      </div>
      {/* At phone width the progress takes its place, but it is still told. */}
      <div className={`min-w-0 ${isRunning ? 'max-sm:sr-only' : ''}`}>
        <EncoderStatus />
      </div>
    </footer>
  );
}
