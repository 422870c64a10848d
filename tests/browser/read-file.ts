import type { ParsedChunk, ParseOptions, ParseSummary } from '../../src/core';
import { identify, parse } from '../../src/parse';

export const options: ParseOptions = {
  raster: { width: 64, height: 64, fit: 'stretch' },
  drawSvg: async () => createImageBitmap(new ImageData(8, 8)),
};

export async function load(path: string): Promise<File> {
  const response = await fetch(path);
  return new File([await response.blob()], path.slice(path.lastIndexOf('/') + 1));
}

/** Reads a file of the repository as a dropped one is read. */
export async function read(path: string) {
  return readFile(await load(path));
}

export async function readFile(file: File) {
  const identified = await identify(file, file.name);
  if (!identified.ok) return { issue: identified.issue, chunks: [], format: undefined };
  if ('container' in identified) throw new Error(`${file.name} holds other files`);
  const { format } = identified;
  const chunks: ParsedChunk[] = [];
  let summary: ParseSummary | undefined;
  for await (const step of parse(file, file.name, format, options)) {
    if (step.phase === 'failed') return { issue: step.issue, chunks: [], format };
    if (step.phase === 'end') summary = step.summary;
    else chunks.push(...step.chunks);
  }
  return { format, chunks, ...summary! };
}
