import { beforeAll, describe, expect, it } from 'vitest';
import { describeLocator, type Format, kindOfFormat } from '../../src/core';
import { configurePdf, identify, parse, unpack } from '../../src/parse';
import { startPdf } from '../../src/workers/start-pdf';
import expected from './fixtures/every-format.json';
import { tiffOf } from './made-files';
import { load, options } from './read-file';

/** What becomes of a file: its chunks, or the files in it with theirs. */
interface Outcome {
  format?: string;
  /** "kind | place | beginning of its text". */
  chunks?: string[];
  container?: string;
  files?: Record<string, Outcome>;
}

const known = Object.entries(expected as Record<string, Outcome>);

async function outcomeOf(file: File): Promise<Outcome> {
  const identified = await identify(file, file.name);
  if (!identified.ok) throw new Error(identified.issue.message);
  if ('container' in identified) {
    const { container } = identified;
    const { files } = await unpack(file, file.name, container);
    const inner = files.map(async ({ path, file: content }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return [path, await outcomeOf(new File([content], name))] as const;
    });
    return { container, files: Object.fromEntries(await Promise.all(inner)) };
  }
  const { format } = identified;
  const chunks: string[] = [];
  for await (const step of parse(file, file.name, format, options)) {
    if (step.phase === 'failed') throw new Error(step.issue.message);
    if (step.phase === 'end') break;
    for (const { chunk } of step.chunks) {
      chunks.push(`${chunk.kind} | ${describeLocator(chunk.locator)} | ${chunk.text.slice(0, 60)}`);
    }
  }
  return { format, chunks };
}

async function open(path: string): Promise<File> {
  if (path === 'photo.dng') {
    // As cameras lay it out: the tag that says DNG, and a preview.
    const head = tiffOf(1, () => [[[0xc612, 4, [4]]]]);
    return new File([head, await load('/tests/e2e/fixtures/formats/described.jpg')], path);
  }
  return load(path.startsWith('samples/') ? `/${path}` : `/tests/e2e/fixtures/${path}`);
}

beforeAll(() =>
  configurePdf({ assetsUrl: new URL('/pdfjs/', location.href).href, startWorker: startPdf }),
);

describe('every format', () => {
  it.each(known)('%s has the chunks it should', async (path, outcome) => {
    expect(await outcomeOf(await open(path))).toEqual(outcome);
  });

  it('is among them', () => {
    const formats = new Set(known.flatMap(([, { format }]) => format ?? []));
    const missing = (Object.keys(kindOfFormat) as Format[]).filter(
      (format) => !formats.has(format),
    );
    expect(missing).toEqual([]);
    const containers = new Set(known.flatMap(([, { container }]) => container ?? []));
    expect([...containers].sort()).toEqual(['mail', 'parquet', 'workbook', 'zip']);
  });
});
