import { describe, expect, it } from 'vitest';
import { isWorthUsing } from '../../src/app/lab/lesson';
import { normalize } from '../../src/clip/similarity';
import { AdapterTraining, maxGeneralFall, maxSteps, partPairs } from '../../src/clip/teach';
import { randomNumbers, type TeachTask } from '../../src/core';

const dims = 128;

function vectors(count: number, seed: number): Float32Array {
  const random = randomNumbers(seed);
  const all = Float32Array.from({ length: count * dims }, () => random() - 0.5);
  for (let at = 0; at < all.length; at += dims) normalize(all.subarray(at, at + dims));
  return all;
}

/** Things with several pictures each, and names that have nothing to do with them. */
function names(things: number, each: number, general = vectors(40, 9)): TeachTask {
  const middles = vectors(things, 1);
  const noise = vectors(things * each, 2);
  const pictures = noise.map((x, at) => {
    const thing = Math.floor(at / dims / each);
    return middles[thing * dims + (at % dims)]! + 0.3 * x;
  });
  for (let at = 0; at < pictures.length; at += dims) normalize(pictures.subarray(at, at + dims));
  const pairs = Array.from({ length: things * each }, (_, picture) => ({
    picture,
    caption: Math.floor(picture / each),
  }));
  return {
    dims,
    logitScale: 3,
    sides: ['image', 'text'],
    pictures,
    captions: vectors(things, 3),
    pairs,
    wrong: [],
    parts: partPairs(pairs.length),
    // The same on both sides: right as it is, whatever a small map does to it.
    general: { pictures: general, captions: general },
  };
}

function taught(task: TeachTask): AdapterTraining {
  const training = new AdapterTraining(task);
  while (!training.isDone) training.advance();
  return training;
}

const recallAt1 = (ranks: number[]) => ranks.filter((rank) => rank === 1).length / ranks.length;

describe('the parts of the pairs', () => {
  it('are apart, make up all of them, and are the same each time', () => {
    const { learned, watched, measured } = partPairs(50);
    expect([learned.length, watched.length, measured.length]).toEqual([35, 5, 10]);
    expect([...learned, ...watched, ...measured].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    );
    expect(partPairs(50)).toEqual(partPairs(50));
  });

  it('need ten pairs', () => {
    expect(() => partPairs(9)).toThrow(RangeError);
    expect(partPairs(10).learned).toHaveLength(5);
  });
});

describe('teaching', () => {
  it('finds names that were invented, on pairs it has not seen', () => {
    const training = taught(names(8, 10));
    const { measured, general, step, curve } = training.outcome();
    expect(recallAt1(measured.before)).toBeLessThan(0.5);
    expect(recallAt1(measured.after)).toBeGreaterThan(0.9);
    expect(recallAt1(general.after)).toBeGreaterThan(recallAt1(general.before) - maxGeneralFall);
    expect(curve[0]).toMatchObject({ step: 0 });
    expect(curve.at(-1)!.watchedLoss).toBeLessThan(curve[0]!.watchedLoss);
    expect(step).toBeGreaterThan(0);
    expect(curve.length).toBeLessThanOrEqual(maxSteps);
  });

  it('keeps nothing of what costs too much on the general pairs', () => {
    // Its captions speak of one of the things, its pictures show another: what is to be learned
    // draws them apart.
    const task = names(8, 10);
    const [own, middles] = [vectors(80, 5), vectors(8, 1)];
    const of = (all: Float32Array, thing: number, d: number) => all[(thing % 8) * dims + d]!;
    const pictures = own.map((x, at) => x + of(middles, Math.floor(at / dims) + 1, at % dims));
    const captions = own.map(
      (x, at) => 0.5 * x + of(task.captions, Math.floor(at / dims), at % dims),
    );
    for (let at = 0; at < captions.length; at += dims) {
      normalize(pictures.subarray(at, at + dims));
      normalize(captions.subarray(at, at + dims));
    }
    const { general, curve } = taught({ ...task, general: { pictures, captions } }).outcome();
    const r10 = (ranks: number[]) => ranks.filter((rank) => rank <= 10).length / ranks.length;
    expect(Math.min(...curve.map(({ generalR10 }) => generalR10))).toBeLessThan(
      curve[0]!.generalR10 - maxGeneralFall,
    );
    expect(r10(general.before) - r10(general.after)).toBeLessThanOrEqual(maxGeneralFall);
  });

  it('stopped before its first step, it changes nothing', () => {
    const { measured, step } = new AdapterTraining(names(6, 5)).outcome();
    expect(step).toBe(0);
    expect(measured.after).toEqual(measured.before);
  });

  it('moves a picture away from a caption that it was wrongly found by', () => {
    const task = names(6, 6);
    const wrong = [{ picture: task.pairs.length - 1, caption: 0 }];
    const cosineOf = (one: TeachTask) => {
      const { matrices } = taught(one).outcome();
      const mapped = (matrix: Float32Array, vector: Float32Array) =>
        normalize(
          vector.map((x, r) => x + vector.reduce((s, y, c) => s + matrix[r * dims + c]! * y, 0)),
        );
      const picture = mapped(matrices.image!, task.pictures.slice(-dims));
      const caption = mapped(matrices.text!, task.captions.slice(0, dims));
      return picture.reduce((sum, x, d) => sum + x * caption[d]!, 0);
    };
    expect(cosineOf({ ...task, wrong })).toBeLessThan(cosineOf(task));
  });
});

describe('an adapter is worth using', () => {
  const measured = (before: number, after: number) => ({
    count: 100,
    before: { r1: before, r5: before, r10: before },
    after: { r1: after, r5: after, r10: after },
  });

  it('where held-out recall rose and the general pairs hardly fell', () => {
    expect(isWorthUsing(measured(0.2, 0.4), measured(0.7, 0.69))).toBe(true);
    expect(isWorthUsing(measured(0.2, 0.2), measured(0.7, 0.7))).toBe(false);
    expect(isWorthUsing(measured(0.4, 0.2), measured(0.7, 0.7))).toBe(false);
    expect(isWorthUsing(measured(0.2, 0.4), measured(0.7, 0.68))).toBe(false);
  });
});
