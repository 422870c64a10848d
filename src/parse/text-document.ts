import {
  type DocumentIssue,
  issue,
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
  const passages = cutPassages(blocks);
  if (passages.length === 0) {
    const reason = issue('no-content', 'There is no text in this file.', 'Check the original.');
    yield { phase: 'failed', issue: reason };
    return;
  }
  const lastLine = Math.max(...(passages.at(-1)?.places ?? [0]));
  yield* batchesOf(
    passages.map(passageChunk),
    ({ chunk }) => (chunk.locator.type === 'lines' ? chunk.locator.to : 0),
    lastLine,
  );
  yield { phase: 'end', summary: { metadata, warnings } };
}

function passageChunk({ text, heading, places }: Passage<Line>, ordinal: number): ParsedChunk {
  const [from, to] = [places[0] ?? 1, places.at(-1) ?? 1];
  return {
    chunk: {
      ordinal,
      kind: 'passage',
      locator: { type: 'lines', from: Math.min(from, to), to: Math.max(from, to) },
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
