import {
  type DocumentIssue,
  displayName,
  type ParseStep,
  type ParseSummary,
  type RasterSpec,
  type SourceDocument,
} from '../core';
import { drawSvgForWorker, type ParsePool, ParseTimeoutError } from './parse-pool';

/** Batches of one document that may be on their way through the encoder at a time. */
const maxBatchesInFlight = 2;

export type ParseOutcome = { summary: ParseSummary } | { issue: DocumentIssue };

interface Parsing {
  document: SourceDocument;
  original: Blob;
  /** What the image tower reads. */
  raster: RasterSpec;
  signal: AbortSignal;
  /** A parser is there. */
  onBegin?: () => void;
  /** Takes a batch on; a few may be under way at a time. */
  onBatch: (batch: Extract<ParseStep, { phase: 'batch' }>) => Promise<void>;
  /** All is read, not all need be taken on. */
  onEnd?: () => void;
}

/**
 * Pulls the chunks of a document from a parser.
 *
 * @returns when every batch is done with
 * @throws {DOMException} AbortError
 */
export async function parseInBatches(
  parsers: ParsePool,
  { document, original, raster, signal, onBegin, onBatch, onEnd }: Parsing,
): Promise<ParseOutcome> {
  const inFlight = new Set<Promise<void>>();
  const outcome = await parsers.run(async (parser, step): Promise<ParseOutcome> => {
    signal.throwIfAborted();
    onBegin?.();
    const name = displayName(document);
    await parser.begin(original, name, document.format, raster, drawSvgForWorker());
    try {
      for (;;) {
        const next = await step(parser.next());
        signal.throwIfAborted();
        if (next.phase === 'failed') return { issue: next.issue };
        if (next.phase === 'end') return { summary: next.summary };
        const work = onBatch(next).finally(() => inFlight.delete(work));
        work.catch(() => {});
        inFlight.add(work);
        if (inFlight.size >= maxBatchesInFlight) await Promise.race(inFlight);
      }
    } catch (error) {
      if (!(error instanceof ParseTimeoutError)) parser.cancel().catch(() => {});
      throw error;
    }
  });
  if ('summary' in outcome) onEnd?.();
  await Promise.all(inFlight);
  return outcome;
}
