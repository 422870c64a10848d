import {
  type DocumentId,
  type FolderFile,
  type FolderId,
  isWithin,
  type NameInFolder,
  type SourceDocument,
} from '../../core';

export type FindDocument = (id: DocumentId) => SourceDocument | undefined;

/** Names as documents of a linked folder have them: under the folder's own name. */
export class FolderNames {
  constructor(
    private readonly folder: { id: FolderId; name: string },
    private readonly document: FindDocument,
  ) {}

  /** The path by which documents know a file of the folder. */
  pathOf(path: string): string {
    return `${this.folder.name}/${path}`;
  }

  /** The names that documents have from a file, or from what is in it. */
  of({ path, documents }: FolderFile): NameInFolder[] {
    const whole = this.pathOf(path);
    return documents.flatMap((id) =>
      (this.document(id)?.names ?? [])
        .filter((name) => name.folder === this.folder.id && isWithin(name.path, whole))
        .map((name) => ({ id, path: name.path })),
    );
  }

  /** All that documents have from the folder. */
  ofAll(documents: Iterable<SourceDocument>): NameInFolder[] {
    return [...documents].flatMap(({ id, names }) =>
      names
        .filter((name) => name.folder === this.folder.id)
        .map((name) => ({ id, path: name.path })),
    );
  }

  /** Names whose file is not known of: the tab was closed between the one and the other. */
  stray(
    documents: Iterable<SourceDocument>,
    known: ReadonlyMap<string, FolderFile>,
  ): NameInFolder[] {
    const prefix = this.pathOf('').length;
    return this.ofAll(documents).filter(({ path }) => {
      const parts = path.slice(prefix).split('/');
      return !parts.some((_, i) => known.has(parts.slice(0, i + 1).join('/')));
    });
  }

  /** What the person took out of the library though its file is there. */
  isLeftOut({ documents }: FolderFile): boolean {
    return documents.length > 0 && documents.every((id) => this.isContentLeftOut(id));
  }

  leftOutContents(files: Iterable<FolderFile>): Set<DocumentId> {
    const contents = new Set<DocumentId>();
    for (const { documents } of files) {
      for (const id of documents) if (this.isContentLeftOut(id)) contents.add(id);
    }
    return contents;
  }

  private isContentLeftOut(id: DocumentId): boolean {
    return !this.document(id)?.names.some(({ folder }) => folder === this.folder.id);
  }
}
