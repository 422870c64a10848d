import type { DocumentId, FolderFile, FolderId, LinkedFolder, NameInFolder } from '../core';
import { LibraryFiles } from './library-files';

/** Linked folders, and the names that documents have from them. */
export abstract class LibraryFolders extends LibraryFiles {
  abstract discard(id: DocumentId): void;

  folders(): Promise<LinkedFolder[]> {
    return this.store.folders();
  }

  saveFolder(folder: LinkedFolder): Promise<void> {
    return this.store.saveFolder(folder);
  }

  removeFolder(id: FolderId): Promise<void> {
    return this.store.removeFolder(id);
  }

  folderFiles(id: FolderId): Promise<FolderFile[][]> {
    return this.store.folderFiles(id);
  }

  saveFolderFiles(id: FolderId, blocks: { block: number; files: FolderFile[] }[]): Promise<void> {
    return this.store.saveFolderFiles(id, blocks);
  }

  /** Takes names of a folder off documents; one that has no other name is removed. */
  async takeOffNames(folder: FolderId, names: NameInFolder[]): Promise<void> {
    const { changed, removed } = await this.store.takeOffNames(folder, names);
    for (const id of removed) {
      this.discard(id);
      this.index.remove(id);
    }
    this.publish(changed, removed);
  }

  /** Makes names of a folder the documents' own, as if they were added by hand. */
  async releaseNames(folder: FolderId, names: NameInFolder[]): Promise<void> {
    const { changed } = await this.store.releaseNames(folder, names);
    this.publish(changed, []);
  }
}
