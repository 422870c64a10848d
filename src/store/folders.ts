import {
  type FolderFile,
  type FolderId,
  type LinkedFolder,
  type NameInFolder,
  type SourceDocument,
  withoutNames,
  withReleasedNames,
} from '../core';
import { StoreRecords, type WriteTransaction } from './records';

/** What a change of names came to. */
export interface RenamedDocuments {
  changed: SourceDocument[];
  /** They had lost their last name. */
  removed: string[];
}

type Rename = typeof withoutNames;

/** Linked folders with what became of their files. */
export abstract class FolderStore extends StoreRecords {
  protected abstract removeWithin(
    transaction: WriteTransaction,
    ids: readonly string[],
  ): Promise<void>;

  folders(): Promise<LinkedFolder[]> {
    return this.database.getAll('folders');
  }

  async saveFolder(folder: LinkedFolder): Promise<void> {
    await this.database.put('folders', folder);
  }

  /** Forgets a folder and what was known of its files; documents keep the names they have. */
  removeFolder(id: FolderId): Promise<void> {
    return this.write(async (transaction) => {
      transaction.objectStore('folders').delete(id);
      transaction.objectStore('folderFiles').delete(blocksOf(id));
    });
  }

  /** Block by block, none left out. */
  folderFiles(id: FolderId): Promise<FolderFile[][]> {
    return this.database.getAll('folderFiles', blocksOf(id));
  }

  /** Nothing is kept of a folder that was forgotten meanwhile. */
  saveFolderFiles(
    id: FolderId,
    blocks: readonly { block: number; files: FolderFile[] }[],
  ): Promise<void> {
    return this.write(async (transaction) => {
      if ((await transaction.objectStore('folders').getKey(id)) === undefined) return;
      for (const { block, files } of blocks) {
        transaction.objectStore('folderFiles').put(files, [id, block]);
      }
    });
  }

  /** Takes names of a folder off documents; one that has no other name is removed. */
  takeOffNames(folder: FolderId, names: readonly NameInFolder[]): Promise<RenamedDocuments> {
    return this.rename(folder, names, withoutNames);
  }

  /** Makes names of a folder the documents' own, as if they were added by hand. */
  releaseNames(folder: FolderId, names: readonly NameInFolder[]): Promise<RenamedDocuments> {
    return this.rename(folder, names, withReleasedNames);
  }

  private rename(
    folder: FolderId,
    names: readonly NameInFolder[],
    renamed: Rename,
  ): Promise<RenamedDocuments> {
    const byDocument = Map.groupBy(names, ({ id }) => id);
    return this.write(async (transaction) => {
      const result: RenamedDocuments = { changed: [], removed: [] };
      const documents = transaction.objectStore('documents');
      for (const [id, own] of byDocument) {
        const known = await documents.get(id);
        if (!known) continue;
        const document = renamed(known, folder, new Set(own.map(({ path }) => path)));
        if (document.names.length === 0) result.removed.push(id);
        else {
          documents.put(document);
          result.changed.push(document);
        }
      }
      await this.removeWithin(transaction, result.removed);
      return result;
    });
  }
}

const blocksOf = (id: FolderId): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);
