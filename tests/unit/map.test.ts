import { describe, expect, it } from 'vitest';
import { nearestNeighbours } from '../../src/clip/neighbours';
import { normalize } from '../../src/clip/similarity';
import { randomNumbers } from '../../src/core';
import {
  centred,
  clustersOf,
  frequentWords,
  MapLayout,
  mainAxes,
  nameClusters,
} from '../../src/search';
import {
  isInside,
  moved,
  pointAt,
  pointBeside,
  toMap,
  toScreen,
  viewOf,
  zoomAt,
} from '../../src/ui/lab/map/view';

const dims = 12;

function unit(count: number, seed: number): Float32Array {
  const random = randomNumbers(seed);
  const all = Float32Array.from({ length: count * dims }, () => random() - 0.5);
  for (let at = 0; at < all.length; at += dims) normalize(all.subarray(at, at + dims));
  return all;
}

const row = (all: Float32Array, i: number) => all.subarray(i * dims, (i + 1) * dims);
const cosine = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, d) => sum + x * b[d]!, 0);

/** Points around so many middles, point i around middle i % subjects. */
function subjects(count: number, of: number): Float32Array {
  const middles = unit(of, 4);
  const noise = unit(count, 5);
  const all = noise.map((x, at) => row(middles, Math.floor(at / dims) % of)[at % dims]! + 0.25 * x);
  for (let at = 0; at < all.length; at += dims) normalize(all.subarray(at, at + dims));
  return all;
}

describe('neighbours', () => {
  it('are the nearest by cosine, each row first among its own', async () => {
    const all = unit(300, 1);
    // A twin has the same cosine as the row itself.
    all.set(row(all, 7), 8 * dims);
    const { rows, cosines } = await nearestNeighbours(all, dims, 5, async () => {});
    for (const i of [0, 7, 8, 299]) {
      const others = Array.from({ length: 300 }, (_, j) => j)
        .filter((j) => j !== i)
        .sort((a, b) => cosine(row(all, b), row(all, i)) - cosine(row(all, a), row(all, i)));
      expect(rows[i]).toEqual([i, ...others.slice(0, 4)]);
      expect(cosines[i]![1]).toBeCloseTo(cosine(row(all, others[0]!), row(all, i)), 5);
    }
  });

  it('can be given up', async () => {
    const stop = async () => {
      throw new DOMException('stopped', 'AbortError');
    };
    await expect(nearestNeighbours(unit(20, 1), dims, 3, stop)).rejects.toThrow('stopped');
  });
});

