import { beforeEach, describe, expect, it } from 'vitest';
import { type Chunk, readQueryText } from '../../src/core';
import { LexicalIndex, openSqlite } from '../../src/search';

const passage = (ordinal: number, text: string, heading = ''): Chunk => ({
  ordinal,
  kind: 'passage',
  locator: { type: 'lines', from: ordinal + 1, to: ordinal + 1 },
  text,
  heading,
});

const library: Record<string, { name: string; texts: string[] }> = {
  recipes: {
    name: 'recipes.md',
    texts: [
      'Simmer the lentils for thirty minutes.',
      'Bake the lemon drizzle cakes at 180 degrees.',
    ],
  },
  invoices: {
    name: 'invoices-2024.pdf',
    texts: [
      'Invoice INV-2024-0017 to Margaret Hamilton, payable in euros.',
      'Invoice INV-2024-0018 to Hamilton Margaretson. Write to billing@example.org.',
      'The invoices of 2024 are numbered from 17 on.',
    ],
  },
  tokyo: { name: '旅行.txt', texts: ['東京の天気は晴れです。', 'Crème brûlée in Zürich'] },
};

let index: LexicalIndex;

beforeEach(async () => {
  index = new LexicalIndex(await openSqlite());
  for (const [id, { name, texts }] of Object.entries(library)) {
    index.add(
      id,
      name,
      texts.map((text, i) => passage(i, text)),
    );
    index.finish(id, 'first');
  }
});

const found = (typed: string) =>
  index.search(readQueryText(typed), 20).hits.map((hit) => `${hit.documentId}/${hit.ordinal}`);

describe('LexicalIndex', () => {
  it('meets inflected words, other cases and accents', () => {
    expect(found('baking a lemon cake ')[0]).toBe('recipes/1');
    expect(found('LENTIL ')).toEqual(['recipes/0']);
    expect(found('creme brulee zurich ')).toEqual(['tokyo/1']);
  });

  it('finds a word that is still being typed, and only the last', () => {
    expect(found('driz')).toEqual(['recipes/1']);
    expect(found('driz ')).toEqual([]);
    expect(found('lent soup ')).toEqual([]);
  });

  it('finds words of a script without spaces', () => {
    expect(found('天気 ')).toEqual(['tokyo/0']);
    expect(found('東京')).toEqual(['tokyo/0']);
  });

  it('finds a document by its name, at its first chunk', () => {
    expect(found('invoices-2024.pdf')[0]).toBe('invoices/0');
    expect(found('旅行 ')).toEqual(['tokyo/0']);
  });

  it('requires phrases and leaves out what is excluded', () => {
    expect(found('"Margaret Hamilton"')).toEqual(['invoices/0']);
    expect(found('invoice -hamilton ').sort()).toEqual(['invoices/2']);
    expect(found('invoice -"billing@example.org"').sort()).toEqual(['invoices/0', 'invoices/2']);
    const allowed = index.allowed(readQueryText('invoice -hamilton'))!;
    expect([0, 1, 2].filter((ordinal) => allowed('invoices', ordinal))).toEqual([2]);
    expect(index.allowed(readQueryText('invoice'))).toBeUndefined();
  });

  it('knows what is exact', () => {
    const exact = (typed: string) =>
      index.search(readQueryText(typed), 20).exact.map((e) => `${e.documentId}/${e.ordinal}`);
    expect(exact('where is inv-2024-0018')).toEqual(['invoices/1']);
    expect(exact('mail to billing@example.org')).toEqual(['invoices/1']);
    expect(exact('Margaret Hamilton')).toEqual(['invoices/0']);
    expect(exact('a dog on the beach')).toEqual([]);
  });

  it('weighs the words of the query by their rarity', () => {
    const { hits } = index.search(readQueryText('invoice for lentils '), 20);
    const coverage = Object.fromEntries(hits.map((hit) => [hit.documentId, hit.coverage]));
    expect(coverage.recipes).toBeGreaterThan(coverage.invoices!);
    expect(coverage.recipes! + coverage.invoices!).toBeCloseTo(1, 5);
    expect(hits[0]!.matched).toEqual(['lentils']);
    expect(hits.every(({ bm25 }) => bm25 > 0)).toBe(true);
  });

  it('forgets a removed document and takes it in again', () => {
    index.remove('recipes');
    expect(found('lentils ')).toEqual([]);
    expect([...index.documents.keys()]).toEqual(['invoices', 'tokyo']);
    index.add('recipes', 'recipes.md', [passage(0, 'Lentils again')]);
    expect(found('lentils ')).toEqual(['recipes/0']);
    expect(index.documents.has('recipes')).toBe(false);
    index.finish('recipes', 'second');
    expect(index.documents.get('recipes')).toBe('second');
  });

  it('starts anew after everything was forgotten', () => {
    index.clear();
    expect(index.known()).toEqual([]);
    expect(found('lentils ')).toEqual([]);
    index.add('recipes', 'recipes.md', [passage(0, 'Lentils again')]);
    expect(found('lentils ')).toEqual(['recipes/0']);
  });

  it.each(['"', '-', '""', '*', 'AND', 'NEAR(a b)', "'; drop table lexical", 'name:x', '-"', '^a'])(
    'takes %j as words',
    (typed) => {
      expect(() => index.search(readQueryText(typed), 20)).not.toThrow();
      expect(() => index.allowed(readQueryText(typed))).not.toThrow();
      expect(found('lentils ')).toEqual(['recipes/0']);
    },
  );
});
