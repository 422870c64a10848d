import type { IncomingFile } from '../../app';
import { buttonLook } from './button';
import { Icon, type IconName } from './icon';
import { filesOfInput } from './incoming';
import { useRummage } from './rummage-context';

const filesInputId = 'add-files';
const folderInputId = 'add-folder';

/** Other places that offer the same click the one input, which must stay the only one. */
export const pickFiles = () => document.getElementById(filesInputId)?.click();
export const pickFolder = () => document.getElementById(folderInputId)?.click();

/** The two inputs for documents, in the header. */
export function AddFiles() {
  const rummage = useRummage();
  const onFiles = (files: IncomingFile[]) => void rummage.addFiles(files);
  return (
    <div className="flex gap-1 sm:gap-2">
      <FileInput id={filesInputId} label="Add files" icon="addFile" shrinks onFiles={onFiles} />
      <FileInput
        id={folderInputId}
        label="Add folder"
        icon="addFolder"
        isFolder
        shrinks
        onFiles={onFiles}
      />
    </div>
  );
}

interface FileInputProps {
  id: string;
  label: string;
  icon: IconName;
  isFolder?: boolean;
  isDisabled?: boolean;
  /** To its icon, on a phone. */
  shrinks?: boolean;
  look?: 'plain' | 'primary';
  onFiles: (files: IncomingFile[]) => void;
}

/** A button that asks for files, or for a folder. */
export function FileInput({
  id,
  label,
  icon,
  isFolder = false,
  isDisabled = false,
  shrinks = false,
  look = isFolder ? 'plain' : 'primary',
  onFiles,
}: FileInputProps) {
  return (
    <label
      className={`relative ${buttonLook(look)} ${shrinks ? 'max-sm:px-2' : ''} has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent`}
    >
      <input
        id={id}
        type="file"
        multiple
        // @ts-expect-error -- not in React's types, though every browser has it
        webkitdirectory={isFolder ? '' : undefined}
        className="absolute inset-0 opacity-0 outline-none file:hidden"
        tabIndex={0}
        disabled={isDisabled}
        onChange={({ currentTarget }) => {
          const files = filesOfInput(currentTarget);
          // Emptied, so that the same file can be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Icon name={icon} className="pointer-events-none size-4" />
      <span className={`pointer-events-none ${shrinks ? 'max-sm:sr-only' : ''}`}>{label}</span>
    </label>
  );
}
