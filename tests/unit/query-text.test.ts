import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQueryText, type SourceDocument } from '../../src/core';
import { allowsDocument } from '../../src/search';

const document = (path: string, metadata: Record<string, string> = {}): SourceDocument => ({
  id: path,
  names: [{ name: path.split('/').at(-1)!, path, addedAt: new Date(2024, 5, 1).getTime() }],
  format: 'jpeg',
  kind: 'image',
  byteSize: 1,
  addedAt: 0,
  state: { phase: 'ready', chunkCount: 1, warnings: [], metadata, readyAt: 0 },
});

describe('readQueryText', () => {
  it('takes phrases, exclusions and filters apart', () => {
    const query = readQueryText('red "coffee cup" -milk -"soy latte" kind:image before:2024-05');
    expect(query.meaning).toBe('red coffee cup');
    expect(query.words).toEqual(['red', 'coffee', 'cup']);
    expect(query.phrases).toEqual(['coffee cup']);
    expect(query.excluded).toEqual(['milk', 'soy latte']);
    expect(query.filters.map(({ field, value }) => [field, value])).toEqual([
      ['kind', 'image'],
      ['before', '2024-05'],
    ]);
    expect(query.filter.kinds).toEqual(['image']);
    expect(query.filter.dates![0]!.range.to).toBe(new Date(2024, 4, 1).getTime());
  });

  it('keeps a minus, a colon and dots inside a word', () => {
    const query = readQueryText('INV-2024-17 at 12:30 from a.b@c.org');
    expect(query.words).toEqual(['INV-2024-17', 'at', '12:30', 'from', 'a.b@c.org']);
    expect(query.excluded).toEqual([]);
    expect(query.identifiers).toEqual(['INV-2024-17', 'a.b@c.org']);
  });

  it('knows names, and that a sentence begins with a capital', () => {
    expect(readQueryText('letters to Margaret Hamilton').identifiers).toEqual([
      'Margaret Hamilton',
    ]);
    expect(readQueryText('Dog on the beach').identifiers).toEqual([]);
  });

  it.each([
    ['foo', true],
    ['foo ', false],
    ['"foo', false],
    ['foo -bar', false],
    ['foo kind:pdf', false],
  ])('of %j says whether the last word is still open: %j', (typed, isOpen) => {
    expect(readQueryText(typed).isLastOpen).toBe(isOpen);
  });

  it('says where a filter stands, so that it can be cut out', () => {
    const typed = 'a folder:"my docs/2024" b page:x';
    const [folder, page] = readQueryText(typed).filters;
    expect(typed.slice(folder!.start, folder!.end)).toBe('folder:"my docs/2024"');
    expect(page).toMatchObject({ field: 'page', isUnderstood: false });
    expect(readQueryText(typed).meaning).toBe('a b');
  });

  it('takes anything that can be typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const query = readQueryText(typed);
        expect(query.words.every((word) => /[\p{L}\p{N}]/u.test(word))).toBe(true);
      }),
    );
  });
});

describe('allowsDocument', () => {
  const photo = document('trips/Oslo/IMG_1.jpg', { Taken: '2023-07-14 10:30' });
  it.each([
    ['kind:image', true],
    ['kind:pdf', false],
    ['folder:oslo', true],
    ['folder:img_1', false],
    ['name:img', true],
    ['name:oslo', false],
    ['taken:2023', true],
    ['taken:2023-07-14', true],
    ['taken:2023-07-15', false],
    ['taken:2022..2023-06', false],
    ['before:2023-07-14', false],
    ['before:2023-07-15', true],
    ['after:2023-07-13', true],
    ['after:2023-07', false],
    ['added:2024-06', true],
    ['date:2024-06', false],
    ['folder:trips name:img taken:2023', true],
    ['taken:2023 added:2025', false],
  ])('%s: %j', (typed, isAllowed) => {
    expect(allowsDocument(photo, readQueryText(typed).filter)).toBe(isAllowed);
  });

  it('goes by the day it was added where a document has no date of its own', () => {
    const note = document('note.txt');
    expect(allowsDocument(note, readQueryText('date:2024-06').filter)).toBe(true);
    expect(allowsDocument(note, readQueryText('taken:2024-06').filter)).toBe(false);
  });
});
