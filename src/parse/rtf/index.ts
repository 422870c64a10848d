import { issue, type Metadata, type ParseStep } from '../../core';
import { cleanText } from '../decode-text';
import { noText, passageChunks, passageSteps } from '../text-document';
import { RtfTextReader } from './text-reader';

/** Of a file, whose pictures are written out in it. */
const maxBytes = 200_000_000;

/** The text of an RTF file; its pictures are not read. */
export async function* parseRtf(file: Blob): AsyncGenerator<ParseStep> {
  if (file.size > maxBytes) return yield { phase: 'failed', issue: tooLarge };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { blocks, title, isCutShort } = new RtfTextReader().read(bytes);
  const clean = blocks.map((block) => ({ ...block, text: cleanText(block.text) }));
  const chunks = passageChunks([clean], (_, from, to) => ({ type: 'paragraphs', from, to }));
  if (chunks.length === 0) return yield { phase: 'failed', issue: noText };
  yield* passageSteps(chunks);
  const metadata: Metadata = title ? { Title: title } : {};
  yield { phase: 'end', summary: { metadata, warnings: isCutShort ? [cutShort] : [] } };
}

const tooLarge = issue(
  'too-large',
  `This RTF text is larger than ${maxBytes / 1e6} MB.`,
  'Save it without its pictures and add that.',
);

const cutShort = issue(
  'truncated',
  'The end of this text is missing; what is left of it can be found.',
  'Copy the original again.',
);
