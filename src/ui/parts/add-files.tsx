import type { Rummage } from '../../app';
import { buttonLook } from './button';
import { Icon, type IconName } from './icon';
import { filesOfInput } from './incoming';
import { useRummage } from './rummage-context';

const filesInputId = 'add-files';
const folderInputId = 'add-folder';

/** Other places that offer the same click the one input, which must stay the only one. */
export const pickFiles = () => document.getElementById(filesInputId)?.click();
export const pickFolder = () => document.getElementById(folderInputId)?.click();

function addFrom(rummage: Rummage, input: HTMLInputElement): void {
  const files = filesOfInput(input);
  // Emptied, so that the same file can be chosen again.
  input.value = '';
  if (files.length > 0) void rummage.addFiles(files);
}

/** The two file inputs of the app, in the header. */
export function AddFiles() {
  return (
    <div className="flex gap-1 sm:gap-2">
      <FileInput id={filesInputId} label="Add files" icon="addFile" />
      <FileInput id={folderInputId} label="Add folder" icon="addFolder" isFolder />
    </div>
  );
}

interface FileInputProps {
  id: string;
  label: string;
  icon: IconName;
  isFolder?: boolean;
}

function FileInput({ id, label, icon, isFolder = false }: FileInputProps) {
  const rummage = useRummage();
  const look = isFolder ? 'plain' : 'primary';
  return (
    <label
      className={`relative ${buttonLook(look)} max-sm:px-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent`}
    >
      <input
        id={id}
        type="file"
        multiple
        // @ts-expect-error -- not in React's types, though every browser has it
        webkitdirectory={isFolder ? '' : undefined}
        className="absolute inset-0 opacity-0 outline-none file:hidden"
        tabIndex={0}
        onChange={({ currentTarget }) => addFrom(rummage, currentTarget)}
      />
      <Icon name={icon} className="pointer-events-none size-4" />
      <span className="pointer-events-none max-sm:sr-only">{label}</span>
    </label>
  );
}
