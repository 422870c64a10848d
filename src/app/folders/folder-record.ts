import type { FolderFile, FolderId } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';

/** Files kept in one record of the store, which is written anew with each change of one. */
const filesPerBlock = 256;

/** What is known of the files of a linked folder: in memory, and in the store once saved. */
export class FolderRecord {
  private readonly known = new Map<string, FolderFile>();
  private readonly blockOf = new Map<string, number>();
  private readonly blocks: Set<string>[] = [];
  private readonly unsaved = new Set<number>();
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly library: Pick<Remote<Library>, 'saveFolderFiles'>,
    private readonly id: FolderId,
    stored: readonly FolderFile[][],
  ) {
    for (const files of stored) {
      const block = this.blocks.push(new Set()) - 1;
      for (const file of files) this.keep(file, block);
    }
  }

  /** By their paths. */
  get files(): ReadonlyMap<string, FolderFile> {
    return this.known;
  }

  put(file: FolderFile): void {
    const block = this.blockOf.get(file.path) ?? this.blockWithRoom();
    this.keep(file, block);
    this.unsaved.add(block);
  }

  delete(path: string): void {
    const block = this.blockOf.get(path);
    if (block === undefined) return;
    this.known.delete(path);
    this.blockOf.delete(path);
    this.blocks[block]!.delete(path);
    this.unsaved.add(block);
  }

  /** Writes what changed, after what is being written. */
  save(): Promise<void> {
    const blocks = [...this.unsaved].map((block) => ({
      block,
      files: [...this.blocks[block]!].map((path) => this.known.get(path)!),
    }));
    this.unsaved.clear();
    if (blocks.length > 0) {
      this.saving = this.saving.then(() => this.library.saveFolderFiles(this.id, blocks));
    }
    return this.saving;
  }

  private keep(file: FolderFile, block: number): void {
    this.known.set(file.path, file);
    this.blockOf.set(file.path, block);
    this.blocks[block]!.add(file.path);
  }

  private blockWithRoom(): number {
    const last = this.blocks.length - 1;
    const hasRoom = last >= 0 && this.blocks[last]!.size < filesPerBlock;
    return hasRoom ? last : this.blocks.push(new Set()) - 1;
  }
}
