import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentState, OcrPage, SourceDocument } from '../../../src/core';
import type { RestoredContent } from '../../../src/store';
import { mergeDocument, newerOf } from '../../../src/workers/backup/merge';
import { OriginalPaths } from '../../../src/workers/backup/paths';

const ready = (readyAt: number): DocumentState => ({
  phase: 'ready',
  chunkCount: 0,
  warnings: [],
  metadata: {},
  readyAt,
});
const names = (...paths: string[]) => paths.map((path) => ({ name: path, path, addedAt: 1 }));

function documentOf(state: DocumentState, rest: Partial<SourceDocument> = {}): SourceDocument {
  const common = { id: 'aa', format: 'plain', kind: 'text', byteSize: 1, addedAt: 1 } as const;
  return { ...common, names: names('a.txt'), state, ...rest };
}

const content: RestoredContent = {
  chunks: [],
  thumbnails: new Map(),
  embeddings: { ordinals: [], kinds: [], vectors: new Float32Array() },
};
const ocrPages: OcrPage[] = [];
const original = new Blob(['a']);

describe('a document of a backup that is new here', () => {
  it('comes as it was', () => {
    const document = documentOf(ready(5), { caption: 'boat' });
    expect(mergeDocument(undefined, false, { document, content, original, ocrPages })).toEqual({
      document,
      content,
      original,
      ocrPages,
    });
    expect(mergeDocument(undefined, false, { document, content, ocrPages })?.document).toBe(
      document,
    );
  });

  it('waits to be read where another model made its embeddings', () => {
    const document = documentOf(ready(5), { caption: 'boat' });
    const restored = mergeDocument(undefined, false, { document, original, ocrPages });
    expect(restored?.document).toEqual({ ...document, state: { phase: 'waiting' } });
  });

  it.each([
    ['another version', ready(5)],
    ['not been read', { phase: 'waiting' } as const],
    [
      'could not be read',
      { phase: 'failed', issue: { code: 'corrupt', message: 'm', hint: '' } } as const,
    ],
  ])('is refused without its file where there is nothing to find it by: %s', (words, state) => {
    const document = documentOf(state);
    expect(() => mergeDocument(undefined, false, { document, ocrPages })).toThrow(words);
    expect(mergeDocument(undefined, false, { document, original, ocrPages })).toBeDefined();
  });
});

describe('a document of a backup that is known here', () => {
  it('changes nothing where it has nothing more', () => {
    const known = documentOf(ready(5));
    for (const state of [ready(5), ready(4), { phase: 'waiting' } as const]) {
      const incoming = { document: documentOf(state), original, content, ocrPages };
      expect(mergeDocument(known, true, incoming)).toBeUndefined();
    }
  });

  it('gives its names, and its file where that is missing', () => {
    const known = documentOf(ready(5));
    const document = documentOf(ready(4), { names: names('b.txt', 'a.txt') });
    const restored = mergeDocument(known, false, { document, original, content, ocrPages });
    expect(restored).toEqual({ document: { ...known, names: names('a.txt', 'b.txt') }, original });
  });

  it('is kept where it was made later, unless that would lose a caption or words', () => {
    const known = documentOf(ready(5));
    const later = documentOf(ready(6), { caption: 'boat' });
    expect(mergeDocument(known, true, { document: later, content, ocrPages })).toMatchObject({
      document: { caption: 'boat', state: { readyAt: 6 } },
      content,
    });
    const captioned = documentOf(ready(5), { caption: 'ship' });
    const bare = documentOf(ready(6));
    expect(mergeDocument(captioned, true, { document: bare, content, ocrPages })).toBeUndefined();
    const done = { language: 'eng', wordCount: 1, confidence: 90 };
    const read = documentOf({ ...ready(5), ocr: { pages: [1], done } } as DocumentState);
    expect(mergeDocument(read, true, { document: bare, content, ocrPages })).toBeUndefined();
  });

  it('is kept where it waits or failed here', () => {
    const incoming = { document: documentOf(ready(1)), content, ocrPages };
    const waiting = documentOf({ phase: 'waiting' });
    expect(mergeDocument(waiting, true, incoming)?.content).toBe(content);
    const captioned = { ...waiting, caption: 'mine' };
    expect(mergeDocument(captioned, true, incoming)).toBeUndefined();
  });

  it('merged a second time changes nothing', () => {
    const time = fc.nat(3);
    const documents = fc
      .record({
        state: fc.oneof(time.map(ready), fc.constant<DocumentState>({ phase: 'waiting' })),
        caption: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
        paths: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
      })
      .map(({ state, caption, paths }) =>
        documentOf(state, { names: names(...paths), ...(caption && { caption }) }),
      );
    const known = fc.option(documents, { nil: undefined });
    fc.assert(
      fc.property(known, documents, fc.boolean(), (known, document, hasOriginal) => {
        const incoming = {
          document,
          original,
          ocrPages,
          content: document.state.phase === 'ready' ? content : undefined,
        };
        const first = mergeDocument(known, hasOriginal, incoming);
        const after = first?.document ?? known!;
        for (const { path } of [...(known?.names ?? []), ...document.names]) {
          expect(after.names.map((name) => name.path)).toContain(path);
        }
        if (known?.caption !== undefined) expect(after.caption).toBeDefined();
        if (known?.state.phase === 'ready') {
          expect(after.state).toMatchObject({ phase: 'ready' });
        }
        expect(mergeDocument(after, true, incoming)).toBeUndefined();
      }),
    );
  });
});

it('of records with a time the newer ones are taken', () => {
  const here = [
    { id: 'a', at: 2 },
    { id: 'b', at: 2 },
  ];
  const more = [
    { id: 'a', at: 3 },
    { id: 'b', at: 1 },
    { id: 'c', at: 0 },
  ];
  const newer = newerOf(
    here,
    more,
    ({ id }) => id,
    ({ at }) => at,
  );
  expect(newer).toEqual([more[0], more[2]]);
});

describe('paths of originals', () => {
  it('can be unpacked: no two alike, none a folder too, none that leads out', () => {
    const paths = new OriginalPaths();
    const given = [
      'mail.eml',
      'mail.eml/fees.pdf',
      'Photos/a.jpg',
      'photos/A.JPG',
      '../../etc/passwd',
      '/C:\\x.txt',
      'what?\n.txt',
      '..',
    ].map((path) => paths.free(path));
    expect(given).toEqual([
      'mail.eml',
      'mail.eml_/fees.pdf',
      'Photos/a.jpg',
      'photos/A (2).JPG',
      'etc/passwd',
      'C__x.txt',
      'what__.txt',
      'file',
    ]);
  });

  it('are distinct for whatever is added', () => {
    const path = fc.string({
      unit: fc.constantFrom('a', 'A', '/', '.', ' ', '\\', 'é'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(path), (wanted) => {
        const paths = new OriginalPaths();
        const given = wanted.map((one) => paths.free(one).toLowerCase());
        expect(new Set(given).size).toBe(given.length);
        const isFolder = (one: string) => given.some((other) => other.startsWith(`${one}/`));
        for (const one of given) {
          expect(one).not.toMatch(/^\/|(^|\/)\.{0,2}(\/|$)|\\/);
          expect(isFolder(one)).toBe(false);
        }
      }),
    );
  });
});
