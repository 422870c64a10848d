// Of the File System Access API and of FileSystemObserver, which the DOM's types leave out:
// https://wicg.github.io/file-system-access/ and Chrome 133's observer.

interface FileSystemPermissionDescriptor {
  mode?: 'read' | 'readwrite';
}

interface FileSystemHandle {
  queryPermission(descriptor?: FileSystemPermissionDescriptor): Promise<PermissionState>;
  /** Needs a press of the person. */
  requestPermission(descriptor?: FileSystemPermissionDescriptor): Promise<PermissionState>;
}

interface FileSystemChangeRecord {
  /** `errored`: it watches no more; `unknown`: something was missed. */
  type: 'appeared' | 'disappeared' | 'modified' | 'moved' | 'unknown' | 'errored';
  relativePathComponents: string[];
  relativePathMovedFrom: string[] | null;
}

declare class FileSystemObserver {
  constructor(onChange: (records: FileSystemChangeRecord[]) => void);
  observe(handle: FileSystemHandle, options?: { recursive?: boolean }): Promise<void>;
  disconnect(): void;
}

/** Absent in Firefox and Safari. */
declare var showDirectoryPicker:
  | ((options?: { id?: string; mode?: 'read' | 'readwrite' }) => Promise<FileSystemDirectoryHandle>)
  | undefined;
