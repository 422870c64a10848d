import { saveBlob } from '../../parts/save-file';

interface PickerOptions {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}

type Picker = (options: PickerOptions) => Promise<FileSystemFileHandle>;

interface ExportFile {
  description: string;
  type: string;
  /** With its dot. */
  extension: string;
}

export const backupFile: ExportFile = {
  description: 'Backup of Rummage',
  type: 'application/zip',
  extension: '.zip',
};
export const embeddingsFile: ExportFile = {
  description: 'Parquet',
  type: 'application/vnd.apache.parquet',
  extension: '.parquet',
};

/** "rummage-backup-2026-11-26.zip". */
export function fileName(stem: string, { extension }: ExportFile, now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${stem}-${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}${extension}`;
}

/**
 * Asks where a file is to go, where the browser can; else it becomes a download.
 *
 * @param write given the place; gives what is to be downloaded, if anything is
 */
export async function saveTo(
  name: string,
  { description, type, extension }: ExportFile,
  write: (target: { name: string; handle?: FileSystemFileHandle }) => Promise<Blob | undefined>,
): Promise<void> {
  const { showSaveFilePicker: pick } = window as { showSaveFilePicker?: Picker };
  let handle: FileSystemFileHandle | undefined;
  try {
    const types = [{ description, accept: { [type]: [extension] } }];
    handle = await pick?.({ suggestedName: name, types });
  } catch (error) {
    // It was thought better of.
    if ((error as Error).name === 'AbortError') return;
  }
  const file = await write({ name, ...(handle && { handle }) });
  if (file) saveBlob(file, name);
}
