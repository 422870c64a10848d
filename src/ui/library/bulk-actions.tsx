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
  const pictured = documents
    .filter(({ state }) => state.phase === 'ready' && state.ocr && state.ocr.pages.length > 0)
    .map(({ id }) => id);
  const readWords = () => rummage.ocr.ask(pictured, rummage.ocr.settings().language);
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
      {pictured.length > 0 && (
        <Button icon="text" onPress={() => void readWords().then(clear)}>
          Read words of {pictured.length} again
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
