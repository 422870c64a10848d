import { beforeEach, expect, it } from 'vitest';
import { beginWithPlainStorage } from './plain-storage';

const saved = 'rummage.saved-searches';
const recent = 'rummage.recent-searches';

beforeEach(beginWithPlainStorage);

const load = () => import('../../src/ui/settings/backup/remembered');
const search = (address: string, name: string) => ({ address, name });

it('saved searches are united, and mine keep their names', async () => {
  const { remember, rememberedHere } = await load();
  const { savedSearches } = await import('../../src/ui/parts/remembered/saved-searches');
  const told: string[] = [];
  savedSearches.subscribe(() => told.push(saved));
  localStorage.setItem(saved, JSON.stringify([search('#/a', 'mine')]));
  await remember({ [saved]: JSON.stringify([search('#/b', 'b'), search('#/a', 'theirs')]) });
  expect(JSON.parse(localStorage.getItem(saved)!)).toEqual([
    search('#/a', 'mine'),
    search('#/b', 'b'),
  ]);
  expect(told).toEqual([saved]);
  await remember(rememberedHere());
  expect(told).toHaveLength(1);
});

it('nothing is switched on, nothing chosen here is changed, nothing broken is taken', async () => {
  const { remember, rememberedHere } = await load();
  localStorage.setItem('rummage.theme', 'dark');
  localStorage.setItem('rummage.remember-searches', 'off');
  await remember({
    [saved]: '{broken',
    [recent]: JSON.stringify([{ address: '#/x', at: 1 }]),
    'rummage.theme': 'light',
    'rummage.view': 'list',
    'rummage.generator': '{"kind":"server"}',
  });
  expect(rememberedHere()).toEqual({ 'rummage.theme': 'dark', 'rummage.view': 'list' });
  expect(localStorage.getItem('rummage.generator')).toBeNull();
});

it('a theme that comes in is shown at once', async () => {
  const { remember } = await load();
  const told: (string | null)[] = [];
  window.addEventListener('storage', ({ key }) => told.push(key));
  await remember({ 'rummage.theme': 'dark' });
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(told).toEqual(['rummage.theme']);
});

it('recent searches of both stand by their time, and no more than are kept', async () => {
  const { remember } = await load();
  const { recentSearches } = await import('../../src/ui/parts/remembered/recent-searches');
  const at = (times: number[]) => times.map((time) => ({ address: `#/${time}`, at: time }));
  recentSearches.set(at([20, 18, 16, 14, 12, 10, 8]));
  await remember({ [recent]: JSON.stringify(at([19, 17, 15, 13, 11, 9, 7])) });
  expect(recentSearches.get()).toEqual(at([20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9]));
});

it('with a lock, lists come from where they are sealed, and go nowhere else', async () => {
  const { remember, rememberedHere } = await load();
  const { keepListsIn } = await import('../../src/ui/parts/stored-list');
  const sealed = new Map<string, readonly unknown[]>([[saved, [search('#/a', 'mine')]]]);
  await keepListsIn({
    load: async (name) => sealed.get(name)?.slice(),
    save: async (name, items) => void sealed.set(name, items),
  });
  expect(rememberedHere()).toEqual({ [saved]: JSON.stringify([search('#/a', 'mine')]) });
  await remember({ [saved]: JSON.stringify([search('#/b', 'b')]) });
  expect(sealed.get(saved)).toEqual([search('#/a', 'mine'), search('#/b', 'b')]);
  expect(localStorage.getItem(saved)).toBeNull();
});
