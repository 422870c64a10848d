import { type DocumentId, type Fingerprint, type SourceDocument, sameSpace } from '../core';
import type { DocumentEmbeddings } from '../store';
import type { LibraryModel } from './library-change';
import { LibraryIndex } from './library-index';
import { LibraryRecords } from './library-records';

/** What concerns the spaces of several models, of which one is searched. */
export abstract class LibrarySpaces extends LibraryRecords {
  protected readonly documents = new Map<DocumentId, SourceDocument>();
  protected readonly index = new LibraryIndex(() => this.store, this.documents);
  protected dims = 0;

  /** Ready documents that have embeddings, but none in this space. */
  async missingIn(space: Fingerprint): Promise<DocumentId[]> {
    await this.index.isFilled;
    const here = new Set<DocumentId>();
    const elsewhere = new Set<DocumentId>(this.index.elsewhere);
    if (this.isSearched(space)) {
      for (const id of elsewhere) if (this.index.current?.vectors.has(id)) here.add(id);
    } else {
      for await (const { fingerprint, parts } of this.store.embeddings()) {
        const found = sameSpace(fingerprint, space) ? here : elsewhere;
        for (const { documentId } of parts) found.add(documentId);
      }
    }
    return [...elsewhere].filter(
      (id) => !here.has(id) && this.documents.get(id)?.state.phase === 'ready',
    );
  }

  /**
   * Keeps embeddings of a document in a space; searched at once where that is the one in use.
   *
   * @param readyAt of the document when its chunks were read
   * @returns false where its chunks have changed since, or it is gone
   */
  async addToSpace(
    embeddings: DocumentEmbeddings,
    readyAt: number,
    { fingerprint, dims }: Pick<LibraryModel, 'fingerprint' | 'dims'>,
  ): Promise<boolean> {
    const isKept = await this.store.addToSpace(embeddings, readyAt, fingerprint, dims);
    if (!this.isSearched(fingerprint)) this.index.hasOthers = true;
    if (!isKept || !this.isSearched(fingerprint)) return isKept;
    this.index.remove(embeddings.documentId);
    this.index.add([embeddings]);
    const document = this.documents.get(embeddings.documentId);
    if (document) this.publish([document], []);
    return true;
  }

  /** See {@link Store.keepSpaces}. */
  async keepSpaces(kept: Fingerprint[]): Promise<void> {
    if (!this.index.hasOthers) return;
    await this.store.keepSpaces(kept);
    this.index.hasOthers = false;
  }

  /** Has another model's space in memory as well, for searches that name it. */
  openBeside(model: LibraryModel): Promise<void> {
    return this.index.openBeside(model);
  }

  closeBeside(): void {
    this.index.closeBeside();
  }

  /** Tells this tab and the others what has changed. */
  protected abstract publish(changed: SourceDocument[], removed: DocumentId[]): void;

  private isSearched(space: Fingerprint): boolean {
    const { model } = this.index;
    return model !== undefined && sameSpace(model.fingerprint, space);
  }
}
