import {
  type Chunk,
  type ChunkPlace,
  type DocumentId,
  type DocumentIssue,
  type DocumentName,
  type DocumentState,
  type DuplicateGroup,
  type DuplicateProgress,
  type Fingerprint,
  type OcrDone,
  type OcrLanguageCode,
  type ParseSummary,
  type Progress,
  type Reading,
  type SearchResult,
  type SourceDocument,
  type StoredAdapter,
  type TableAnswer,
  type TableId,
  type ThumbnailKey,
  tableRows,
} from '../core';
import { type ColumnSimilarity, frequentWords } from '../search';
import { chunksPerBlock, Store } from '../store';
import { captionPiece, type FoundBy, withCaption } from './caption';
import { ChunkCache } from './chunk-cache';
import { CommitQueue, type StagedBatch } from './commit-queue';
import { find, type SearchRequest } from './find';
import { findDuplicates } from './find-duplicates';
import { FullText } from './full-text';
import type { LibraryChange, LibraryModel } from './library-change';
import { LibraryFolders } from './library-folders';
import { databaseName } from './library-records';
import { vectorsOf } from './library-vectors';
import { isCaption, isOcr, type Piece, type Revision, revise } from './revise';
import { Tables } from './tables';

/** Tells the other tabs what to read again. */
const changesChannel = 'rummage-library';

type ChangeElsewhere = { documents: DocumentId[] } | 'adapters';

const nothingFound: SearchResult = {
  matches: [],
  noiseFrom: 0,
  isFarFromAll: true,
  searched: 0,
  rankMs: 0,
};

/**
 * The library: the store and the index that is made from it, kept in step. The only writer
 * of the store in its tab.
 */
export class Library extends LibraryFolders {
  private readonly otherTabs = new BroadcastChannel(changesChannel);
  private cache!: ChunkCache;
  private commits!: CommitQueue;
  private onChange: (change: LibraryChange) => void = () => {};
  private revising: Promise<void> = Promise.resolve();
  private readonly fullText = new FullText(
    this.derived,
    this.documents,
    (id, from, to) => this.readChunks(id, from, to),
    () => this.tell([], []),
  );
  private readonly tables = new Tables(
    this.derived,
    this.documents,
    (id, from, to) => this.readChunks(id, from, to),
    () => this.tell([], []),
  );

  /**
   * Comes before every other call but those of the lock, which it waits for.
   *
   * @param onChange told of every change, first of all documents there are
   * @param onOutdated a newer version of the app, in another tab, has taken the store over
   * @param onBlocked another tab keeps an older version of the store open
   * @param onDamage a record was met that cannot be read, see {@link findDamage}
   * @throws {DOMException} VersionError where a newer version of the app wrote it, others where it
   * cannot be opened
   * @throws {IncompleteDatabaseError}
   */
  async open(
    onChange: (change: LibraryChange) => void,
    onOutdated: () => void,
    onBlocked: () => void,
    onDamage: () => void,
  ): Promise<void> {
    this.store = await Store.open({ name: databaseName, onOutdated, onBlocked });
    this.store.watchDamage(onDamage);
    await this.unlocked();
    this.cache = new ChunkCache((id, block) => this.store.chunkBlock(id, block));
    this.commits = new CommitQueue(this.store);
    this.onChange = onChange;
    this.otherTabs.onmessage = ({ data }) => void this.follow(data as ChangeElsewhere);
    this.apply(await this.store.documents(), []);
  }

  /** Fills the index with what this model made. Searches wait for it. */
  async useModel(model: LibraryModel): Promise<void> {
    this.dims = model.dims;
    this.apply(await this.index.use(model), []);
    // After the vectors, which the first search waits for.
    this.fullText.follow();
  }

  /**
   * Puts adapters in the place of what was there under `former`, and maps the index anew where that
   * changes what is on. Searches go on with the old one meanwhile.
   */
  override async changeAdapters(former: string[], adapters: StoredAdapter[]): Promise<void> {
    await this.store.changeAdapters(former, adapters);
    this.otherTabs.postMessage('adapters' satisfies ChangeElsewhere);
    await this.mapAnew();
  }

  private async mapAnew(): Promise<void> {
    await this.index.mapAnew();
    this.tell([], []);
  }

  async admit(
    document: Omit<SourceDocument, 'names' | 'state'>,
    name: DocumentName,
    original: Blob,
  ): Promise<SourceDocument> {
    const admitted = await this.store.admit(document, name, original);
    this.publish([admitted], []);
    return admitted;
  }

  /** Keeps a batch until its document is committed or discarded. */
  stage(id: DocumentId, batch: StagedBatch): void {
    this.commits.stage(id, batch);
  }

  override discard(id: DocumentId): void {
    this.commits.discard(id);
  }

