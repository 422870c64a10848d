import { IconButton } from '../../parts/button';
import { useAppState, useRummage } from '../../parts/rummage-context';
import { FolderItem } from './folder-item';

/** The folders that are followed; nothing at all while there are none. */
export function FoldersArea() {
  const { folders } = useRummage();
  const { list, notice } = useAppState((state) => state.folders);
  if (list.length === 0 && notice === undefined) return null;
  return (
    <section
      aria-label="Folders"
      className="flex max-h-56 max-sm:max-h-28 shrink-0 flex-col overflow-y-auto rounded-lg border border-line bg-raised py-1 pr-1 pl-4 text-sm"
    >
      {notice !== undefined && (
        <div role="alert" className="flex items-center gap-3">
          <p className="min-w-0 grow py-1.5 text-warning wrap-anywhere">{notice}</p>
          <IconButton icon="close" label="Dismiss" onPress={() => folders.dismissNotice()} />
        </div>
      )}
      <ul aria-label="Linked folders">
        {list.map((folder) => (
          <FolderItem key={folder.id} folder={folder} />
        ))}
      </ul>
    </section>
  );
}
