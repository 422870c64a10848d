import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFolder, isWorthAsking } from '../../src/app/folders/changes';
import { FolderNames } from '../../src/app/folders/folder-names';
import { FolderRecord } from '../../src/app/folders/folder-record';
import { isSkipped } from '../../src/app/folders/list-folder';
import {
  type FolderFile,
  issue,
  isWithin,
  type SourceDocument,
  withoutNames,
  withReleasedNames,
} from '../../src/core';

const path = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'c.txt'), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));
const file = fc.record({ path, byteSize: fc.nat(2), lastModified: fc.nat(2) }).map(
  (stamp): FolderFile => ({
    ...stamp,
    documents: [`${stamp.path} ${stamp.byteSize} ${stamp.lastModified}`],
  }),
);
const disk = fc
  .uniqueArray(file, { selector: (one) => one.path, maxLength: 12 })
  .map((files) => new Map(files.map((one) => [one.path, one])));

/** What a record is once what was found is taken in. */
function applied(known: Map<string, FolderFile>, changes: ReturnType<typeof compareFolder>) {
  const after = new Map(known);
  for (const { path } of changes.gone) after.delete(path);
  for (const one of [...changes.added, ...changes.changed]) after.set(one.path, one as FolderFile);
  return after;
}

const sorted = (files: Map<string, FolderFile>) =>
  [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));

describe('compareFolder', () => {
  it('tells what makes the record equal to the folder, and nothing that is equal', () => {
    fc.assert(
      fc.property(disk, disk, (known, files) => {
        const changes = compareFolder(known, { files, unread: [], scope: [''] });
        expect(sorted(applied(known, changes))).toEqual(sorted(files));
        const again = compareFolder(files, { files, unread: [], scope: [''] });
        expect(again).toEqual({ added: [], changed: [], gone: [] });
      }),
    );
  });

  it('says nothing is gone where it was not looked at, or could not be read', () => {
    fc.assert(
      fc.property(disk, disk, path, path, (known, files, part, unread) => {
        const seen = new Map([...files].filter(([p]) => isWithin(p, part) && !isWithin(p, unread)));
        const faults = [{ path: unread, issue: issue('internal', 'locked') }];
        const changes = compareFolder(known, { files: seen, unread: faults, scope: [part] });
        for (const { path } of changes.gone) {
          expect(isWithin(path, part) && !isWithin(path, unread) && !files.has(path)).toBe(true);
        }
        const touched = [...changes.added, ...changes.changed].map((one) => one.path);
        expect(touched.every((p) => isWithin(p, part) && !isWithin(p, unread))).toBe(true);
      }),
    );
  });

  it('asks before most of a folder goes, and not for a few files of many', () => {
    expect(isWorthAsking(500, 500, 0)).toBe(true);
    expect(isWorthAsking(1, 1, 0)).toBe(true);
    expect(isWorthAsking(260, 500, 240)).toBe(true);
    expect(isWorthAsking(240, 500, 260)).toBe(false);
    expect(isWorthAsking(2, 3, 1)).toBe(false);
    expect(isWorthAsking(0, 0, 0)).toBe(false);
  });
});

const name = fc.record({
  name: fc.constant('n'),
  path: fc.constantFrom('p/a', 'p/b', 'p/b/c'),
  addedAt: fc.nat(3),
  folder: fc.constantFrom('one', 'two', undefined),
});
const document = fc
  .array(name, { minLength: 1, maxLength: 6 })
  .map((names) => ({ id: 'd', names }) as SourceDocument);
const paths = fc.subarray(['p/a', 'p/b', 'p/b/c']).map((some) => new Set(some));

describe('names from a folder', () => {
  it('are taken off by their paths, and no other name is touched', () => {
    fc.assert(
      fc.property(document, paths, (before, some) => {
        const { names } = withoutNames(before, 'one', some);
        const others = before.names.filter((n) => n.folder !== 'one' || !some.has(n.path));
        expect(names).toEqual(others);
      }),
    );
  });

  it('become the own names of the document, once each', () => {
    fc.assert(
      fc.property(document, paths, (before, some) => {
        const { names } = withReleasedNames(before, 'one', some);
        expect(names.some((n) => n.folder === 'one' && some.has(n.path))).toBe(false);
        expect(new Set(names.map((n) => n.path))).toEqual(new Set(before.names.map((n) => n.path)));
        const elsewhere = (list: SourceDocument['names']) =>
          list.filter((n) => n.folder === 'two' || (n.folder === 'one' && !some.has(n.path)));
        expect(elsewhere(names)).toEqual(elsewhere(before.names));
      }),
    );
  });

  it('without a file are told from those of what is in a file', () => {
    const known = new Map<string, FolderFile>([
      ['a.zip', { path: 'a.zip', byteSize: 1, lastModified: 1, documents: ['d'] }],
    ]);
    const folder = { id: 'one', name: 'p' };
    const named = (path: string) => ({ name: 'n', path, addedAt: 1, folder: 'one' });
    const names = [named('p/a.zip/inner/x.txt'), named('p/a.zip2'), named('p/lost/x.txt')];
    const documents = [{ id: 'd', names: [...names, { ...named('p/by-hand'), folder: 'two' }] }];
    const all = documents as unknown as SourceDocument[];
    const stray = new FolderNames(folder, () => undefined).stray(all, known);
    expect(stray.map((one) => one.path)).toEqual(['p/a.zip2', 'p/lost/x.txt']);
  });
});

describe('FolderRecord', () => {
  it('is in the store what it is in memory, and writes only the blocks that changed', async () => {
    const change = fc.oneof(
      fc.record({ put: fc.nat(900), size: fc.nat(5) }),
      fc.record({ delete: fc.nat(900) }),
    );
    const changes = fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(changes, async (rounds) => {
        const stored: FolderFile[][] = [];
        let written = 0;
        const library = {
          saveFolderFiles: async (
            _id: string,
            blocks: { block: number; files: FolderFile[] }[],
          ) => {
            for (const { block, files } of blocks) stored[block] = files;
            written = blocks.length;
          },
        };
        const record = new FolderRecord(library, 'one', []);
        for (let i = 0; i < 600; i++) record.put(fileAt(i, 0));
        await record.save();
        expect(stored).toHaveLength(3);
        for (const round of rounds) {
          for (const one of round) {
            if ('put' in one) record.put(fileAt(one.put, one.size));
            else record.delete(`f${one.delete}`);
          }
          written = 0;
          await record.save();
          expect(written).toBeLessThanOrEqual(round.length);
          const again = new FolderRecord(library, 'one', structuredClone(stored));
          expect(sorted(new Map(again.files))).toEqual(sorted(new Map(record.files)));
        }
      }),
      { numRuns: 30 },
    );
  });
});

const fileAt = (i: number, byteSize: number): FolderFile => ({
  path: `f${i}`,
  byteSize,
  lastModified: 1,
  documents: [`d${i}`],
});

describe('what is passed over', () => {
  it.each(['.git', '.DS_Store', 'node_modules', '~$letter.docx', 'Thumbs.db', 'film.mp4.part'])(
    '%s',
    (name) => expect(isSkipped(name)).toBe(true),
  );

  it.each(['letter.docx', 'modules', 'part', 'my node_modules', 'a.b'])('but not %s', (name) =>
    expect(isSkipped(name)).toBe(false),
  );
});
