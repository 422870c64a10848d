import type { ParsedChunk, ParseStep } from '../core';

/** Chunks to embed handed over at a time: enough for the encoder's batches, and for progress. */
export const batchSize = 32;

/** Of a long table most rows are only kept: many of them cost no more than one batch. */
const maxKept = 128;

/** Splits chunks that are there at once into steps. */
export function* batchesOf(
  chunks: Iterable<ParsedChunk>,
  progressOf: (chunk: ParsedChunk) => number,
  total: number,
): Generator<ParseStep> {
  let batch: ParsedChunk[] = [];
  let toEmbed = 0;
  for (const chunk of chunks) {
    batch.push(chunk);
    if (chunk.embedText || chunk.raster) toEmbed += 1;
    if (toEmbed < batchSize && batch.length < maxKept) continue;
    yield { phase: 'batch', chunks: batch, done: progressOf(chunk), total };
    batch = [];
    toEmbed = 0;
  }
  const last = batch.at(-1);
  if (last) yield { phase: 'batch', chunks: batch, done: progressOf(last), total };
}
