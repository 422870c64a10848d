import { useState } from 'react';
import { Button } from '../parts/button';
import { countOf } from '../parts/format';
import { useRummage } from '../parts/rummage-context';
import { RemoveDialog } from './remove-dialog';
import type { Selection } from './use-selection';

/** What can be done with the documents that are ticked. */
export function BulkActions({ selection }: { selection: Selection }) {
  const rummage = useRummage();
  const [isAsking, setAsking] = useState(false);
  const { documents, clear } = selection;
  const idsIn = (phase: 'waiting' | 'failed') =>
    documents.filter(({ state }) => state.phase === phase).map(({ id }) => id);
  const failed = idsIn('failed');
  const waiting = idsIn('waiting');
  return (
    <>
      <span className="mr-2 tabular-nums text-ink">
        {countOf(documents.length, 'document')} chosen
      </span>
      {failed.length > 0 && (
        <Button icon="retry" onPress={() => void rummage.retryDocuments(failed).then(clear)}>
          Retry {failed.length}
        </Button>
      )}
      {waiting.length > 0 && (
        <Button icon="close" onPress={() => void rummage.cancelDocuments(waiting).then(clear)}>
          Cancel {waiting.length}
        </Button>
      )}
      <Button look="danger" icon="trash" onPress={() => setAsking(true)}>
        Remove {documents.length}
      </Button>
      <Button look="quiet" onPress={clear}>
        Choose none
      </Button>
      <RemoveDialog
        documents={documents}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onRemoved={clear}
      />
    </>
  );
}
