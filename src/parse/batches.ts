import type { ParsedChunk, ParseStep } from '../core';

/** Chunks handed over at a time: enough for the encoder's batches, small enough to show progress. */
export const batchSize = 32;

/** Splits chunks that are there at once into steps. */
export function* batchesOf(
  chunks: Iterable<ParsedChunk>,
  progressOf: (chunk: ParsedChunk) => number,
  total: number,
): Generator<ParseStep> {
  let batch: ParsedChunk[] = [];
  for (const chunk of chunks) {
    batch.push(chunk);
    if (batch.length < batchSize) continue;
    yield { phase: 'batch', chunks: batch, done: progressOf(chunk), total };
    batch = [];
  }
  const last = batch.at(-1);
  if (last) yield { phase: 'batch', chunks: batch, done: progressOf(last), total };
}