describe('the map', () => {
  it('takes out what all of a group share', () => {
    const all = unit(40, 2);
    const groups = Array.from({ length: 40 }, (_, i) => (i < 20 ? 'image' : 'text'));
    for (let i = 20; i < 40; i++) normalize(row(all, i).map((x, d) => x + (d === 0 ? 3 : 0)));
    const flat = centred(all, dims, groups);
    for (const from of [0, 20]) {
      const mean = Array.from({ length: dims }, (_, d) => {
        let sum = 0;
        for (let i = from; i < from + 20; i++) sum += flat[i * dims + d]!;
        return sum / 20;
      });
      expect(Math.hypot(...mean)).toBeLessThan(0.15);
    }
    expect(Math.hypot(...row(flat, 3))).toBeCloseTo(1, 5);
  });

  it('lays like beside like, and the same each time', async () => {
    const all = subjects(120, 4);
    const neighbours = await nearestNeighbours(all, dims, 10, async () => {});
    const layOut = () => {
      const layout = new MapLayout(neighbours, mainAxes(all, dims));
      while (layout.step() < layout.epochs);
      return layout.positions();
    };
    const positions = layOut();
    const at = (i: number) => [positions[2 * i]!, positions[2 * i + 1]!] as const;
    const apart = (i: number, j: number) => Math.hypot(at(i)[0] - at(j)[0], at(i)[1] - at(j)[1]);
    let right = 0;
    for (let i = 0; i < 120; i++) {
      const others = Array.from({ length: 120 }, (_, j) => j).filter((j) => j !== i);
      const nearest = others.reduce((a, b) => (apart(i, b) < apart(i, a) ? b : a));
      if (nearest % 4 === i % 4) right += 1;
    }
    expect(right).toBeGreaterThan(110);
    expect(layOut()).toEqual(positions);

    const clusters = clustersOf(positions, all, dims);
    expect(clusters.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 120 }, (_, i) => i),
    );
    // Words that lie where the subjects do, and one that lies near to all of them.
    const middles = unit(4, 4);
    const words = ['apples', 'boats', 'clouds', 'drums', 'things'];
    const everywhere = normalize(
      Float32Array.from({ length: dims }, (_, d) =>
        [0, 1, 2, 3].reduce((s, i) => s + row(middles, i)[d]!, 0),
      ),
    );
    const vectors = new Float32Array([...middles, ...everywhere]);
    const groups = Array.from({ length: 120 }, () => 'image');
    const names = nameClusters(
      clusters,
      { vectors: all, dims, groups },
      words,
      vectors,
      clusters.map(() => [0, 1, 2, 3, 4]),
    );
    for (const [c, { members }] of clusters.entries()) {
      expect(names[c]!.split(', ')[0]).toBe(words[members[0]! % 4]);
    }
  });

  it('has the words that most texts share, without those of all prose', () => {
    const texts = ['The bees in the garden', 'A bee and the roses', 'Gardens with roses, and bees'];
    expect(frequentWords(texts, 2)).toEqual(['bees', 'garden']);
  });
});

describe('the view of a map', () => {
  const size = { width: 400, height: 300 };
  const positions = Float32Array.of(0, 0, 10, 0, 10, 5, 0, 5);

  it('holds all points, and turns spots into places and back', () => {
    const view = viewOf(positions, [0, 1, 2, 3], size);
    for (const at of [0, 1, 2, 3]) {
      const spot = toScreen(view, size, { x: positions[2 * at]!, y: positions[2 * at + 1]! });
      expect(spot.x).toBeGreaterThanOrEqual(40);
      expect(spot.x).toBeLessThanOrEqual(360);
      expect(toMap(view, size, spot).x).toBeCloseTo(positions[2 * at]!, 5);
    }
  });

  it('zooms around a spot, which stays where it is', () => {
    const view = viewOf(positions, [0, 1, 2, 3], size);
    const spot = { x: 90, y: 70 };
    const near = zoomAt(view, size, spot, 3);
    expect(near.scale).toBeCloseTo(3 * view.scale, 6);
    expect(toMap(near, size, spot).x).toBeCloseTo(toMap(view, size, spot).x, 6);
    const pulled = moved(view, 30, 0);
    expect(toScreen(pulled, size, { x: 0, y: 0 }).x).toBeCloseTo(
      toScreen(view, size, { x: 0, y: 0 }).x + 30,
      4,
    );
  });

  it('knows what lies inside a line that was drawn, bends included', () => {
    const bent = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 5, y: 3 },
      { x: 0, y: 10 },
    ];
    expect(isInside(bent, { x: 5, y: 2 })).toBe(true);
    expect(isInside(bent, { x: 5, y: 6 })).toBe(false);
    expect(isInside(bent, { x: 1, y: 6 })).toBe(true);
    expect(isInside(bent, { x: 11, y: 1 })).toBe(false);
  });

  it('finds the point under the pointer and the one beside a point', () => {
    expect(pointAt(positions, { x: 9.5, y: 0.2 }, 1)).toBe(1);
    expect(pointAt(positions, { x: 5, y: 2 }, 1)).toBeUndefined();
    expect(pointBeside(positions, 0, [1, 0])).toBe(1);
    expect(pointBeside(positions, 0, [0, 1])).toBe(3);
    expect(pointBeside(positions, 0, [-1, 0])).toBeUndefined();
  });
});
