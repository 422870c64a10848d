import { useState } from 'react';
import { Button } from '../../parts/button';
import { DialogFrame } from '../../parts/confirm-dialog';
import { useRummage } from '../../parts/rummage-context';

/** Asks for a folder to follow; says what to do where the browser cannot. */
export function LinkFolder({ look = 'plain' }: { look?: 'plain' | 'quiet' }) {
  const rummage = useRummage();
  const [isOpen, setOpen] = useState(false);
  const pick = () => {
    if (globalThis.showDirectoryPicker) void rummage.folders.pick();
    else setOpen(true);
  };
  return (
    <>
      <Button look={look} icon="folder" onPress={pick}>
        Link a folder
      </Button>
      <DialogFrame
        title="This browser cannot follow a folder"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <p className="text-quiet">
          Chrome, Edge and other browsers made from Chromium can. Here, drop the folder on this page
          or press Add folder; do so again when it has changed. Files that are in the library
          already are not read a second time.
        </p>
        <div className="flex justify-end">
          <Button onPress={() => setOpen(false)}>Close</Button>
        </div>
      </DialogFrame>
    </>
  );
}
