import { EncoderStatus } from './encoder-status';
import { formatCount } from './format';
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
      <div className="flex min-w-0 items-center gap-4 max-sm:gap-2">
        <UpdateOffer isRunning={isRunning} />
        <IngestBar />
        <MoveBar />
        <OcrBar />
        {!isRunning && <SavingNote />}
        {refusalCount > 0 && (
          <a
            href="#/library"
            className="shrink-0 text-xs whitespace-nowrap text-danger underline underline-offset-2"
          >
            {formatCount(refusalCount)}
            <span className="max-sm:sr-only">{refusalCount === 1 ? ' file' : ' files'}</span>{' '}
            refused
          </a>
        )}
      </div>
      {/* What goes on has the room first. At phone width it takes the place; the encoder is still told. */}
      <div className={`min-w-0 shrink-[1000] ${isRunning ? 'max-sm:sr-only' : ''}`}>
        <EncoderStatus />
      </div>
    </footer>
  );
}
