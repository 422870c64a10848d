import { useState } from 'react';
import { Button } from './button';
import { DialogFrame } from './confirm-dialog';
import { NameField } from './name-field';

interface Props {
  title: string;
  former: string;
  onRename: (name: string) => void;
  onClose: () => void;
}

/** Asks for another name. */
export function RenameDialog({ title, former, onRename, onClose }: Props) {
  const [name, setName] = useState(former);
  const trimmed = name.trim();
  return (
    <DialogFrame title={title} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (trimmed === '') return;
          onRename(trimmed);
          onClose();
        }}
      >
        <NameField name={name} onChange={setName} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={trimmed === ''}>
            Rename
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
