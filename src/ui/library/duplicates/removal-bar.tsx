import { useState } from 'react';
import { Button } from '../../parts/button';
import { countOf, formatBytes } from '../../parts/format';
import { RemoveDialog } from '../remove-dialog';
import { chooseNone, useRemovalChoice } from './removal-choice';
import type { ReviewGroup } from './review-groups';

/** Says what the ticks amount to, and asks before anything is removed. */
export function RemovalBar({ groups }: { groups: readonly ReviewGroup[] }) {
  const chosen = useRemovalChoice();
  const [isAsking, setAsking] = useState(false);
  const alike = groups.filter((group) => group.type === 'alike');
  const documents = alike.flatMap((group) => group.documents.filter(({ id }) => chosen.has(id)));
  const emptied = alike.filter((group) => group.documents.every(({ id }) => chosen.has(id))).length;
  const bytes = documents.reduce((sum, { byteSize }) => sum + byteSize, 0);
  if (documents.length === 0) return null;
  return (
    <div className="-mx-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-3 py-3 text-sm sm:-mx-5 sm:px-5">
      <p role="status" className="tabular-nums text-quiet">
        {countOf(documents.length, 'document')} chosen, {formatBytes(bytes)}
        {emptied > 0 && (
          <span className="block text-danger">
            Of {countOf(emptied, 'group')} nothing would be left.
          </span>
        )}
      </p>
      <Button look="danger" icon="trash" onPress={() => setAsking(true)}>
        Remove {countOf(documents.length, 'document')}
      </Button>
      <RemoveDialog
        documents={documents}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onRemoved={chooseNone}
      />
    </div>
  );
}
