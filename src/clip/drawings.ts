import type { Raster } from '../core';

/** Pictures that are computed, and so the same on every machine, at any size. */
export const drawingNames = ['gradient', 'stripes', 'discs', 'noise'] as const;
export type DrawingName = (typeof drawingNames)[number];

type Colour = [red: number, green: number, blue: number];

/** @param x from 0 to 1, left to right; `y` likewise, downwards */
type Paint = (x: number, y: number, random: () => number) => Colour;

const paints: Record<DrawingName, Paint> = {
  gradient: (x, y) => [255 * x, 255 * y, 255 * (1 - x)],
  stripes: (x, y) => ((Math.floor(12 * (x + y)) & 1) === 0 ? [250, 240, 60] : [20, 40, 160]),
  discs: (x, y) => {
    const far = Math.hypot((x * 3) % 1, (y * 3) % 1, 0) - 0.7;
    return far < 0 ? [200, 30, 40] : [240, 240, 235];
  },
  noise: (_x, _y, random) => [255 * random(), 255 * random(), 255 * random()],
};

export function drawing(name: DrawingName, { width, height }: Omit<Raster, 'data'>): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  const random = lehmer(7);
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 4) {
      const colour = paints[name]((column + 0.5) / width, (row + 0.5) / height, random);
      data.set([...colour, 255], at);
    }
  }
  return { width, height, data };
}

/** @returns uniform in [0, 1) */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