  /** Makes a document ready with all that was staged for it, in one transaction. */
  async commit(id: DocumentId, summary: ParseSummary, fingerprint: Fingerprint): Promise<void> {
    const { document, chunks, embeddings } = await this.commits.commit(id, summary, {
      fingerprint,
      dims: this.dims,
    });
    // Removed while it was being embedded.
    if (!document) return;
    this.index.remove(id);
    this.index.add([embeddings]);
    this.publish([document], []);
    this.cache.keep(id, chunks);
  }

  fail(ids: DocumentId[], issue: DocumentIssue): Promise<void> {
    return this.setState(ids, { phase: 'failed', issue });
  }

  requeue(ids: DocumentId[]): Promise<void> {
    return this.setState(ids, { phase: 'waiting' });
  }

  private async setState(ids: DocumentId[], state: DocumentState): Promise<void> {
    const changed = await this.store.setState(ids, state);
    for (const id of ids) this.index.remove(id);
    this.publish(changed, []);
  }

  /**
   * Writes what a picture shows; '' takes it away.
   *
   * @param found what it is to be found by: the caption, or what the file says of itself
   */
  async setCaption(
    id: DocumentId,
    caption: string,
    found: FoundBy | undefined,
    fingerprint: Fingerprint,
  ): Promise<void> {
    const change = (document: SourceDocument) => withCaption(document, caption);
    if (this.documents.get(id)?.state.phase !== 'ready') {
      // It is embedded with the rest when its turn comes.
      return this.publish(await this.store.change([id], change), []);
    }
    const pieces = ([first]: Chunk[]) => (found ? [captionPiece(found, first)] : []);
    await this.revise(id, { isReplaced: isCaption, pieces, change, fingerprint });
  }

  /** Has all pages of documents read by OCR, anew where they were. */
  async askForOcr(ids: DocumentId[], language: OcrLanguageCode): Promise<void> {
    this.publish(await this.store.askForOcr(ids, language), []);
  }

  /**
   * Adds what OCR read of a document, in the place of what it had read before.
   *
   * @param embeddings shape [chunks, dims]
   */
  commitOcr(
    id: DocumentId,
    chunks: readonly Chunk[],
    embeddings: Float32Array,
    done: OcrDone,
    fingerprint: Fingerprint,
  ): Promise<void> {
    const { dims } = this;
    const pieces = (): Piece[] =>
      chunks.map((chunk, i) => ({ chunk, embedding: embeddings.slice(i * dims, (i + 1) * dims) }));
    const change = (document: SourceDocument) => withOcr(document, done);
    return this.revise(id, { isReplaced: isOcr, pieces, change, fingerprint });
  }

  /** One at a time: each starts from the chunks that the one before it left. */
  private revise(
    id: DocumentId,
    { isReplaced, pieces, change, fingerprint }: RevisionRequest,
  ): Promise<void> {
    const revising = this.revising.then(async () => {
      const document = this.documents.get(id);
      if (document?.state.phase !== 'ready') return;
      const chunks = await this.readChunks(id, 0, document.state.chunkCount);
      const revision = { document, chunks, isReplaced, pieces: pieces(chunks), change };
      const revised = await revise(this.store, revision, { fingerprint, dims: this.dims });
      if (revised === 'unread') {
        this.publish(await this.store.change([id], change), []);
        return this.requeue([id]);
      }
      if (!revised) return;
      this.index.remove(id);
      this.index.add([revised.embeddings]);
      this.publish([revised.document], []);
    });
    // One that failed must not keep the next from being tried.
    this.revising = revising.catch(() => {});
    return revising;
  }

  async remove(ids: DocumentId[]): Promise<void> {
    for (const id of ids) this.commits.discard(id);
    await this.store.remove(ids);
    for (const id of ids) this.index.remove(id);
    this.publish([], ids);
  }

  async chunks(id: DocumentId, from: number, to: number): Promise<Chunk[]> {
    const document = this.documents.get(id);
    const rows = document && tableRows(document);
    if (!rows || to <= rows.kept + 1) return this.cache.range(id, from, to);
    const kept = from <= rows.kept ? await this.cache.range(id, from, rows.kept + 1) : [];
    const beyond = Math.max(from, rows.kept + 1);
    return [...kept, ...(await this.tables.rows(id, beyond, Math.min(to, rows.count + 1)))];
  }

  /** Words that stand in most of some chunks, the commonest first. */
  async frequentWords(places: ChunkPlace[], count: number): Promise<string[]> {
    const chunks = await Promise.all(
      places.map(({ documentId, ordinal }) => this.chunks(documentId, ordinal, ordinal + 1)),
    );
    return frequentWords(
      chunks.flat().map(({ text }) => text),
      count,
    );
  }

