import {
  type DocumentIssue,
  issue,
  type Locator,
  type Metadata,
  type ParsedChunk,
  type ParseStep,
} from '../core';
import { batchesOf } from './batches';
import { decodeText } from './decode-text';
import { cutPassages, type Passage, type TextBlock } from './passages';

/** A line of the file, counted from 1. */
export type Line = number;

/** The steps of a text whose places are lines. */
export function* textSteps(
  blocks: readonly TextBlock<Line>[],
  metadata: Metadata,
  warnings: DocumentIssue[] = [],
): Generator<ParseStep> {
  const lines = (_: number, from: number, to: number): Locator => ({ type: 'lines', from, to });
  yield* sectionSteps([blocks], lines, metadata, warnings);
}

/**
 * The steps of a text in sections, which no passage crosses.
 *
 * @param locatorOf the place of a passage: its section, counted from 0, and where in it it begins
 * and ends
 */
export function* sectionSteps(
  sections: readonly (readonly TextBlock<number>[])[],
  locatorOf: (section: number, from: number, to: number) => Locator,
  metadata: Metadata,
  warnings: DocumentIssue[] = [],
): Generator<ParseStep> {
  const passages = sections.flatMap((blocks, section) =>
    cutPassages(blocks).map((passage) => ({ passage, section })),
  );
  if (passages.length === 0) {
    const reason = issue('no-content', 'There is no text in this file.', 'Check the original.');
    yield { phase: 'failed', issue: reason };
    return;
  }
  const chunks = passages.map(({ passage, section }, ordinal) => {
    const [first, last] = [passage.places[0] ?? 1, passage.places.at(-1) ?? 1];
    const locator = locatorOf(section, Math.min(first, last), Math.max(first, last));
    return passageChunk(passage, locator, ordinal);
  });
  yield* batchesOf(chunks, ({ chunk }) => chunk.ordinal + 1, chunks.length);
  yield { phase: 'end', summary: { metadata, warnings } };
}

function passageChunk(
  { text, heading }: Passage<number>,
  locator: Locator,
  ordinal: number,
): ParsedChunk {
  return {
    chunk: {
      ordinal,
      kind: 'passage',
      locator,
      text,
      ...(heading && { heading }),
    },
    embedText: heading ? `${heading}. ${text}` : text,
  };
}

/** Reads a whole text; an issue where its bytes are no text. */
export async function readText(file: Blob): Promise<string | DocumentIssue> {
  const text = decodeText(new Uint8Array(await file.arrayBuffer()));
  return text ?? issue('corrupt', 'This file is not a readable text.', 'Check the original.');
}
