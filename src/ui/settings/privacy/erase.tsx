import { useState } from 'react';
import { Button } from '../../parts/button';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { useRummage } from '../../parts/rummage-context';

export function Erase() {
  const rummage = useRummage();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <p>
        Erasing removes all of this, in every tab. Pages you visited stay in the browser’s own
        history, with the searches in their addresses; clear that in the browser.
      </p>
      <div>
        <Button look="danger" icon="trash" onPress={() => setAsking(true)}>
          Erase everything
        </Button>
      </div>
      <ConfirmDialog
        title="Erase everything?"
        action="Erase everything"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => rummage.eraseEverything()}
      >
        All that {location.host} keeps in this browser is removed: documents, what was computed from
        them, questions, models you added, searches and settings. Your own files stay as they are.
        This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
