import { describe, expect, it } from 'vitest';
import {
  Adam,
  adapt,
  adapterGradient,
  newAdapter,
  type Pairs,
  pullBack,
  type WrongPictures,
} from '../../src/clip/adapter';
import { contrastiveLoss } from '../../src/clip/losses';
import { cosineSimilarity, logits, normalize } from '../../src/clip/similarity';

/** Lehmer's generator, in [-1, 1). */
function randomFrom(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
}

function vectorsOf(count: number, dims: number, random: () => number): Float32Array {
  const all = new Float32Array(count * dims);
  for (let i = 0; i < count; i++) {
    const vector = normalize(Float32Array.from({ length: dims }, random));
    all.set(vector, i * dims);
  }
  return all;
}

const dims = 6;

/** Row r of a matrix times a vector. */
const product = (matrix: Float32Array, vector: Float32Array, r: number) =>
  vector.reduce((sum, x, c) => sum + matrix[r * dims + c]! * x, 0);

function pairsOf(n: number, seed: number): Pairs {
  const random = randomFrom(seed);
  return { n, dims, image: vectorsOf(n, dims, random), text: vectorsOf(n, dims, random) };
}

describe('an adapter', () => {
  const pairs = pairsOf(5, 3);

  it('begins as the identity, and then has the loss of the pairs as they are', () => {
    const { loss } = adapterGradient(pairs, newAdapter(['image', 'text'], dims), 1.5);
    const cosines = Array.from({ length: 25 }, (_, at) => {
      const row = (all: Float32Array, i: number) => all.subarray(i * dims, (i + 1) * dims);
      return cosineSimilarity(row(pairs.image, Math.floor(at / 5)), row(pairs.text, at % 5));
    });
    expect(loss).toBeCloseTo(contrastiveLoss(logits(cosines, 1.5), 5).final, 6);
    const [first] = adapt(new Float32Array(dims * dims), pairs.text, dims);
    expect(first).toBeCloseTo(pairs.text[0]!, 6);
    expect(adapt(undefined, pairs.text, dims)).toBe(pairs.text);
  });

  it.each([
    ['of pairs', undefined],
    [
      'with wrong pictures of some texts',
      { image: vectorsOf(3, dims, randomFrom(21)), pair: [1, 1, 4] } satisfies WrongPictures,
    ],
  ])('has the gradient of finite differences, on both sides, %s', (_, wrong) => {
    const random = randomFrom(11);
    const adapter = newAdapter(['image', 'text'], dims);
    for (const side of ['image', 'text'] as const) {
      for (let k = 0; k < dims * dims; k++) adapter[side]![k] = 0.3 * random();
    }
    const { gradient } = adapterGradient(pairs, adapter, 1.5, wrong);
    const h = 1e-2;
    for (const side of ['image', 'text'] as const) {
      const matrix = adapter[side]!;
      for (let k = 0; k < dims * dims; k++) {
        const before = matrix[k]!;
        const lossAt = (value: number) => {
          matrix[k] = value;
          return adapterGradient(pairs, adapter, 1.5, wrong).loss;
        };
        const slope = (lossAt(before + h) - lossAt(before - h)) / (2 * h);
        matrix[k] = before;
        expect(gradient[side]![k]).toBeCloseTo(slope, 3);
      }
    }
  });

  it.each([
    ['nothing', -1],
    ['an undefined number', Number.NaN],
    ['more than there are numbers for', Number.MAX_VALUE],
  ])('leaves a vector that it makes %s of as it is', (_, diagonal) => {
    const matrix = new Float32Array(dims * dims);
    for (let d = 0; d < dims; d++) matrix[d * dims + d] = diagonal;
    expect([...adapt(matrix, pairs.text, dims)]).toEqual([...pairs.text]);
  });

  it('counts a wrong picture as one more candidate of its text', () => {
    const wrong = { image: vectorsOf(1, dims, randomFrom(8)), pair: [2] };
    const { loss } = adapterGradient(pairs, newAdapter(['text'], dims), 1.5);
    const more = adapterGradient(pairs, newAdapter(['text'], dims), 1.5, wrong).loss - loss;
    const row = (all: Float32Array, i: number) => all.subarray(i * dims, (i + 1) * dims);
    const logitOf = (picture: Float32Array) =>
      Math.exp(1.5) * cosineSimilarity(picture, row(pairs.text, 2));
    const sum = [0, 1, 2, 3, 4].reduce((s, i) => s + Math.exp(logitOf(row(pairs.image, i))), 0);
    const other = Math.exp(logitOf(wrong.image));
    expect(more).toBeCloseTo((Math.log(sum + other) - Math.log(sum)) / 10, 6);
  });

  it('can be asked of embeddings as they are, by a query that is pulled back', () => {
    const random = randomFrom(5);
    const matrix = Float32Array.from({ length: dims * dims }, () => 0.1 * random());
    const query = pairs.text.slice(0, dims);
    const adapted = adapt(matrix, pairs.image, dims);
    const pulled = pullBack(matrix, query);
    const ratios = [0, 1, 2, 3, 4].map((i) => {
      const row = (all: Float32Array) => all.subarray(i * dims, (i + 1) * dims);
      const length = Math.hypot(
        ...row(pairs.image).map((x, r) => x + product(matrix, row(pairs.image), r)),
      );
      return (
        (cosineSimilarity(row(adapted), query) * length) /
        cosineSimilarity(row(pairs.image), pulled)
      );
    });
    for (const ratio of ratios) expect(ratio).toBeCloseTo(ratios[0]!, 4);
  });

  it('learns names that are rotated away, and leaves a side without a matrix alone', () => {
    // Each text is its picture with the axes in another order: a linear map undoes it.
    const { image } = pairsOf(40, 5);
    const text = image.map((_, at) => image[at - (at % dims) + ((at + 1) % dims)]!);
    const train: Pairs = {
      n: 30,
      dims,
      image: image.slice(0, 30 * dims),
      text: text.slice(0, 30 * dims),
    };
    const adapter = newAdapter(['text'], dims);
    const adam = new Adam(adapter.text!, { rate: 0.02, weightDecay: 0.01 });
    const before = adapterGradient(train, adapter, 2).loss;
    for (let step = 0; step < 200; step++) {
      adam.update(adapterGradient(train, adapter, 2).gradient.text!);
    }
    const { loss, gradient } = adapterGradient(train, adapter, 2);
    expect(loss).toBeLessThan(before / 2);
    expect(gradient.image).toBeUndefined();
    // Pairs that were held out come out right as well.
    const heldText = adapt(adapter.text, text.slice(30 * dims), dims);
    for (let i = 0; i < 10; i++) {
      const own = image.subarray((30 + i) * dims, (31 + i) * dims);
      expect(cosineSimilarity(own, heldText.subarray(i * dims, (i + 1) * dims))).toBeGreaterThan(
        0.9,
      );
    }
  });
});

describe('Adam', () => {
  it('makes the first step as long as its rate, whatever the gradient, and decays weights', () => {
    const weights = Float32Array.of(1, 1);
    new Adam(weights, { rate: 0.1, weightDecay: 0 }).update(Float32Array.of(5, -0.001));
    expect(weights[0]).toBeCloseTo(0.9, 5);
    expect(weights[1]).toBeCloseTo(1.1, 4);
    const decayed = Float32Array.of(2);
    new Adam(decayed, { rate: 0.1, weightDecay: 0.5 }).update(Float32Array.of(0));
    expect(decayed[0]).toBeCloseTo(1.9, 6);
  });
});
