import { beforeEach, expect, it, vi } from 'vitest';
import { remember, rememberedHere } from '../../src/ui/settings/backup/remembered';

const saved = 'rummage.saved-searches';
const recent = 'rummage.recent-searches';
const told: string[] = [];

beforeEach(() => {
  const items = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
  class StorageEvent extends Event {
    constructor(type: string, { key }: { key: string }) {
      super(type);
      told.push(key);
    }
  }
  vi.stubGlobal('StorageEvent', StorageEvent);
  vi.stubGlobal('window', new EventTarget());
  told.length = 0;
});

const search = (address: string, name: string) => ({ address, name });

it('saved searches are united, and mine keep their names', () => {
  localStorage.setItem(saved, JSON.stringify([search('#/a', 'mine')]));
  remember({ [saved]: JSON.stringify([search('#/b', 'b'), search('#/a', 'theirs')]) });
  expect(JSON.parse(localStorage.getItem(saved)!)).toEqual([
    search('#/a', 'mine'),
    search('#/b', 'b'),
  ]);
  expect(told).toEqual([saved]);
  remember(rememberedHere());
  expect(told).toHaveLength(1);
});

it('nothing is switched on, nothing chosen here is changed, nothing broken is taken', () => {
  localStorage.setItem('rummage.theme', 'dark');
  localStorage.setItem('rummage.remember-searches', 'off');
  remember({
    [saved]: '{broken',
    [recent]: JSON.stringify([{ address: '#/x', at: 1 }]),
    'rummage.theme': 'light',
    'rummage.view': 'list',
    'rummage.generator': '{"kind":"server"}',
  });
  expect(rememberedHere()).toEqual({ 'rummage.theme': 'dark', 'rummage.view': 'list' });
  expect(localStorage.getItem('rummage.generator')).toBeNull();
});
