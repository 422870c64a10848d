import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/core';
import { VectorIndex } from '../../src/search';
import { folderName } from '../../src/ui/lab/match/folder-name';
import { confusionOf, labelsOf } from '../../src/ui/lab/match/labels';
import { rank } from '../../src/ui/lab/match/ranked';
import { ownTemplates, templatesOf } from '../../src/ui/lab/match/templates';
import { matchCaptions } from '../../src/workers/match-captions';

const line = { intercept: -4, cosine: 10, excess: 0 };
const odds = { picture: line, passage: line, row: line };
const none = new Float32Array();
const calibration = {
  background: { picture: none, passage: none, row: none },
  top: 8,
  odds: { text: odds, image: odds },
};

function indexOf(vectors: number[][]) {
  const index = new VectorIndex(2);
  for (const [i, vector] of vectors.entries()) {
    index.add(`d${i}`, [0], ['image'], Float32Array.from(vector));
  }
  return index;
}

const place = (i: number) => ({ documentId: `d${i}`, ordinal: 0 });

describe('pictures and captions', () => {
  const index = indexOf([
    [1, 0],
    [0.6, 0.8],
    [0, 1],
  ]);
  const captions = Float32Array.from([1, 0, 0, 1]);
  const matrix = matchCaptions({ index, calibration }, [0, 1, 2].map(place), captions, 2);
  const matches = {
    ...matrix,
    pictures: [0, 1, 2].map(place),
    captions: ['right', 'up'],
    templates: ['{}'],
    logitScale: Math.log(2),
    logitBias: 0,
    loss: 'softmax' as const,
  };

  it('have cosines and chances, picture by picture', () => {
    const expected = [1, 0, 0.6, 0.8, 0, 1];
    for (const [i, cosine] of expected.entries()) {
      expect(matrix.cosines[i]).toBeCloseTo(cosine, 2);
      expect(matrix.chances[i]).toBeCloseTo(100 / (1 + Math.exp(4 - 10 * cosine)), 0);
    }
  });

  it('that is not there is refused', () => {
    expect(() => matchCaptions({ index, calibration }, [place(9)], captions, 2)).toThrow(
      RangeError,
    );
  });

  it('are ranked for a picture, with logits and a softmax that sums to 1', () => {
    const { candidates, isNone } = rank(matches, 'captions', 1, Math.log(2));
    expect(candidates.map(({ index: i }) => i)).toEqual([1, 0]);
    expect(candidates[0]!.logit).toBeCloseTo(1.6, 2);
    // e^1.6 / (e^1.6 + e^1.2) = 1 / (1 + e^−0.4)
    expect(candidates[0]!.probability).toBeCloseTo(1 / (1 + Math.exp(-0.4)), 2);
    expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    expect(isNone).toBe(false);
  });

  it('are ranked for a caption the other way', () => {
    const { candidates } = rank(matches, 'pictures', 0, 0);
    expect(candidates.map(({ index: i }) => i)).toEqual([0, 1, 2]);
    const sum = Math.E + Math.exp(0.6) + 1;
    expect(candidates[0]!.probability).toBeCloseTo(Math.E / sum, 2);
  });

  it('are none where even the best has hardly a chance', () => {
    const far = { ...matches, chances: new Float32Array(6).fill(9.9) };
    expect(rank(far, 'captions', 0, 1).isNone).toBe(true);
  });
});

describe('templates', () => {
  it('are those of a set, or typed ones that have a place for the caption', () => {
    expect(templatesOf('photo', '')).toEqual(['a photo of a {}']);
    expect(templatesOf('seven', '')).toHaveLength(7);
    expect(templatesOf(ownTemplates, ' a {}, drawn \n\nno place')).toEqual(['a {}, drawn']);
    expect(templatesOf(ownTemplates, 'no place')).toEqual(['{}']);
  });
});

describe('what is known of pictures', () => {
  const document = (id: string, path: string) =>
    ({ id, names: [{ name: path.split('/').pop(), path, addedAt: 0 }] }) as SourceDocument;
  const documents = [
    document('a', 'pets/one.jpg'),
    document('b', 'two.jpg'),
    document('c', 'x.jpg'),
  ];

  it('comes from a file, by path or by name', () => {
    const labels = labelsOf(documents, [
      { query: 'cat', relevant: [{ file: 'pets/one.jpg' }] },
      { query: 'dog', relevant: [{ file: 'two.jpg' }, { file: 'elsewhere.jpg' }] },
    ]);
    expect([...labels]).toEqual([
      ['a', 'cat'],
      ['b', 'dog'],
    ]);
  });

  it('is counted against what was found', () => {
    const labels = new Map([
      ['a', 'cat'],
      ['b', 'dog'],
    ]);
    const found = ['cat', 'cat', undefined];
    const { counts, right, labelled } = confusionOf(documents, labels, (i) => found[i]);
    expect({ right, labelled }).toEqual({ right: 1, labelled: 2 });
    expect(counts.get('dog')).toEqual(new Map([['cat', 1]]));
  });

  it('makes names of folders', () => {
    expect(folderName('A cat, on: a “mat”?')).toBe('a-cat-on-a-mat');
    expect(folderName('Über Straße/..')).toBe('über-straße');
    expect(folderName('../..')).toBe('none-of-these');
  });
});
