import { displayName, type SourceDocument } from '../../core';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { countOf } from '../parts/format';
import { useRummage } from '../parts/rummage-context';

interface Props {
  documents: readonly SourceDocument[];
  isOpen: boolean;
  onClose: () => void;
  onRemoved?: () => void;
}

export function RemoveDialog({ documents, isOpen, onClose, onRemoved }: Props) {
  const rummage = useRummage();
  const [first] = documents;
  const words = countOf(documents.length, 'document');
  return (
    <ConfirmDialog
      title={`Remove ${words}?`}
      action={`Remove ${words}`}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => void rummage.removeDocuments(documents.map(({ id }) => id)).then(onRemoved)}
    >
      {documents.length === 1 && first && (
        <p dir="auto" className="font-medium text-ink wrap-anywhere">
          {displayName(first)}
        </p>
      )}
      <p>Rummage forgets its copy and can no longer find it. Your own files stay as they are.</p>
    </ConfirmDialog>
  );
}
