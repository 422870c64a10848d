import type { DocumentName, OcrPage, SourceDocument } from '../../core';
import type { Restoration, RestoredContent } from '../../store';

/** A document of a backup, with what of it is sound. */
export interface IncomingDocument {
  document: SourceDocument;
  original?: Blob | undefined;
  /** Absent where it is not ready, is damaged, or was made by another model or parser. */
  content?: RestoredContent | undefined;
  /** What is known of these need not be read again. */
  ocrPages: readonly OcrPage[];
}

/** Why a document of a backup is not taken in; for the person. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/**
 * What becomes of a document of a backup, by what is known of it here. Names are united; of two
 * states that could be searched the one made last is kept, unless the other has a caption or
 * words read from pictures that it has not. Undefined where nothing changes.
 *
 * @throws {RefusedError} where it is new and there is nothing to make it findable by
 */
export function mergeDocument(
  known: SourceDocument | undefined,
  hasOriginal: boolean,
  incoming: IncomingDocument,
): Restoration | undefined {
  const { document, original, content, ocrPages } = incoming;
  if (!known) return asNew(incoming);
  const names = unitedNames(known.names, document.names);
  const takesContent = content !== undefined && isBetter(document, known);
  const takesOriginal = !hasOriginal && original !== undefined;
  if (!takesContent && !takesOriginal && names.length === known.names.length) return undefined;
  return {
    document: takesContent ? { ...document, names, addedAt: known.addedAt } : { ...known, names },
    ...(takesOriginal && { original }),
    ...(takesContent && { content, ocrPages }),
  };
}

function asNew({ document, original, content, ocrPages }: IncomingDocument): Restoration {
  if (content) return { document, original, content, ocrPages };
  if (!original) throw new RefusedError(whyNotNew(document));
  const { phase } = document.state;
  return { document: phase === 'failed' ? document : waiting(document), original, ocrPages };
}

const waiting = (document: SourceDocument): SourceDocument => ({
  ...document,
  state: { phase: 'waiting' },
});

function whyNotNew({ state }: SourceDocument): string {
  if (state.phase === 'waiting') return 'It had not been read yet, and its file is not in here.';
  if (state.phase === 'failed') return 'It could not be read, and its file is not in here.';
  return 'It was read by another version of Rummage, and its file is not in here: add it again.';
}

/** Whether what was made of the same file elsewhere takes the place of what was made here. */
function isBetter(one: SourceDocument, here: SourceDocument): boolean {
  if (one.state.phase !== 'ready') return false;
  if (here.state.phase !== 'ready') {
    return here.caption === undefined || here.caption === one.caption;
  }
  const losesCaption = here.caption !== undefined && one.caption === undefined;
  const losesWords = here.state.ocr?.done !== undefined && one.state.ocr?.done === undefined;
  return one.state.readyAt > here.state.readyAt && !losesCaption && !losesWords;
}

function unitedNames(known: readonly DocumentName[], more: readonly DocumentName[]) {
  const paths = new Set(known.map(({ path }) => path));
  return [...known, ...more.filter(({ path }) => !paths.has(path))];
}

/** Those of `more` that are not here, or were changed after what is here. */
export function newerOf<T>(
  here: readonly T[],
  more: readonly T[],
  keyOf: (one: T) => string,
  timeOf: (one: T) => number,
): T[] {
  const times = new Map(here.map((one) => [keyOf(one), timeOf(one)]));
  return more.filter((one) => timeOf(one) > (times.get(keyOf(one)) ?? -1));
}
