import { type Chunk, type Fingerprint, type SourceDocument, sameSpace } from '../../core';
import { chunksPerBlock, type DocumentEmbeddings, type Store } from '../../store';

/** A document with what makes it findable, as it was at one moment. */
export interface DocumentContent {
  document: SourceDocument;
  /** By ordinal, without gaps. */
  chunks: Chunk[];
  embeddings?: { fingerprint: Fingerprint; dims: number; part: DocumentEmbeddings };
}

type Made = NonNullable<DocumentContent['embeddings']>;

/** A document that changes each time it is looked at is given up after so many looks. */
const maxLooks = 5;

/**
 * All documents, those first whose embeddings lie together: so each record of embeddings is read
 * once. The library goes on changing meanwhile: what is removed is not there, what is added is not
 * there yet, and what changes is as it was before or after, never half.
 */
export async function* contentsOf(
  store: Store,
  /** Of the model in use: what others made is left out. */
  fingerprint: Fingerprint,
): AsyncGenerator<DocumentContent> {
  const begun = new Map((await store.documents()).map((document) => [document.id, document]));
  for await (const { fingerprint: own, parts } of store.embeddings()) {
    if (!sameSpace(own, fingerprint)) continue;
    for (const part of parts) {
      const known = begun.get(part.documentId);
      const made = madeOf(part, own);
      const content = known && (await look(store, known, made));
      if (!content) continue;
      begun.delete(part.documentId);
      yield content;
    }
  }
  for (const id of begun.keys()) {
    const content = await lookAgain(store, id, fingerprint);
    if (content) yield content;
  }
}

/** Undefined where the document is not, or not all the time, the one that is known. */
async function look(
  store: Store,
  known: SourceDocument,
  embeddings: Made | undefined,
): Promise<DocumentContent | undefined> {
  const chunks = await chunksOf(store, known);
  const document = await store.document(known.id);
  if (!document || versionOf(document) !== versionOf(known)) return undefined;
  return { document, chunks, ...(embeddings && { embeddings }) };
}

/** One that has no embeddings, or was changed since the beginning. */
async function lookAgain(
  store: Store,
  id: string,
  fingerprint: Fingerprint,
): Promise<DocumentContent | undefined> {
  for (let looks = 0; looks < maxLooks; looks++) {
    const known = await store.document(id);
    if (!known) return undefined;
    const [part] = await store.embeddingsOf(new Set([id]), fingerprint);
    const content = await look(store, known, part && madeOf(part, fingerprint));
    if (content) return content;
  }
  return undefined;
}

const madeOf = (part: DocumentEmbeddings, fingerprint: Fingerprint): Made => ({
  fingerprint,
  dims: part.vectors.length / part.ordinals.length,
  part,
});

async function chunksOf(store: Store, { id, state }: SourceDocument): Promise<Chunk[]> {
  if (state.phase !== 'ready') return [];
  const chunks: Chunk[] = [];
  for (let block = 0; block * chunksPerBlock < state.chunkCount; block++) {
    for (const chunk of await store.chunkBlock(id, block)) chunks.push(chunk);
  }
  return chunks;
}

/** Every change of chunks and embeddings comes with another time. */
const versionOf = ({ state }: SourceDocument): string =>
  state.phase === 'ready' ? `ready ${state.readyAt}` : state.phase;
