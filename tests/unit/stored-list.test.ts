import { beforeEach, expect, it } from 'vitest';
import { beginWithPlainStorage } from './plain-storage';

beforeEach(beginWithPlainStorage);

const load = () => import('../../src/ui/parts/stored-list');
const isText = (value: unknown): value is string => typeof value === 'string';

function sealedLists(entries: [string, unknown[]][] = []) {
  const lists = new Map<string, unknown[]>(entries);
  return {
    lists,
    load: async (name: string) => {
      if (name === 'broken') throw new Error('It cannot be read.');
      return lists.get(name)?.slice();
    },
    save: async (name: string, items: readonly unknown[]) => void lists.set(name, [...items]),
  };
}

it('what was left in plain storage joins what is sealed, and is left nowhere else', async () => {
  const { storedList, keepListsIn } = await load();
  const list = storedList('words', isText);
  localStorage.setItem('words', '["plain","both"]');
  const sealed = sealedLists([['words', ['both', 'sealed']]]);
  await keepListsIn(sealed);
  expect(list.get()).toEqual(['plain', 'both', 'sealed']);
  expect(sealed.lists.get('words')).toEqual(['plain', 'both', 'sealed']);
  expect(localStorage.getItem('words')).toBeNull();
});

it('what is set while lists are on their way is sealed', async () => {
  const { storedList, keepListsIn } = await load();
  const list = storedList('words', isText);
  const sealed = sealedLists([['words', ['sealed']]]);
  const moving = keepListsIn(sealed);
  list.set(['new']);
  await moving;
  expect(list.get()).toEqual(['new', 'sealed']);
  expect(sealed.lists.get('words')).toEqual(['new', 'sealed']);
  expect(localStorage.getItem('words')).toBeNull();
});

it('a list that cannot be read leaves the others alone', async () => {
  const { storedList, keepListsIn, keepListsPlain } = await load();
  const broken = storedList('broken', isText);
  const words = storedList('words', isText);
  const sealed = sealedLists([['words', ['sealed']]]);
  await expect(keepListsIn(sealed)).rejects.toThrow('could not be moved');
  expect(broken.get()).toEqual([]);
  expect(words.get()).toEqual(['sealed']);
  await expect(keepListsPlain(sealed)).rejects.toThrow('could not be moved');
  expect(localStorage.getItem('words')).toBe('["sealed"]');
  expect(sealed.lists.get('words')).toEqual([]);
});

it('where plain storage is full, a list stays sealed', async () => {
  const { storedList, keepListsPlain } = await load();
  const list = storedList('words', isText);
  localStorage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const sealed = sealedLists([['words', ['sealed']]]);
  await expect(keepListsPlain(sealed)).rejects.toThrow('could not be moved');
  expect(list.get()).toEqual(['sealed']);
  expect(sealed.lists.get('words')).toEqual(['sealed']);
});
