import { type Identified, issue } from '../core';
import { hashContent } from './hash';
import { captionOfText, captionOfXmp } from './sidecar';
import { loneXmp, sniffFormat } from './sniff';

const maxBytes = 1024 ** 3;

/** Tells what a file is by its content and names it by its hash. */
export async function identify(file: Blob, name: string): Promise<Identified> {
  if (file.size === 0) {
    return { ok: false, issue: issue('empty', 'This file is empty.', 'Check the original.') };
  }
  if (file.size > maxBytes) {
    return {
      ok: false,
      issue: issue('too-large', 'This file is larger than 1 GB.', 'Add it in smaller parts.'),
    };
  }
  const sniffed = await sniffFormat(file, name);
  if ('issue' in sniffed) {
    const caption = sniffed.issue === loneXmp ? await captionOfXmp(file) : undefined;
    return { ok: false, issue: sniffed.issue, ...(caption && { caption }) };
  }
  if ('container' in sniffed) return { ok: true, container: sniffed.container };
  const { format } = sniffed;
  const caption = format === 'plain' ? await captionOfText(file) : undefined;
  return { ok: true, id: await hashContent(file), format, ...(caption && { caption }) };
}
