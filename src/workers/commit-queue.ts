import {
  type Chunk,
  type DocumentId,
  type Fingerprint,
  fingerprintKey,
  type ParseSummary,
  type SourceDocument,
  type ThumbnailKey,
} from '../core';
import type { DocumentEmbeddings, ReadyDocument, Store } from '../store';

/** Documents that end within this time share a transaction: a photo has one vector only. */
const gatherMs = 200;

/** A batch of a document's chunks with the embeddings of those that have one. */
export interface StagedBatch {
  chunks: Chunk[];
  thumbnails: [ThumbnailKey, Blob][];
  embeddings: Omit<DocumentEmbeddings, 'documentId'>;
}

interface Made {
  fingerprint: Fingerprint;
  dims: number;
}

interface Committed {
  /** Undefined where the document was removed meanwhile. */
  document: SourceDocument | undefined;
  chunks: Chunk[];
  embeddings: DocumentEmbeddings;
}

interface Pending {
  ready: ReadyDocument;
  made: Made;
  resolve: (committed: Committed) => void;
  reject: (reason: unknown) => void;
}

/** Gathers what belongs to each document and commits documents in groups. */
export class CommitQueue {
  private readonly staged = new Map<DocumentId, StagedBatch[]>();
  private pending: Pending[] = [];
  private flushing: Promise<void> | undefined;

  constructor(private readonly store: Store) {}

  stage(id: DocumentId, batch: StagedBatch): void {
    const known = this.staged.get(id);
    if (known) known.push(batch);
    else this.staged.set(id, [batch]);
  }

  discard(id: DocumentId): void {
    this.staged.delete(id);
  }

  commit(id: DocumentId, summary: ParseSummary, made: Made): Promise<Committed> {
    const ready = joinBatches(id, this.staged.get(id) ?? [], summary, made.dims);
    this.staged.delete(id);
    return new Promise((resolve, reject) => {
      this.pending.push({ ready, made, resolve, reject });
      this.flushing ??= this.flush().finally(() => {
        this.flushing = undefined;
      });
    });
  }

  private async flush(): Promise<void> {
    while (this.pending.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const { made } = this.pending[0]!;
      const key = fingerprintKey(made.fingerprint);
      const isAlike = (one: Pending) => fingerprintKey(one.made.fingerprint) === key;
      const group = this.pending.filter(isAlike);
      this.pending = this.pending.filter((one) => !isAlike(one));
      if (!(await this.write(group, made))) {
        // One bad document must not take the others with it.
        for (const one of group) await this.write([one], one.made, true);
      }
    }
  }

  private async write(group: Pending[], made: Made, last = false): Promise<boolean> {
    try {
      const ready = group.map((one) => one.ready);
      const documents = await this.store.commit(ready, made.fingerprint, made.dims);
      for (const { ready, resolve } of group) {
        resolve({
          document: documents.find((document) => document.id === ready.id),
          chunks: ready.chunks,
          embeddings: { documentId: ready.id, ...ready.embeddings },
        });
      }
      return true;
    } catch (error) {
      if (last) for (const { reject } of group) reject(error);
      return false;
    }
  }
}

function joinBatches(
  id: DocumentId,
  batches: StagedBatch[],
  { metadata, warnings, ocrPages, tables }: ParseSummary,
  dims: number,
): ReadyDocument {
  const ordinals = batches.flatMap((batch) => batch.embeddings.ordinals);
  const vectors = new Float32Array(ordinals.length * dims);
  let at = 0;
  for (const batch of batches) {
    vectors.set(batch.embeddings.vectors, at);
    at += batch.embeddings.vectors.length;
  }
  const chunks = batches.flatMap((batch) => batch.chunks).sort((a, b) => a.ordinal - b.ordinal);
  return {
    id,
    // Of what comes after a gap only the embedding is kept; see [Note: Rows of long tables].
    chunks: chunks.filter(({ ordinal }, i) => ordinal === i),
    thumbnails: new Map(batches.flatMap((batch) => batch.thumbnails)),
    embeddings: { ordinals, kinds: batches.flatMap((batch) => batch.embeddings.kinds), vectors },
    metadata,
    warnings,
    ocrPages,
    tables,
  };
}
