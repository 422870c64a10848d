import type { Chunk, ParsedChunk, SourceDocument } from '../../core';
import type { Remote } from '../../workers/connect';
import type { Library } from '../../workers/library';
import { embedChunks } from '../embed-chunks';
import type { ModelSession } from '../model-session';
import { parseInBatches } from '../parse-in-batches';
import type { ParsePool } from '../parse-pool';
import { chunkFinder } from './chunk-finder';

interface Parts {
  library: Remote<Library>;
  /** The encoder whose space is filled. */
  model: ModelSession;
  parsers: ParsePool;
}

type Embedded = Awaited<ReturnType<typeof embedChunks>>;

/** Texts embedded at a time. */
const textsAtOnce = 32;

/**
 * Embeds the chunks that a ready document has by another encoder. Its original is read once more
 * for the pixels and for what stands around each text; the chunks stay as they are.
 *
 * @returns false where nothing was kept: it changed meanwhile, or it cannot be read any more
 * @throws {DOMException} AbortError
 */
export async function embedAnew(
  { library, model, parsers }: Parts,
  document: SourceDocument,
  signal: AbortSignal,
): Promise<boolean> {
  const { id, state } = document;
  if (state.phase !== 'ready') return false;
  const { chunkCount, readyAt } = state;
  const [{ raster, dims }, { fingerprint }] = await Promise.all([model.facts, model.info()]);
  const original = await library.original(id);
  if (!original) return false;
  const finder = chunkFinder(await library.chunks(id, 0, chunkCount));
  const batches: Embedded[] = [];
  const embed = async (chunks: ParsedChunk[]) => {
    if (chunks.length > 0) batches.push(await embedChunks(model, chunks, signal));
  };
  const outcome = await parseInBatches(parsers, {
    document,
    original,
    raster,
    signal,
    onBatch: ({ chunks }) => embed(chunks.flatMap((one) => finder.placed(one))),
  });
  if ('issue' in outcome) return false;
  const others = finder.left().map(withText);
  for (let from = 0; from < others.length; from += textsAtOnce) {
    await embed(others.slice(from, from + textsAtOnce));
  }
  signal.throwIfAborted();
  const embeddings = { documentId: id, ...joined(batches) };
  return library.addToSpace(embeddings, readyAt, { fingerprint, dims });
}

const withText = (chunk: Chunk): ParsedChunk => ({ chunk, embedText: chunk.text });

function joined(batches: Embedded[]): Embedded {
  const vectors = new Float32Array(batches.reduce((sum, one) => sum + one.vectors.length, 0));
  let at = 0;
  for (const batch of batches) {
    vectors.set(batch.vectors, at);
    at += batch.vectors.length;
  }
  return {
    ordinals: batches.flatMap(({ ordinals }) => ordinals),
    kinds: batches.flatMap(({ kinds }) => kinds),
    vectors,
  };
}
