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
  const chunks = passageChunks([blocks], (_, from, to) => ({ type: 'lines', from, to }));
  if (chunks.length === 0) return yield { phase: 'failed', issue: noText };
  yield* passageSteps(chunks);
  yield { phase: 'end', summary: { metadata, warnings } };
}

export const noText = issue('no-content', 'There is no text in this file.', 'Check the original.');

export function passageSteps(chunks: readonly ParsedChunk[]): Generator<ParseStep> {
  return batchesOf(chunks, ({ chunk }) => chunk.ordinal + 1, chunks.length);
}

/**
 * The passages of a text in sections, which none of them crosses.
 *
 * @param locatorOf the place of a passage: its section, counted from 0, and where in it it begins
 * and ends
 */
export function passageChunks(
  sections: readonly (readonly TextBlock<number>[])[],
  locatorOf: (section: number, from: number, to: number) => Locator,
): ParsedChunk[] {
  const passages = sections.flatMap((blocks, section) =>
    cutPassages(blocks).map((passage) => ({ passage, section })),
  );
  return passages.map(({ passage, section }, ordinal) => {
    const [first, last] = [passage.places[0] ?? 1, passage.places.at(-1) ?? 1];
    const locator = locatorOf(section, Math.min(first, last), Math.max(first, last));
    return passageChunk(passage, locator, ordinal);
  });
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
