import { useState } from 'react';
import type { AskThread } from '../../core';
import { IconButton } from '../parts/button';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { RenameDialog } from '../parts/rename-dialog';
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
      {dialog === 'rename' && (
        <RenameDialog
          title="Rename thread"
          former={thread.title}
          onRename={(title) => rummage.renameThread(thread.id, title)}
          onClose={close}
        />
      )}
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
