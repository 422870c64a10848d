import { useState } from 'react';
import { Button } from '../button';
import { ConfirmDialog } from '../confirm-dialog';
import { sentence } from '../format';
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
  const [fault, setFault] = useState('');
  const startAnew = async () => {
    setFault('');
    try {
      await safety.startAnew();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setFault(
        `The library could not be removed: ${sentence(reason)} Close other tabs, try again.`,
      );
    }
  };
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
      </span>{' '}
      <span role="status" className="font-medium text-danger">
        {fault}
      </span>
      <ConfirmDialog
        title="Start with an empty library?"
        action="Start anew"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => void startAnew()}
      >
        Your library is removed: documents, what was read from them, questions and what you taught.
        What could not be saved is lost. Settings, encoders and your own files stay. This cannot be
        undone.
      </ConfirmDialog>
    </NoticeBar>
  );
}
