import { type DocumentId, type SourceDocument, sameSpace } from '../core';
import type { DocumentEmbeddings, Store } from '../store';
import { AdaptedIndex } from './adapted-index';
import type { LibraryModel } from './library-change';

/** The index of the library, made from the store and made anew when another adapter is on. */
export class LibraryIndex {
  /** Undefined while no model has been named. */
  current: AdaptedIndex | undefined;
  /** The one that is being filled to take its place. */
  private next: AdaptedIndex | undefined;
  /** Of another model's space, to be compared with. */
  beside: AdaptedIndex | undefined;
  /** The one in use. */
  model: LibraryModel | undefined;
  /** Documents with embeddings in other spaces. */
  readonly elsewhere = new Set<DocumentId>();
  /** There are embeddings of other spaces in the store. */
  hasOthers = false;
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

  /** @returns documents whose chunks another parser had made, which wait now */
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
        await this.fill(this.next, model);
        this.current = this.next;
        this.next = undefined;
      });
    return this.mapped;
  }

  add(parts: DocumentEmbeddings[]): void {
    for (const index of [this.current, this.next]) index?.add(parts);
  }

  /** What another tab changed; embeddings in other spaces may be there still. */
  replace(ids: readonly DocumentId[], parts: DocumentEmbeddings[]): void {
    const before = ids.filter((id) => this.elsewhere.has(id));
    for (const id of ids) this.remove(id);
    this.add(parts);
    for (const id of before) this.elsewhere.add(id);
  }

  remove(id: DocumentId): void {
    this.elsewhere.delete(id);
    for (const index of [this.current, this.next, this.beside]) index?.vectors.remove(id);
  }

  /** Fills an index of what is stored in another model's space; searches there want it. */
  async openBeside(model: LibraryModel): Promise<void> {
    const index = new AdaptedIndex(model, undefined);
    await this.fill(index, model);
    this.beside = index;
  }

  closeBeside(): void {
    this.beside = undefined;
  }

  private async fillFirst(model: LibraryModel): Promise<SourceDocument[]> {
    const index = new AdaptedIndex(model, await this.adapterInUse(model));
    this.current = index;
    const retired = await this.store().retireOtherParsers(model.fingerprint.parser);
    const gone = await this.fill(index, model);
    if (gone.length > 0) void this.store().sweep(gone).catch(console.error);
    return retired;
  }

  /**
   * With all that is stored in the model's space and has not been added meanwhile.
   *
   * @returns documents that are gone but have embeddings
   */
  private async fill(index: AdaptedIndex, model: LibraryModel): Promise<DocumentId[]> {
    const gone: DocumentId[] = [];
    for await (const { fingerprint, parts } of this.store().embeddings()) {
      const isOwn = sameSpace(fingerprint, model.fingerprint);
      if (!isOwn) this.hasOthers = true;
      for (const part of parts) {
        const { documentId } = part;
        if (!this.documents.has(documentId)) gone.push(documentId);
        else if (!isOwn) {
          if (model === this.model) this.elsewhere.add(documentId);
        } else if (!index.vectors.has(documentId)) index.add([part]);
      }
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
