import { useState } from 'react';
import type { BroughtModel } from '../../../app';
import { Button } from '../../parts/button';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { formatBytes } from '../../parts/format';

interface Props {
  title: string;
  /** Absent for the bundled one, whose facts are given. */
  model?: BroughtModel;
  facts?: string;
  isInUse: boolean;
  /** How far it is on its way to take the place of the one in use, if it is. */
  moving?: string | undefined;
  isBusy: boolean;
  onUse: () => void;
  onAdd?: () => void;
  onCheck?: () => void;
  onRemove?: () => void;
}

const places: Record<BroughtModel['state'], string> = {
  ready: 'On this computer',
  unchecked: 'On this computer, not checked yet',
  server: 'On this server',
};

/** A model with what can be done with it now. */
export function ModelRow({ title, model, facts, isInUse, moving, isBusy, ...actions }: Props) {
  const { onUse, onAdd, onCheck, onRemove } = actions;
  const [isAsking, setAsking] = useState(false);
  const state = model?.state ?? 'ready';
  const words = facts ?? `${places[state]}, ${formatBytes(model?.byteSize ?? 0)}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere text-ink">{title}</p>
        <p className="text-sm">
          {words}
          {isInUse && <span className="font-medium text-accent">, in use</span>}
          {moving && <span className="font-medium text-accent">, {moving}</span>}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {state === 'ready' && !isInUse && !moving && (
          <Button isDisabled={isBusy} onPress={onUse} aria-label={`Use ${title}`}>
            Use
          </Button>
        )}
        {state === 'server' && (
          <Button isDisabled={isBusy} onPress={() => onAdd?.()} aria-label={`Add ${title}`}>
            Add
          </Button>
        )}
        {state === 'unchecked' && (
          <Button isDisabled={isBusy} onPress={() => onCheck?.()} aria-label={`Check ${title}`}>
            Check it
          </Button>
        )}
        {model && state !== 'server' && (
          <Button
            look="quiet"
            icon="trash"
            isDisabled={isBusy}
            onPress={() => setAsking(true)}
            aria-label={`Remove ${title}`}
          >
            Remove
          </Button>
        )}
      </div>
      {model && (
        <ConfirmDialog
          title={`Remove ${title}?`}
          action="Remove"
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          onConfirm={() => onRemove?.()}
        >
          Its {formatBytes(model.byteSize)} are deleted from this browser.
          {isInUse && ' The bundled model takes its place, and your library is read again.'}
        </ConfirmDialog>
      )}
    </li>
  );
}
