import fc from 'fast-check';
import { deleteDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { Admission } from '../../src/app/admission';
import { FolderRecord } from '../../src/app/folders/folder-record';
import { type ScanParts, scanFolder } from '../../src/app/folders/scan-folder';
import type { LinkedFolder, NameInFolder, SourceDocument } from '../../src/core';
import { identify } from '../../src/parse/identify';
import { Store } from '../../src/store';

const databaseName = 'rummage-test-folders';
const folderName = 'test-folders';

let store: Store | undefined;

afterEach(async () => {
  store?.close();
  await deleteDB(databaseName);
});

const root = () => navigator.storage.getDirectory();

async function newFolder(name: string): Promise<FileSystemDirectoryHandle> {
  const all = await (await root()).getDirectoryHandle(folderName, { create: true });
  await all.removeEntry(name, { recursive: true }).catch(() => {});
  return all.getDirectoryHandle(name, { create: true });
}

async function fileAt(folder: FileSystemDirectoryHandle, path: string) {
  const parts = path.split('/');
  const name = parts.pop()!;
  let directory = folder;
  for (const part of parts) directory = await directory.getDirectoryHandle(part, { create: true });
  return { directory, name };
}

async function write(folder: FileSystemDirectoryHandle, path: string, text: string): Promise<void> {
  const { directory, name } = await fileAt(folder, path);
  const stream = await (await directory.getFileHandle(name, { create: true })).createWritable();
  await stream.write(text);
  await stream.close();
}

async function remove(folder: FileSystemDirectoryHandle, path: string): Promise<void> {
  const { directory, name } = await fileAt(folder, path);
  await directory.removeEntry(name).catch(() => {});
}

/** The store with a view of its documents, as the app has it; files are read for their id alone. */
async function openLibrary() {
  const opened = await Store.open({ name: databaseName });
  store = opened;
  const view = new Map<string, SourceDocument>();
  const admitted: string[] = [];
  const library = {
    async admit(...[document, name, original]: Parameters<Store['admit']>) {
      const known = await opened.admit(document, name, original);
      view.set(known.id, known);
      admitted.push(name.path);
      return known;
    },
    async takeOffNames(folder: string, names: NameInFolder[]) {
      const { changed, removed } = await opened.takeOffNames(folder, names);
      for (const document of changed) view.set(document.id, document);
      for (const id of removed) view.delete(id);
    },
  };
  const ingest = { admit: () => {} };
  const parsers = {
    run: (work: (...parts: unknown[]) => unknown) => work({ identify }, (step: unknown) => step),
  };
  const admission = new Admission({ library, parsers, ingest, store: {} } as never);
  const parts = {
    library,
    admission,
    ingest,
    document: (id: string) => view.get(id),
    documents: () => view.values(),
  } as unknown as ScanParts;

  async function link(id: string) {
    const handle = await newFolder(id);
    const folder: LinkedFolder = { id, name: 'papers', handle, addedAt: 1 };
    await opened.saveFolder(folder);
    return folder;
  }

  /** Begins from what is stored, as on a later visit. */
  async function scan({ id }: LinkedFolder) {
    const folder = (await opened.folders()).find((one) => one.id === id)!;
    const record = new FolderRecord(opened as never, id, await opened.folderFiles(id));
    admitted.length = 0;
    const result = await scanFolder(parts, folder, record, {
      scope: [''],
      doubtful: [],
      retries: false,
      onStep: () => {},
      signal: new AbortController().signal,
    });
    return { ...result, admitted: [...admitted] };
  }

  const names = async (id: string | undefined) =>
    (await opened.documents())
      .flatMap((document) => document.names)
      .filter(({ folder }) => folder === id)
      .map(({ path }) => path)
      .sort();
  return { link, scan, names, library, store: opened };
}

const paths = ['a.txt', 'b.txt', 'in/a.txt', 'in/deep/c.txt', 'd.md'];
const contents = ['one of these', 'another of these', 'the third of these', 'one more of these'];
const step = fc.oneof(
  fc.record({ write: fc.constantFrom(...paths), text: fc.constantFrom(...contents) }),
  fc.record({ remove: fc.constantFrom(...paths) }),
);

it('after a look the library has what is in the folder, and of the rest nothing is touched', async () => {
  const { link, scan, names, library, store } = await openLibrary();
  const other = await link('other');
  await write(other.handle, 'a.txt', contents[0]!);
  await write(other.handle, 'own.txt', 'only in the other one');
  await scan(other);
  const byHand = { name: 'a.txt', path: 'papers/a.txt', addedAt: 1 };
  const [first] = await store.documents();
  const { names: _, state: __, ...document } = first!;
  await library.admit(document, byHand, new Blob([contents[0]!]));

  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 3 }),
      async (rounds) => {
        runs += 1;
        const folder = await link(`run-${runs}`);
        const expected = new Map<string, string>();
        // Enough that stay for the others to go without a question.
        for (const i of paths.keys()) expected.set(`stays/${i}.txt`, `${i} stays`);
        for (const [path, text] of expected) await write(folder.handle, path, text);
        await scan(folder);
        for (const round of rounds) {
          const before = new Map(expected);
          for (const one of round) {
            if ('remove' in one) {
              await remove(folder.handle, one.remove);
              expected.delete(one.remove);
            } else {
              await write(folder.handle, one.write, one.text);
              expected.set(one.write, one.text);
            }
          }
          const written = round.flatMap((one) => ('write' in one ? [`papers/${one.write}`] : []));
          const { admitted } = await scan(folder);
          // Nothing that was left as it was is so much as read.
          expect(written).toEqual(expect.arrayContaining(admitted));
          for (const [path, text] of expected) {
            if (before.get(path) !== text) expect(admitted).toContain(`papers/${path}`);
          }
          const all = [...expected.keys()].map((path) => `papers/${path}`).sort();
          expect(await names(folder.id)).toEqual(all);
          for (const { names } of await store.documents()) expect(names).not.toEqual([]);
        }
        expect((await scan(folder)).admitted).toEqual([]);
        expect(await names(other.id)).toEqual(['papers/a.txt', 'papers/own.txt']);
        expect(await names(undefined)).toEqual(['papers/a.txt']);
      },
    ),
    { numRuns: 12 },
  );
});

