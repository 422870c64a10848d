import {
  type DocumentIssue,
  isStorageFull,
  issue,
  type ParsedChunk,
  type SourceDocument,
} from '../core';
import { type Remote, WorkerGoneError } from '../workers/connect';
import type { Library } from '../workers/library';
import { embedChunks } from './embed-chunks';
import type { ModelSession } from './model-session';
import { type ParseOutcome, parseInBatches } from './parse-in-batches';
import { type ParsePool, ParseTimeoutError } from './parse-pool';
import type { Activity } from './state';

export interface IngestParts {
  library: Remote<Library>;
  model: ModelSession;
  parsers: ParsePool;
}

/**
 * Takes one waiting document the whole way: parse, embed, stage, commit. Faults of the file
 * end as its failed state; only an abort rejects, and a store that is full.
 */
export async function ingestDocument(
  parts: IngestParts,
  document: SourceDocument,
  report: (activity: Activity) => void,
  signal: AbortSignal,
): Promise<void> {
  const { library, model } = parts;
  const { id } = document;
  try {
    const outcome = await parseAndStage(parts, document, report, signal);
    signal.throwIfAborted();
    if ('issue' in outcome) await library.fail([id], outcome.issue);
    else await library.commit(id, outcome.summary, (await model.info()).fingerprint);
  } catch (error) {
    await library.discard(id);
    signal.throwIfAborted();
    // Nothing is wrong with the file: it waits until there is room.
    if (isStorageFull(error)) throw error;
    await library.fail([id], issueOf(error));
  }
}

async function parseAndStage(
  { library, model, parsers }: IngestParts,
  document: SourceDocument,
  report: (activity: Activity) => void,
  signal: AbortSignal,
): Promise<ParseOutcome> {
  const { id } = document;
  const { raster } = await model.facts;
  const original = await library.original(id);
  if (!original) return { issue: missingOriginal };
  let embedded = 0;
  let parsed = 0;

  const embedAndStage = async (chunks: ParsedChunk[]) => {
    const embeddings = await embedChunks(model, chunks, signal);
    await library.stage(id, {
      chunks: chunks.map(({ chunk, thumbnail }) =>
        thumbnail ? { ...chunk, thumbnail: `${id}/${chunk.ordinal}` } : chunk,
      ),
      thumbnails: chunks.flatMap(({ chunk, thumbnail }) =>
        thumbnail ? [[`${id}/${chunk.ordinal}`, thumbnail] as [string, Blob]] : [],
      ),
      embeddings,
    });
    embedded += chunks.length;
  };

  const outcome = await parseInBatches(parsers, {
    document,
    original,
    raster,
    signal,
    onBegin: () => report({ phase: 'reading', done: 0, total: 0 }),
    onBatch: ({ chunks, done, total }) => {
      parsed += chunks.length;
      report({ phase: 'reading', done, total });
      return embedAndStage(document.caption ? chunks.filter(isNoCaption) : chunks);
    },
    onEnd: () => {
      if (embedded < parsed) report({ phase: 'embedding', done: embedded, total: parsed });
    },
  });
  if ('summary' in outcome && document.caption) {
    await embedAndStage([captionChunk(document.caption, embedded, `${id}/0`)]);
  }
  return outcome;
}

const isNoCaption = ({ chunk }: ParsedChunk) => chunk.kind !== 'caption';

/** What was written by hand; it takes the place of what the file says of itself. */
function captionChunk(text: string, ordinal: number, thumbnail: string): ParsedChunk {
  const chunk = { ordinal, kind: 'caption' as const, locator: { type: 'whole' as const }, text };
  return { chunk: { ...chunk, thumbnail }, embedText: text };
}

export const missingOriginal = issue(
  'internal',
  'The stored copy of this file is gone.',
  'Add the file again.',
);

/** A browser ends a worker that needs more memory than it may have. */
export const readerEnded = issue(
  'too-large',
  'This file ended its reader: it needs more memory than the browser gives.',
  'Save it in smaller parts, or with smaller pictures, and add those.',
);

function issueOf(error: unknown): DocumentIssue {
  if (error instanceof ParseTimeoutError) {
    return issue(
      'timeout',
      'Reading this file took too long and was stopped.',
      'Try again, or save it anew from the program it came from.',
    );
  }
  if (error instanceof WorkerGoneError) return readerEnded;
  console.error(error);
  const reason = error instanceof Error ? error.message : String(error);
  return issue('internal', `Something went wrong with this file: ${reason}`, 'Try it again.');
}
