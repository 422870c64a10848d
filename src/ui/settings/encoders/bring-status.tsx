import type { BringState } from '../../../app';
import { Button } from '../../parts/button';
import { formatBytes } from '../../parts/format';

interface Props {
  bringing: BringState;
  /** It is in use, or reads the library for it. */
  isTaken: boolean;
  onUse: (name: string) => void;
}

/** How far a model is that is being brought, and what came of it. */
export function BringStatus({ bringing, isTaken, onUse }: Props) {
  const share = 'total' in bringing ? bringing.done / Math.max(1, bringing.total) : 0;
  return (
    <div className="flex flex-col gap-2 text-sm">
      {/* Counts are for the eye: said aloud they would not end. */}
      <p
        className={`wrap-anywhere ${bringing.phase === 'failed' ? 'text-danger' : 'tabular-nums'}`}
      >
        <span role="status">{bringWords(bringing)}</span>
        {countWords(bringing)}
      </p>
      {'total' in bringing && (
        <progress
          aria-label={`Adding ${bringing.name}`}
          value={share}
          className="w-full max-w-sm"
        />
      )}
      {bringing.phase === 'done' && !isTaken && (
        <div>
          <Button look="primary" onPress={() => onUse(bringing.name)}>
            <span className="truncate">Use {bringing.name} now</span>
          </Button>
        </div>
      )}
    </div>
  );
}

function bringWords(bringing: BringState): string {
  switch (bringing.phase) {
    case 'idle':
      return '';
    case 'copying':
      return bringing.total > 1
        ? `${bringing.name}: copying`
        : `${bringing.name}: looking through its files`;
    case 'measuring':
      return `${bringing.name}: checking and measuring it on this computer`;
    case 'done':
      return `${bringing.name} works on this computer.`;
    case 'failed':
      return bringing.message;
  }
}

function countWords(bringing: BringState): string {
  if (!('total' in bringing) || bringing.total <= 1) return '';
  const { phase, done, total } = bringing;
  if (phase === 'copying') return ` ${formatBytes(done)} of ${formatBytes(total)}`;
  return `, ${Math.floor((100 * done) / total)}%`;
}
