import { useState } from 'react';
import { Button } from '../button';
import { ConfirmDialog } from '../confirm-dialog';
import { useRummage } from '../rummage-context';
import { saveBlob } from '../save-file';
import { NoticeBar } from './notice-bar';

type Saving = 'none' | 'reading' | 'saved' | 'nothing' | 'failed';

const savingWords: Record<Saving, string> = {
  none: '',
  reading: 'Reading what is there …',
  saved: 'What can be read is in the file rummage-files.zip. Start anew, then add that file.',
  nothing: 'There is nothing that can be read.',
  failed: 'The browser cannot read what is stored.',
};

/** The database does not open. */
export function UnreadableNotice() {
  const { safety } = useRummage();
  const [saving, setSaving] = useState<Saving>('none');
  const [isAsking, setAsking] = useState(false);
  const save = async () => {
    setSaving('reading');
    try {
      const file = await safety.salvage();
      if (file) saveBlob(file, 'rummage-files.zip');
      setSaving(file ? 'saved' : 'nothing');
    } catch (error) {
      console.error(error);
      setSaving('failed');
    }
  };
  return (
    <NoticeBar
      title="Your library could not be opened"
      actions={
        <>
          <Button onPress={() => location.reload()}>Reload</Button>
          <Button isDisabled={saving === 'reading'} onPress={() => void save()}>
            Save what can be read
          </Button>
          <Button look="danger" onPress={() => setAsking(true)}>
            Start anew
          </Button>
        </>
      }
    >
      Close other tabs of Rummage and reload: that is often all it takes. If it does not help, save
      the stored files, then start with an empty library and add them again.{' '}
      <span role="status" className="font-medium text-ink">
        {savingWords[saving]}
      </span>
      <ConfirmDialog
        title="Start with an empty library?"
        action="Start anew"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => void safety.startAnew()}
      >
        All that Rummage keeps in this browser is removed, what could not be saved as well. Your own
        files stay as they are. This cannot be undone.
      </ConfirmDialog>
    </NoticeBar>
  );
}
