import { describe, expect, it } from 'vitest';
import type { ParsedChunk } from '../../src/core';
import { readPicture, renderPicture } from '../../src/parse';
import { boxOf, jpegOf, pngWith, type Tag, tiffOf } from './made-files';
import { load, options, read, readFile } from './read-file';

const fixtures = '/tests/browser/fixtures/';
const formats = '/tests/e2e/fixtures/formats/';

/** The colour of a raster at a place, by which of its channels are on. */
function colourAt({ raster }: ParsedChunk, x: number, y: number): string {
  const { width, height, data } = raster!;
  const at = 4 * (Math.floor(y * height) * width + Math.floor(x * width));
  const channels = Array.from(data.slice(at, at + 3), (value) => (value > 128 ? 1 : 0)).join('');
  return { '100': 'red', '010': 'green', '001': 'blue', '110': 'yellow' }[channels] ?? channels;
}

describe('a moving picture', () => {
  it.each(['moving.gif', 'moving.webp'])(
    'is its first frame and a middle one: %s',
    async (name) => {
      const { chunks, metadata, ocrPages, warnings } = await summaryOf(await load(fixtures + name));
      expect(metadata).toEqual({ Width: 60, Height: 40, Frames: 5 });
      expect(ocrPages).toEqual([1]);
      expect(warnings).toEqual([]);
      expect(chunks.map(({ chunk }) => [chunk.kind, chunk.locator])).toEqual([
        ['image', { type: 'whole' }],
        ['image', { type: 'frame', frame: 3 }],
      ]);
      const [first, middle] = chunks as [ParsedChunk, ParsedChunk];
      expect([colourAt(first, 0.25, 0.5), colourAt(first, 0.75, 0.5)]).toEqual(['red', 'red']);
      // Of the middle frame only its left half stands in the file.
      expect([colourAt(middle, 0.25, 0.5), colourAt(middle, 0.75, 0.5)]).toEqual(['blue', 'red']);
      expect(middle.thumbnail?.type).toBe('image/jpeg');
    },
  );

  it('is read by its frame again', async () => {
    const again = await readPicture(await load(`${fixtures}moving.gif`), options, 3);
    if ('issue' in again) throw new Error(again.issue.message);
    const chunk = { raster: again.raster } as ParsedChunk;
    expect([colourAt(chunk, 0.25, 0.5), colourAt(chunk, 0.75, 0.5)]).toEqual(['blue', 'red']);
  });

  it('that stands still is one picture, and a TIFF has pages', async () => {
    const still = await summaryOf(await load(`${formats}cat.webp`));
    expect(still.chunks.map(({ chunk }) => chunk.locator)).toEqual([{ type: 'whole' }]);
    expect(still.metadata.Frames).toBeUndefined();
    const { chunks, ocrPages } = await summaryOf(await load(`${formats}scan.tiff`));
    expect(chunks[1]!.chunk.locator).toEqual({ type: 'page', page: 2 });
    expect(ocrPages).toEqual(chunks.map((_, i) => i + 1));
  });
});

/** What no browser draws: the first marks of a lossless JPEG, as sensors' pixels are kept. */
const lossless = Uint8Array.of(
  ...[0xff, 0xd8, 0xff, 0xc3, 0, 11, 12, 0x20, 0, 0x20, 0, 1, 1, 0x11, 0],
  ...[0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0, 1, 2, 3, 0xff, 0, 4, 0xff, 0xd9],
);

/** A DNG or NEF in little: tags, a small preview, what the sensor saw, and a large preview. */
async function rawTiff(first: Tag[], sensor: Tag[]): Promise<Uint8Array<ArrayBuffer>> {
  const small = await jpegOf(60, 40, ['lime', 'lime']);
  const large = await jpegOf(240, 160, ['red', 'blue']);
  const head = tiffOf(4, ([, sub = 0, preview = 0, exif = 0], end) => [
    [
      [0x10f, 2, 'Maker'],
      [0x110, 2, 'Maker Two'],
      [0x112, 3, [6]],
      [0x14a, 4, [sub, preview]],
      [0x201, 4, [end]],
      [0x202, 4, [small.length]],
      [0x8769, 4, [exif]],
      ...first,
    ],
    sensor,
    [
      [0x103, 3, [7]],
      [0x111, 4, [end + small.length + lossless.length]],
      [0x117, 4, [large.length]],
    ],
    [[0x9003, 2, '2024:05:06 07:08:09']],
  ]);
  return join(head, small, lossless, large);
}

