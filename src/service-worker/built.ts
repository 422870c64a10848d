/** A file of the build. */
export interface BuiltFile {
  /** Seen from the app's folder. */
  path: string;
  bytes: number;
  /** Of the file as it is; of a packed one also of what is in it, as some servers send it. */
  sha256: string[];
  /** Kept before the page starts, behind its back, or when it is first asked for. */
  when: 'install' | 'background' | 'use';
}

export type HeaderTable = Record<string, string>;

/** What the build tells its service worker. */
export interface Built {
  files: BuiltFile[];
  headers: { usual: HeaderTable; byPath: Record<string, HeaderTable> };
  headersVersion: string;
}
