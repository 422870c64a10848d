import type { FolderView } from '../../../app';
import { Button } from '../../parts/button';
import { DialogFrame } from '../../parts/confirm-dialog';
import { useRummage } from '../../parts/rummage-context';

interface Props {
  folder: FolderView;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks what becomes of a folder's documents when it is no longer followed. */
export function ForgetDialog({ folder, isOpen, onClose }: Props) {
  const { folders } = useRummage();
  const forget = (keeps: boolean) => {
    folders.do({ to: 'forget', id: folder.id, keeps });
    onClose();
  };
  return (
    <DialogFrame title="Forget this folder?" role="alertdialog" isOpen={isOpen} onClose={onClose}>
      <div className="flex flex-col gap-2 text-quiet">
        <p dir="auto" className="font-medium text-ink wrap-anywhere">
          {folder.name}
        </p>
        <p>
          Rummage no longer looks what changes in it. Its documents can stay in the library or leave
          it; those that you added by hand as well stay. Your own files stay as they are.
        </p>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>Cancel</Button>
        <Button onPress={() => forget(true)}>Keep its documents</Button>
        <Button look="danger" onPress={() => forget(false)}>
          Remove its documents
        </Button>
      </div>
    </DialogFrame>
  );
}
