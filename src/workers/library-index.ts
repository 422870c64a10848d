import type { DocumentId, SourceDocument } from '../core';
import type { DocumentEmbeddings, Store } from '../store';
import { AdaptedIndex } from './adapted-index';
import type { LibraryModel } from './library-change';

/** The index of the library, made from the store and made anew when another adapter is on. */
export class LibraryIndex {
  /** Undefined while no model has been named. */
  current: AdaptedIndex | undefined;
  /** The one that is being filled to take its place. */
  private next: AdaptedIndex | undefined;
  private model: LibraryModel | undefined;
  private filled: Promise<void> = Promise.resolve();
  private mapped: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: () => Store,
    private readonly documents: ReadonlyMap<DocumentId, SourceDocument>,
  ) {}

  /** Settles once all that is stored is in the index. */
  get isFilled(): Promise<void> {
    return this.filled;
  }

  /** @returns documents that another model's embeddings were stored of, which wait now */
  async use(model: LibraryModel): Promise<SourceDocument[]> {
    this.model = model;
    const retiring = this.fillFirst(model);
    this.filled = retiring.then(() => {});
    return retiring;
  }

  /** Maps all of it by the adapter that is on now. Searches go on with the old one meanwhile. */
  mapAnew(): Promise<void> {
    // One that failed must not keep the next from being tried.
    this.mapped = this.mapped
      .catch(() => {})
      .then(async () => {
        const { model } = this;
        if (!model) return;
        await this.filled;
        this.next = new AdaptedIndex(model, await this.adapterInUse(model));
        await this.fill(this.next);
        this.current = this.next;
        this.next = undefined;
      });
    return this.mapped;
  }

  add(parts: DocumentEmbeddings[]): void {
    for (const index of [this.current, this.next]) index?.add(parts);
  }

  remove(id: DocumentId): void {
    for (const index of [this.current, this.next]) index?.vectors.remove(id);
  }

  private async fillFirst(model: LibraryModel): Promise<SourceDocument[]> {
    const index = new AdaptedIndex(model, await this.adapterInUse(model));
    this.current = index;
    const retired = await this.store().retireOtherThan(model.fingerprint);
    const gone = await this.fill(index);
    if (gone.length > 0) void this.store().sweep(gone).catch(console.error);
    return retired;
  }

  /**
   * With all that is stored and has not been added meanwhile.
   *
   * @returns documents that are gone but have embeddings
   */
  private async fill(index: AdaptedIndex): Promise<DocumentId[]> {
    const gone: DocumentId[] = [];
    for await (const { parts } of this.store().embeddings()) {
      const isNew = ({ documentId }: DocumentEmbeddings) =>
        this.documents.has(documentId) && !index.vectors.has(documentId);
      index.add(parts.filter(isNew));
      for (const { documentId } of parts)
        if (!this.documents.has(documentId)) gone.push(documentId);
    }
    return gone;
  }

  /** The one that is on, as far as it was made for this model. */
  private async adapterInUse({ fingerprint, dims }: LibraryModel) {
    const { model: name, version } = fingerprint;
    return (await this.store().adapters()).find(
      ({ isOn, model, dims: own }) =>
        isOn && own === dims && model.name === name && model.version === version,
    );
  }
}
