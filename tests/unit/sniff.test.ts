import { readFileSync } from 'node:fs';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../src/parse/identify';
import { sniffFormat } from '../../src/parse/sniff';

async function formatOf(content: string | Uint8Array<ArrayBuffer>, name = 'file'): Promise<string> {
  const sniffed = await sniffFormat(new Blob([content]), name);
  if ('issue' in sniffed) return sniffed.issue.code;
  return 'container' in sniffed ? sniffed.container : sniffed.format;
}

const png = Uint8Array.from(readFileSync('tests/e2e/fixtures/bad/png-named.jpg'));
const bytes = (...values: number[]) => Uint8Array.from([...values, ...new Array(64).fill(0)]);

describe('sniffFormat', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
    ['JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'x.png', 'jpeg'],
    ['PNG', png, 'x.jpg', 'png'],
    ['GIF', new TextEncoder().encode('GIF89a'), 'x', 'gif'],
    ['BMP', bytes(0x42, 0x4d, 0, 0), 'x', 'bmp'],
    ['TIFF', bytes(0x4d, 0x4d, 0, 0x2a), 'x', 'tiff'],
    ['PDF', '%PDF-1.7\n', 'x.txt', 'pdf'],
    ['PDF after other bytes', `\n\nsome mailer\n%PDF-1.4\n`, 'x', 'pdf'],
    ['ZIP that is cut off', bytes(0x50, 0x4b, 3, 4), 'x.csv', 'corrupt'],
    ['RTF', '{\\rtf1\\ansi words}', 'x.txt', 'rtf'],
    ['Parquet', 'PAR1....PAR1', 'x', 'parquet'],
    ['a message', 'Return-Path: <a@b.c>\nFrom: A\nSubject: B\n\nWords', 'x', 'mail'],
    ['a mailbox', 'From a@b.c Mon Jan 1 00:00:00 2024\nSubject: B\n\nWords\n', 'x', 'mail'],
    ['prose that begins as a mailbox does', 'From the sea\n\nA tale.', 'x', 'plain'],
    ['lines of names and values', 'Name: Ann\nAge: 12\n\nWords', 'x', 'plain'],
    ['bytes of no kind', bytes(1, 2, 3, 0, 5), 'x.txt', 'unsupported'],
    ['SVG', '<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="x"></svg>', 'x', 'svg'],
    ['HTML', '<!DOCTYPE html><html><body>x</body></html>', 'x.txt', 'html'],
    ['JSON', '{"a": [1, 2]}', 'x.txt', 'json'],
    ['JSON of many lines', '[\n {"a": 1},\n {"a": 2}\n]', 'x', 'json'],
    ['broken JSON by its name', '{"a": ', 'x.json', 'json'],
    ['JSON lines', '{"a": 1}\n{"a": 2}\n', 'x.txt', 'jsonl'],
    ['CSV', 'a,b,c\n1,2,3\n4,5,6\n', 'x.txt', 'csv'],
    ['CSV with semicolons', 'a;b\n1,5;2\n', 'x', 'csv'],
    ['TSV', 'a\tb\n1\t2\n', 'x', 'csv'],
    ['CSV of one column by its name', 'a\n1\n', 'x.csv', 'csv'],
    ['Markdown', '# Title\n\nSee [this](https://example.org) and **that**.', 'x', 'markdown'],
    ['Markdown by its name', 'plain words', 'x.md', 'markdown'],
    ['prose with commas', 'One, two.\nThree, four, five.\nSix.\n', 'x', 'plain'],
    ['a link in square brackets', '[see] the rest\nof it', 'x', 'plain'],
  ])('%s', async (_, content, name, expected) => {
    expect(await formatOf(content, name)).toBe(expected);
  });

  it('is not misled by a PDF that lies unpacked at the beginning of an archive', async () => {
    const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, level: 0 });
    await writer.add('first.pdf', new TextReader('%PDF-1.7\n'));
    const archive = await writer.close();
    expect(await formatOf(archive as Uint8Array<ArrayBuffer>)).toBe('zip');
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (content) => {
        expect(await formatOf(Uint8Array.from(content))).toBeTypeOf('string');
      }),
    );
  });
});

describe('identify', () => {
  it('gives the same bytes the same id, whatever the name, and other bytes another', async () => {
    const [a, b, c] = await Promise.all([
      identify(new Blob(['same']), 'a.txt'),
      identify(new Blob(['same']), 'b.md'),
      identify(new Blob(['other']), 'a.txt'),
    ]);
    if (!('id' in a && 'id' in b && 'id' in c)) throw new Error('refused');
    expect(a.id).toBe('0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5');
    expect(b.id).toBe(a.id);
    expect(c.id).not.toBe(a.id);
  });

  it('hashes large files by slices', async () => {
    const slice = new Uint8Array(8 * 1024 * 1024);
    const large = await identify(new Blob(['# a\n', slice.fill(32), 'b']), 'a.md');
    const other = await identify(new Blob(['# a\n', slice, 'c']), 'a.md');
    if (!('id' in large && 'id' in other)) throw new Error('refused');
    expect(large.id).toMatch(/^[0-9a-f]{64}$/);
    expect(other.id).not.toBe(large.id);
  });

  it('refuses an empty file', async () => {
    expect(await identify(new Blob([]), 'a.txt')).toMatchObject({
      ok: false,
      issue: { code: 'empty' },
    });
  });
});
