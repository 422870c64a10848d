import type { BringState } from '../../../app';
import { Button } from '../../parts/button';
import { formatBytes } from '../../parts/format';

interface Props {
  bringing: BringState;
  onUse: (name: string) => void;
}

/** How far a model is that is being brought, and what came of it. */
export function BringStatus({ bringing, onUse }: Props) {
  const share = 'total' in bringing ? bringing.done / Math.max(1, bringing.total) : 0;
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p role="status" className={bringing.phase === 'failed' ? 'text-danger' : 'tabular-nums'}>
        {bringWords(bringing)}
      </p>
      {'total' in bringing && (
        <progress
          aria-label={`Adding ${bringing.name}`}
          value={share}
          className="w-full max-w-sm"
        />
      )}
      {bringing.phase === 'done' && (
        <div>
          <Button look="primary" onPress={() => onUse(bringing.name)}>
            Use {bringing.name} now
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
        ? `${bringing.name}: copying ${formatBytes(bringing.done)} of ${formatBytes(bringing.total)}`
        : `${bringing.name}: looking through its files`;
    case 'measuring': {
      // In steps of a tenth, so that a screen reader is not told every text.
      const tenths = Math.floor((10 * bringing.done) / Math.max(1, bringing.total));
      return `${bringing.name}: checking and measuring it on this computer, ${tenths * 10}%`;
    }
    case 'done':
      return `${bringing.name} works on this computer.`;
    case 'failed':
      return bringing.message;
  }
}
