import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Admission } from '../../src/app/admission';
import { Sidecars } from '../../src/app/sidecars';
import type { SourceDocument } from '../../src/core';
import { identify } from '../../src/parse/identify';

const jpeg = Uint8Array.from(readFileSync('tests/e2e/fixtures/formats/described.jpg'));

const xmp = (inner: string) =>
  `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
  <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"><rdf:Description>${inner}
  </rdf:Description></rdf:RDF></x:xmpmeta>`;

const described = xmp(
  `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">DSC 1</rdf:li></rdf:Alt></dc:title>
  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">The pier &amp;
  the   ferry</rdf:li><rdf:li xml:lang="de">Der Pier</rdf:li></rdf:Alt></dc:description>`,
);

/** Adds files to a library; of those in `known` it has the pictures already. */
async function add(
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  known: { caption?: string }[] = [],
) {
  const documents = new Map<string, { path: string; caption: string | undefined }>();
  const refusals: { name: string; message: string }[] = [];
  const set: { caption: string }[] = [];
  const parser = { identify };
  const admission = new Admission({
    store: {
      setState: (change: (state: { refusals: unknown[] }) => { refusals: typeof refusals }) => {
        for (const { name, issue } of change({ refusals: [] }).refusals as never as {
          name: string;
          issue: { message: string };
        }[]) {
          refusals.push({ name, message: issue.message });
        }
      },
    },
    library: {
      admit: async (document: SourceDocument, { path }: { path: string }) => {
        const admitted = document.kind === 'image' && known[0] ? known[0] : document;
        documents.set(path, { path, caption: admitted.caption });
        return admitted;
      },
    },
    parsers: {
      run: (work: (...parts: unknown[]) => unknown) => work(parser, (step: unknown) => step),
    },
    ingest: { admit: () => {} },
    setCaptions: async (captions: { caption: string }[]) => {
      set.push(...captions);
    },
  } as never);
  await admission.admitAll(
    Object.entries(files).map(([path, content]) => ({
      file: new File([content], path.slice(path.lastIndexOf('/') + 1)),
      path,
    })),
  );
  const captions = Object.fromEntries(
    [...documents.values()].map(({ path, caption }) => [path, caption]),
  );
  return { captions, refusals, set: set.map(({ caption }) => caption) };
}

describe('a file beside a picture', () => {
  it.each(['photo.jpg.xmp', 'photo.xmp', 'PHOTO.XMP'])(
    'is used up where it is XMP: %s',
    async (name) => {
      const { captions, refusals } = await add({
        'trip/photo.jpg': jpeg,
        [`trip/${name}`]: described,
      });
      expect(captions).toEqual({ 'trip/photo.jpg': 'The pier & the ferry' });
      expect(refusals).toEqual([]);
    },
  );

  it.each(['photo.jpg.txt', 'photo.txt'])('is a text as well: %s', async (name) => {
    const { captions } = await add({ 'photo.jpg': jpeg, [name]: ' The caf\u00e9\nat the pier\n' });
    expect(captions).toEqual({ 'photo.jpg': 'The café at the pier', [name]: undefined });
  });

  it('counts where it says something, XMP first', async () => {
    const { captions } = await add({
      'a.jpg': jpeg,
      'a.txt': 'a text',
      'a.xmp': described,
      'b.jpg': jpeg,
      'b.xmp': xmp('<xmp:Rating>5</xmp:Rating>'),
      'b.jpg.txt': 'the text of b',
    });
    expect(captions).toMatchObject({ 'a.jpg': 'The pier & the ferry', 'b.jpg': 'the text of b' });
  });

  it('says nothing of others, and nothing where it is long', async () => {
    const { captions } = await add({
      'a/photo.jpg': jpeg,
      'b/photo.txt': 'elsewhere',
      'a/notes.txt': 'other',
      'c/photo.jpg': jpeg,
      'c/photo.txt': 'long '.repeat(120),
      'd/photo.jpg': jpeg,
      'd/photo.txt': 'name,age\nAnn,12\nBo,13\n',
    });
    expect(captions['a/photo.jpg']).toBeUndefined();
    expect(captions['c/photo.jpg']).toBeUndefined();
    expect(captions['d/photo.jpg']).toBeUndefined();
  });

  it('is read with its picture, and a picture with what stands beside it', () => {
    const paths = ['a.jpg', 'a.txt', 'a.jpg.xmp', 'a.png', 'b.txt', 'in/a.jpg'];
    const files = paths.map((path) => ({ path }));
    const sidecars = new Sidecars(files);
    const companions = files.map((file) => [...sidecars.companions(file)].map(({ path }) => path));
    expect(companions).toEqual([
      ['a.jpg', 'a.jpg.xmp', 'a.txt'],
      ['a.txt', 'a.jpg', 'a.jpg.xmp', 'a.png'],
      ['a.jpg.xmp', 'a.jpg', 'a.txt'],
      ['a.png', 'a.txt'],
      ['b.txt'],
      ['in/a.jpg'],
    ]);
  });

  it('that is XMP and alone is refused', async () => {
    const { captions, refusals } = await add({ 'photo.xmp': described });
    expect(captions).toEqual({});
    expect(refusals).toEqual([
      {
        name: 'photo.xmp',
        message: 'This is an XMP file, which describes a picture that was not added with it.',
      },
    ]);
  });

  it('never takes the place of what was written by hand', async () => {
    const files = { 'photo.jpg': jpeg, 'photo.xmp': described };
    expect((await add(files, [{ caption: 'by hand' }])).set).toEqual([]);
    expect((await add(files, [{}])).set).toEqual(['The pier & the ferry']);
  });
});