  /** Ranks the whole library; empty while no model has been named. */
  async search(request: SearchRequest): Promise<SearchResult> {
    await this.index.isFilled;
    const { documents, fullText } = this;
    const index = request.isBeside ? this.index.beside : this.index.current;
    if (!index) return nothingFound;
    const { vectors, calibration } = index;
    const chunks = (id: DocumentId, from: number, to: number) => this.chunks(id, from, to);
    const parts = vectorsOf(index, request.parts);
    return find(
      { documents, index: vectors, calibration, fullText, chunks },
      { ...request, parts },
    );
  }

  /** Tables whose rows are wanted, see {@link importTable}; those within documents are taken in. */
  async missingTables(): Promise<DocumentId[]> {
    const missing = await this.tables.missing();
    await this.tables.importInner();
    return missing;
  }

  /** @param port gives the names of the columns as its first row, then the rows */
  importTable(
    id: DocumentId,
    port: MessagePort,
    onProgress: (progress: Progress<'import'>) => void,
  ): Promise<void> {
    return this.tables.import(id, port, onProgress);
  }

  /** A query as a question to a table; undefined where it is none. */
  readQuestion(text: string, similarity: ColumnSimilarity): Promise<Reading | undefined> {
    return this.tables.read(text, similarity);
  }

  answerQuestion(reading: Reading): Promise<TableAnswer | undefined> {
    return this.tables.answer(reading);
  }

  /** Typed values of rows of a table, in column order. */
  typedRows(id: TableId, rowNumbers: number[]): Promise<TableAnswer['rows']> {
    return this.tables.typedRows(id, rowNumbers);
  }

  /** Near-identical documents; see {@link findDuplicates}. */
  async findDuplicates(
    onProgress: (progress: DuplicateProgress) => void,
    signal: AbortSignal,
  ): Promise<DuplicateGroup[]> {
    await this.index.isFilled;
    const { documents } = this;
    const index = this.index.current?.vectors;
    const chunks = (id: DocumentId, from: number, to: number) => this.readChunks(id, from, to);
    const thumbnail = (key: ThumbnailKey) => this.store.thumbnail(key);
    return findDuplicates({ documents, index, chunks, thumbnail }, onProgress, signal);
  }

  /** Past the cache, which is for what people look at. */
  private async readChunks(id: DocumentId, from: number, to: number): Promise<Chunk[]> {
    const first = Math.floor(from / chunksPerBlock);
    const blocks = [];
    for (let block = first; block * chunksPerBlock < to; block++) {
      blocks.push(this.store.chunkBlock(id, block));
    }
    const start = first * chunksPerBlock;
    return (await Promise.all(blocks)).flat().slice(from - start, to - start);
  }

  private follow(change: ChangeElsewhere): Promise<void> {
    return change === 'adapters' ? this.mapAnew() : this.readAgain(change.documents);
  }

  /** Another tab changed these. */
  private async readAgain(ids: DocumentId[]): Promise<void> {
    const documents = await Promise.all(ids.map((id) => this.store.document(id)));
    const { model } = this.index;
    const embeddings = model ? await this.store.embeddingsOf(new Set(ids), model.fingerprint) : [];
    this.index.replace(ids, embeddings);
    const known = documents.filter((document) => document !== undefined);
    const gone = ids.filter((_, i) => documents[i] === undefined);
    this.apply(known, gone);
  }

  protected override publish(changed: SourceDocument[], removed: DocumentId[]): void {
    this.apply(changed, removed);
    const documents = [...changed.map((document) => document.id), ...removed];
    this.otherTabs.postMessage({ documents } satisfies ChangeElsewhere);
  }

  private apply(changed: SourceDocument[], removed: DocumentId[]): void {
    for (const document of changed) this.documents.set(document.id, document);
    for (const id of removed) this.documents.delete(id);
    for (const id of [...changed.map((document) => document.id), ...removed]) this.cache.forget(id);
    this.tell(changed, removed);
    this.tables.forgetGone();
    if (this.dims > 0) this.fullText.follow();
  }

  private tell(changed: SourceDocument[], removed: DocumentId[]): void {
    const { current } = this.index;
    const embeddingCount = current?.vectors.size ?? 0;
    const adapter = current?.adapter;
    const tableCount = this.tables.count;
    const { hasAllWords } = this.fullText;
    this.onChange({ changed, removed, embeddingCount, tableCount, hasAllWords, adapter });
  }
}

interface RevisionRequest extends Pick<Revision, 'isReplaced' | 'change'> {
  pieces: (chunks: Chunk[]) => Piece[];
  fingerprint: Fingerprint;
}

function withOcr(document: SourceDocument, done: OcrDone): SourceDocument {
  const { ocrLanguage: _, ...rest } = document;
  const { state } = document;
  if (state.phase !== 'ready' || !state.ocr) return document;
  return { ...rest, state: { ...state, ocr: { ...state.ocr, done } } };
}
