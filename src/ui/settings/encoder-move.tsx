import type { MoveState } from '../../app';
import { Button } from '../parts/button';
import { countOf, formatCount, sentence } from '../parts/format';
import { useAppState, useRummage } from '../parts/rummage-context';

/** Another encoder that reads the library, to take the place of the one in use. */
export function EncoderMove() {
  const { moving } = useRummage();
  const move = useAppState((state) => state.move);
  const hasDocuments = useAppState(({ library }) => library.documents.length > 0);
  // Documents that the encoder in use has still to read are told of in the footer.
  const isMove = move.phase !== 'idle' && !(move.phase === 'running' && move.isOwn);
  if (!isMove) return null;
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line bg-raised p-4 text-sm">
      {/* Counts are for the eye: said aloud they would not end. */}
      <p className="text-ink wrap-anywhere tabular-nums">
        <span role="status">{moveWords(move)}</span>
        {move.phase === 'running' && countWords(move)}
      </p>
      {move.phase !== 'failed' && (
        <p>
          {move.phase === 'ready'
            ? 'The page begins anew when you switch, and what the former encoder made is deleted. Going back means reading all once more.'
            : 'Searches go on with the encoder in use. You can close the page; it goes on at the next visit.'}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {move.phase === 'ready' && (
          <Button look="primary" onPress={() => moving.switchNow()}>
            <span className="truncate">Switch to {move.to}</span>
          </Button>
        )}
        {move.phase === 'ready' && hasDocuments && (
          <a href="#/lab/score" className="text-accent underline underline-offset-2">
            Compare both on your library
          </a>
        )}
        {move.phase === 'failed' && (
          <Button onPress={() => void moving.moveTo(move.to)}>Try again</Button>
        )}
        {move.phase !== 'elsewhere' && (
          <Button look="quiet" onPress={() => void moving.cancel()}>
            Stay with the encoder in use
          </Button>
        )}
      </div>
    </div>
  );
}

function moveWords(move: Exclude<MoveState, { phase: 'idle' }>): string {
  switch (move.phase) {
    case 'loading':
      return `${move.to} is being loaded.`;
    case 'running':
      return `${move.to} reads your library`;
    case 'elsewhere':
      return `${move.to} reads your library in another tab.`;
    case 'ready':
      return move.failed > 0
        ? `${move.to} has read your library, but for ${countOf(move.failed, 'document')}, found by words only after the switch.`
        : `${move.to} has read your library.`;
    case 'failed':
      return `${move.to} cannot be used: ${sentence(move.message)}`;
  }
}

function countWords({ done, total, isPaused }: Extract<MoveState, { phase: 'running' }>): string {
  const counted = `${formatCount(done)} of ${countOf(total, 'document')}`;
  return `: ${counted}${isPaused ? ', paused' : ''}.`;
}