const join = (...parts: Uint8Array<ArrayBuffer>[]) => boxOf('', ...parts).subarray(8);

describe('a RAW file', () => {
  it.each<[string, Tag[], Tag[]]>([
    ['a DNG, by its version', [[0xc612, 4, [4]]], []],
    ['others, by the pixels of a sensor', [], [[0x106, 3, [32803]]]],
  ])('that is laid out as a TIFF is known: %s', async (_, first, sensor) => {
    const file = new File([await rawTiff(first, sensor)], 'photo.tif');
    const { format, chunks, metadata, warnings } = await summaryOf(file);
    expect(format).toBe('raw');
    expect(warnings).toEqual([]);
    expect(metadata).toEqual({
      Width: 160,
      Height: 240,
      Taken: '2024-05-06 07:08',
      Camera: 'Maker Two',
    });
    expect(chunks).toHaveLength(1);
    // The camera was turned: what the sensor had to the left is above.
    expect([colourAt(chunks[0]!, 0.5, 0.2), colourAt(chunks[0]!, 0.5, 0.8)]).toEqual([
      'red',
      'blue',
    ]);
    const shown = await renderPicture(file, 'raw', 1);
    if (!(shown instanceof Blob)) throw new Error(shown.message);
    const { width, height } = await createImageBitmap(shown);
    expect([width, height]).toEqual([160, 240]);
  });

  it('that turns its preview itself is not turned twice', async () => {
    const large = await jpegOf(240, 160, ['red', 'blue']);
    const tags = tiffOf(1, () => [[[0x112, 3, [8]]]]);
    const exif = join(new TextEncoder().encode('Exif\u0000\u0000'), tags);
    const mark = Uint8Array.of(0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 255);
    const turned = join(large.slice(0, 2), mark, exif, large.slice(2));
    const head = tiffOf(1, () => [
      [
        [0x112, 3, [6]],
        [0xc612, 4, [4]],
      ],
    ]);
    const { chunks } = await summaryOf(new File([head, turned], 'photo.dng'));
    expect(colourAt(chunks[0]!, 0.5, 0.2)).toBe('blue');
  });

  it('of Canon is read in its newer container', async () => {
    const tags = tiffOf(1, () => [
      [
        [0x10f, 2, 'Canon'],
        [0x110, 2, 'Canon EOS R9'],
        [0x112, 3, [3]],
        [0x132, 2, '2025:01:02 03:04:05'],
      ],
    ]);
    const large = await jpegOf(240, 160, ['red', 'blue']);
    const small = await jpegOf(60, 40, ['lime', 'lime']);
    const file = join(
      boxOf('ftyp', new TextEncoder().encode('crx \u0000\u0000\u0000\u0001crx isom')),
      boxOf('moov', boxOf('uuid', new Uint8Array(16), boxOf('CMT1', tags), boxOf('THMB', small))),
      boxOf('mdat', large, lossless),
    );
    const { format, chunks, metadata } = await summaryOf(new File([file], 'photo.cr3'));
    expect(format).toBe('raw');
    expect(metadata).toEqual({
      Width: 240,
      Height: 160,
      Taken: '2025-01-02 03:04',
      Camera: 'Canon EOS R9',
    });
    expect(colourAt(chunks[0]!, 0.2, 0.5)).toBe('blue');
  });

  it.each([
    ['Fujifilm', 'FUJIFILMCCD-RAW 0201FF389501X-T9'],
    ['Olympus', 'IIRO\u0008\u0000\u0000\u0000'],
    ['Olympus, in the other byte order', 'MMOR\u0000\u0000\u0000\u0008'],
    ['Panasonic', 'IIU\u0000\u0018\u0000\u0000\u0000'],
  ])('of %s is read by the JPEG in it', async (_, head) => {
    const bytes = Uint8Array.from(head, (char) => char.charCodeAt(0));
    const large = await jpegOf(240, 160, ['red', 'blue']);
    const file = new File([bytes, new Uint8Array(500), large, lossless], 'photo');
    const { format, metadata, chunks } = await summaryOf(file);
    expect(format).toBe('raw');
    expect(metadata).toMatchObject({ Width: 240, Height: 160 });
    expect(colourAt(chunks[0]!, 0.2, 0.5)).toBe('red');
  });

  it('without a preview says so', async () => {
    const head = tiffOf(1, () => [[[0xc612, 4, [4]]]]);
    const { issue } = await readFile(new File([head, lossless], 'photo.dng'));
    expect(issue).toMatchObject({ code: 'unsupported', hint: 'Export it as a JPEG and add that.' });
  });

  it('with a broken preview is read by the next smaller one', async () => {
    const head = tiffOf(1, () => [[[0xc612, 4, [4]]]]);
    const large = await jpegOf(240, 160, ['red', 'blue']);
    // Its tables are gone; what is left still says its size.
    for (let i = 2; i < large.length - 1; i++) {
      if (large[i] === 0xff && large[i + 1] === 0xdb) large[i + 1] = 0xfe;
    }
    const small = await jpegOf(60, 40, ['lime', 'lime']);
    const { metadata } = await summaryOf(new File([head, large, small], 'photo.dng'));
    expect(metadata).toMatchObject({ Width: 60, Height: 40 });
  });
});