it('a file that was moved stays one document, and one that is in two places loses one name', async () => {
  const { link, scan, names, store } = await openLibrary();
  const folder = await link('moves');
  for (const [i, path] of paths.entries()) await write(folder.handle, path, `${i} is here`);
  await write(folder.handle, 'copy.txt', '0 is here');
  expect((await scan(folder)).look).toMatchObject({ added: 6, changed: 0, moved: 0, removed: 0 });
  const before = await store.documents();
  await remove(folder.handle, 'b.txt');
  await write(folder.handle, 'elsewhere/b2.txt', '1 is here');
  await remove(folder.handle, 'copy.txt');
  const { look } = await scan(folder);
  expect(look).toMatchObject({ added: 0, changed: 0, moved: 1, removed: 1 });
  const after = await store.documents();
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(await names(folder.id)).toEqual(
    ['a.txt', 'd.md', 'elsewhere/b2.txt', 'in/a.txt', 'in/deep/c.txt'].map((p) => `papers/${p}`),
  );
});

it('a folder that is gone, or empty all at once, takes no document with it', async () => {
  const { link, scan, names, store } = await openLibrary();
  const folder = await link('drive');
  for (const path of paths) await write(folder.handle, path, path);
  await scan(folder);
  const all = await names(folder.id);
  const parent = await (await root()).getDirectoryHandle(folderName);
  await parent.removeEntry('drive', { recursive: true });
  await expect(scan(folder)).rejects.toThrow(expect.objectContaining({ name: 'NotFoundError' }));
  await newFolder('drive');
  const { doubtful, look } = await scan(folder);
  expect(doubtful).toHaveLength(paths.length);
  expect(look.removed).toBe(0);
  expect(await names(folder.id)).toEqual(all);
  expect(await store.documents()).toHaveLength(paths.length);
});

it('a look that was cut off is gone on with, and what it left half done is put right', async () => {
  const { link, scan, names, library, store } = await openLibrary();
  const folder = await link('cut');
  await write(folder.handle, 'a.txt', 'was here');
  await scan(folder);
  // Admitted, and the tab was closed before that was written down; then the file went.
  const [first] = await store.documents();
  const { names: _, state: __, ...document } = first!;
  const name = { name: 'x.txt', path: 'papers/x.txt', addedAt: 1, folder: folder.id };
  await library.admit({ ...document, id: 'ff' }, name, new Blob(['x']));
  await library.admit(document, { ...name, path: 'papers/y.txt' }, new Blob(['was here']));
  await scan(folder);
  expect(await names(folder.id)).toEqual(['papers/a.txt']);
  expect(await store.document('ff')).toBeUndefined();
});
