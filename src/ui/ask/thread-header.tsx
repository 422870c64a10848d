import { useState } from 'react';
import type { AskThread } from '../../core';
import { Button, IconButton } from '../parts/button';
import { ConfirmDialog, DialogFrame } from '../parts/confirm-dialog';
import { NameField } from '../parts/name-field';
import { navigate } from '../parts/route';
import { useRummage } from '../parts/rummage-context';
import { saveFile } from '../parts/save-file';

/** What a thread is called, and what can be done with it. */
export function ThreadHeader({ thread }: { thread: AskThread }) {
  const rummage = useRummage();
  const [dialog, setDialog] = useState<'rename' | 'remove'>();
  const close = () => setDialog(undefined);
  return (
    <header className="flex items-center gap-1 border-b border-line pb-2">
      <h2 dir="auto" className="min-w-0 grow truncate text-sm text-quiet">
        {thread.title}
      </h2>
      <IconButton
        icon="addFile"
        label="New thread"
        onPress={() => navigate({ screen: 'ask', q: '' })}
      />
      <IconButton icon="edit" label="Rename thread" onPress={() => setDialog('rename')} />
      <IconButton
        icon="download"
        label="Download as Markdown"
        onPress={() =>
          saveFile(rummage.threadMarkdown(thread.id), 'text/markdown', `${fileName(thread)}.md`)
        }
      />
      <IconButton icon="trash" label="Delete thread" onPress={() => setDialog('remove')} />
      {dialog === 'rename' && <RenameDialog thread={thread} onClose={close} />}
      <ConfirmDialog
        title="Delete this thread?"
        action="Delete thread"
        isOpen={dialog === 'remove'}
        onClose={close}
        onConfirm={() => {
          void rummage.removeThread(thread.id);
          navigate({ screen: 'ask', q: '' }, 'replace');
        }}
      >
        Its questions and answers go; your documents stay.
      </ConfirmDialog>
    </header>
  );
}

const fileName = ({ title }: AskThread) =>
  title
    .replaceAll(/[^\p{L}\p{N} _-]+/gu, '')
    .trim()
    .slice(0, 60) || 'thread';

function RenameDialog({ thread, onClose }: { thread: AskThread; onClose: () => void }) {
  const rummage = useRummage();
  const [title, setTitle] = useState(thread.title);
  return (
    <DialogFrame title="Rename thread" isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          rummage.renameThread(thread.id, title);
          onClose();
        }}
      >
        <NameField name={title} onChange={setTitle} />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={title.trim() === ''}>
            Rename
          </Button>
        </div>
      </form>
    </DialogFrame>
  );
}
