import type { Raster } from '../core';

/**
 * A heat map by covering, for every model that gives a picture one vector (Zeiler and Fergus 2014,
 * "Visualizing and Understanding Convolutional Networks", section 4.2): a square of the picture's
 * mean colour lies over one place after the other, and where the cosine falls most, the match is. What
 * each cell is worth is worked out from the falls in `additive-map.ts`.
 */

/** Cells across and down; squares are `squareCells` wide and lie `stepCells` apart. */
export const coverSide = 10;
const squareCells = 4;
const stepCells = 2;

/** A square in cells: from `left` and `top` to before `right` and `bottom`. */
export interface Square {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Squares that overlap by half, so that four lie on every cell; those at the rim stick out. */
export const coverSquares: readonly Square[] = squaresOf(coverSide, squareCells, stepCells);

function squaresOf(side: number, size: number, step: number): Square[] {
  const starts: number[] = [];
  for (let start = step - size; start < side; start += step) starts.push(start);
  const clip = (cell: number) => Math.min(side, Math.max(0, cell));
  return starts.flatMap((top) =>
    starts.map((left) => ({
      left: clip(left),
      top: clip(top),
      right: clip(left + size),
      bottom: clip(top + size),
    })),
  );
}

/** The picture with cells of a `side` × `side` grid in its own mean colour. */
export function cover(raster: Raster, side: number, isCovered: (cell: number) => boolean): Raster {
  const { width, height } = raster;
  const data = new Uint8ClampedArray(raster.data);
  const colour = meanColour(raster);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * side) / height) * side;
    for (let x = 0; x < width; x++) {
      if (!isCovered(row + Math.floor((x * side) / width))) continue;
      data.set(colour, (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

export function coverSquare(raster: Raster, { left, top, right, bottom }: Square): Raster {
  return cover(raster, coverSide, (cell) => {
    const row = Math.floor(cell / coverSide);
    const column = cell % coverSide;
    return row >= top && row < bottom && column >= left && column < right;
  });
}

function meanColour({ data }: Raster): [number, number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    sums[0] += data[i]!;
    sums[1] += data[i + 1]!;
    sums[2] += data[i + 2]!;
  }
  const pixels = data.length / 4;
  return [sums[0] / pixels, sums[1] / pixels, sums[2] / pixels, 255];
}