describe('what a PNG says of itself', () => {
  const text = (value: string) => Uint8Array.from(value, (char) => char.charCodeAt(0));
  const deflated = async (value: string) => {
    const stream = new Blob([value]).stream().pipeThrough(new CompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  it.each<[string, () => Promise<{ type: string; data: Uint8Array<ArrayBuffer> }[]>, string]>([
    [
      'plain, in Latin-1',
      async () => [
        { type: 'tEXt', data: text('Software\u0000Painter 2') },
        { type: 'tEXt', data: text('Title\u0000A caf\u00e9') },
        { type: 'tEXt', data: text('Description\u0000The caf\u00e9 at the pier') },
      ],
      'The café at the pier',
    ],
    [
      'in UTF-8',
      async () => [
        {
          type: 'iTXt',
          data: join(
            text('Comment\u0000\u0000\u0000en\u0000\u0000'),
            new TextEncoder().encode('Дом'),
          ),
        },
      ],
      'Дом',
    ],
    [
      'packed',
      async () => [
        {
          type: 'zTXt',
          data: join(text('Title\u0000\u0000'), await deflated('A long bridge')),
        },
      ],
      'A long bridge',
    ],
  ])('is its caption: %s', async (_, chunks, expected) => {
    const png = new Uint8Array(await (await load(`${formats}cat.png`)).arrayBuffer());
    const file = new File([pngWith(png, await chunks())], 'cat.png');
    const { chunks: read, metadata } = await summaryOf(file);
    expect(metadata.Description).toBe(expected);
    expect(read.at(-1)).toMatchObject({ chunk: { kind: 'caption', text: expected } });
  });

  it('is nothing where a program wrote it', async () => {
    const png = new Uint8Array(await (await load(`${formats}cat.png`)).arrayBuffer());
    const data = text('Comment\u0000Created with GIMP');
    const { metadata } = await summaryOf(
      new File([pngWith(png, [{ type: 'tEXt', data }])], 'a.png'),
    );
    expect(metadata.Description).toBeUndefined();
    expect((await read(`${formats}cat.png`)).chunks).toHaveLength(1);
  });
});

/** Of a file that is read without a fault. */
async function summaryOf(file: File) {
  const found = await readFile(file);
  if ('issue' in found) throw new Error(found.issue!.message);
  return found;
}
