import { useState } from 'react';
import type { FolderView } from '../../../app';
import { Button, IconButton } from '../../parts/button';
import { countOf } from '../../parts/format';
import { Icon } from '../../parts/icon';
import { useRummage } from '../../parts/rummage-context';
import { FolderFilesDialog } from './folder-files-dialog';
import { folderWords, isBusy, isWarning } from './folder-words';
import { ForgetDialog } from './forget-dialog';

/** A folder that is followed, with what can be done about it. */
export function FolderItem({ folder }: { folder: FolderView }) {
  const { name, work } = folder;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-1.5 first:border-t-0">
      <Icon name="folder" className="size-5 text-quiet" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p className={`text-xs tabular-nums ${isWarning(work) ? 'text-warning' : 'text-quiet'}`}>
          {folderWords(folder)}
        </p>
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-1">
        <FolderRemark folder={folder} />
        <FolderActions folder={folder} />
      </div>
    </li>
  );
}

/** Leads to the files that are not in the library. */
function FolderRemark({ folder }: { folder: FolderView }) {
  const [isOpen, setOpen] = useState(false);
  const { name, problemCount, leftOutCount } = folder;
  const words = [
    problemCount > 0 && `${countOf(problemCount, 'file')} not read`,
    leftOutCount > 0 && `${countOf(leftOutCount, 'file')} left out`,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      {words && (
        <Button look="quiet" aria-label={`${words}, of ${name}`} onPress={() => setOpen(true)}>
          {words}
        </Button>
      )}
      <FolderFilesDialog folder={folder} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function FolderActions({ folder }: { folder: FolderView }) {
  const { folders } = useRummage();
  const [isAsking, setAsking] = useState(false);
  const [fault, setFault] = useState('');
  const { id, name, work } = folder;
  const reconnect = async () => {
    setFault('');
    try {
      await folders.reconnect(id);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      {fault && (
        <p role="alert" className="text-xs text-danger wrap-anywhere">
          {name} could not be reconnected: {fault}
        </p>
      )}
      {work.phase === 'needs-permission' && (
        <Button aria-label={`Reconnect ${name}`} onPress={() => void reconnect()}>
          Reconnect
        </Button>
      )}
      {work.phase === 'asking' && (
        <>
          <Button
            look="danger"
            aria-label={`Remove them, of ${name}`}
            onPress={() => folders.do({ to: 'settle', id, keeps: false })}
          >
            Remove them
          </Button>
          <Button
            aria-label={`Keep them, of ${name}`}
            onPress={() => folders.do({ to: 'settle', id, keeps: true })}
          >
            Keep them
          </Button>
        </>
      )}
      {isBusy(work) ? (
        <IconButton
          icon="close"
          label={`Stop looking at ${name}`}
          onPress={() => folders.do({ to: 'stop', id })}
        />
      ) : (
        <IconButton
          icon="retry"
          label={`Look again at ${name}`}
          isDisabled={work.phase === 'forgetting'}
          onPress={() => folders.do({ to: 'look', id })}
        />
      )}
      <IconButton
        icon="trash"
        label={`Forget ${name}`}
        isDisabled={work.phase === 'forgetting'}
        onPress={() => setAsking(true)}
      />
      <ForgetDialog folder={folder} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
