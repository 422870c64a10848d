import type { LibraryMap } from '../../../app';
import { type DocumentKind, modalityOf } from '../../../core';
import { type MapView, type Size, type Spot, toScreen } from './view';

export interface Colours {
  ink: string;
  quiet: string;
  accent: string;
  canvas: string;
  line: string;
}

export interface Scene {
  map: LibraryMap;
  view: MapView;
  size: Size;
  chosen: ReadonlySet<number>;
  /** The point that is told of. */
  current: number | undefined;
  lasso: readonly Spot[];
  colours: Colours;
  /** Its small picture; undefined while it is not there. */
  pictureOf: (row: number) => ImageBitmap | undefined;
}

/** Points in sight up to which pictures are drawn as such. */
const mostPictures = 150;
const largestPicturePx = 96;
const smallestPicturePx = 28;

/** Draws the map; told are the rows whose pictures were wanted. */
export function drawMap(context: CanvasRenderingContext2D, scene: Scene): number[] {
  const { size, colours, chosen, current, lasso } = scene;
  context.clearRect(0, 0, size.width, size.height);
  const seen = rowsInSight(scene);
  const showsPictures = seen.length <= mostPictures;
  const pictures = showsPictures ? seen.filter((row) => isPicture(scene.map, row)) : [];
  drawPoints(context, scene, seen);
  const side = pictureSide(seen.length, size);
  for (const row of pictures) drawPicture(context, scene, row, side);
  if (chosen.size > 0) {
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    for (const row of seen) if (chosen.has(row)) ring(context, spotOf(scene, row), 5);
  }
  if (current !== undefined) {
    context.strokeStyle = colours.ink;
    context.lineWidth = 2.5;
    ring(
      context,
      spotOf(scene, current),
      showsPictures && isPicture(scene.map, current) ? side / 2 + 3 : 8,
    );
  }
  drawNames(context, scene);
  if (lasso.length > 1) drawLasso(context, scene);
  return pictures;
}

const isPicture = (map: LibraryMap, row: number) => modalityOf(map.kinds[row]!) === 'image';

const spotOf = ({ map, view, size }: Scene, row: number) =>
  toScreen(view, size, { x: map.positions[2 * row]!, y: map.positions[2 * row + 1]! });

function rowsInSight({ map: { positions }, view, size }: Scene): number[] {
  const rows: number[] = [];
  const halfWidth = size.width / 2 / view.scale;
  const halfHeight = size.height / 2 / view.scale;
  for (let row = 0; row < positions.length / 2; row++) {
    const isIn =
      Math.abs(positions[2 * row]! - view.x) <= halfWidth &&
      Math.abs(positions[2 * row + 1]! - view.y) <= halfHeight;
    if (isIn) rows.push(row);
  }
  return rows;
}

/** Pictures as squares in the accent colour, texts as grey ones. */
function drawPoints(
  context: CanvasRenderingContext2D,
  scene: Scene,
  seen: readonly number[],
): void {
  const { map, view, size, colours } = scene;
  const side = seen.length > 3000 ? 3 : seen.length > 400 ? 4 : 6;
  context.globalAlpha = 0.75;
  for (const [isOfPictures, colour] of [
    [false, colours.quiet],
    [true, colours.accent],
  ] as const) {
    context.fillStyle = colour;
    for (const row of seen) {
      if (isPicture(map, row) !== isOfPictures) continue;
      const x = (map.positions[2 * row]! - view.x) * view.scale + size.width / 2;
      const y = (map.positions[2 * row + 1]! - view.y) * view.scale + size.height / 2;
      context.fillRect(x - side / 2, y - side / 2, side, side);
    }
  }
  context.globalAlpha = 1;
}

function pictureSide(count: number, { width, height }: Size): number {
  const room = 0.6 * Math.sqrt((width * height) / Math.max(1, count));
  return Math.max(smallestPicturePx, Math.min(largestPicturePx, room));
}

function drawPicture(context: CanvasRenderingContext2D, scene: Scene, row: number, side: number) {
  const bitmap = scene.pictureOf(row);
  if (!bitmap) return;
  const { x, y } = spotOf(scene, row);
  const scale = side / Math.max(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  context.fillStyle = scene.colours.line;
  context.fillRect(x - width / 2 - 1, y - height / 2 - 1, width + 2, height + 2);
  context.drawImage(bitmap, x - width / 2, y - height / 2, width, height);
}

function ring(context: CanvasRenderingContext2D, { x, y }: Spot, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** Names of clusters, larger ones first; one that would cover another is left out. */
function drawNames(context: CanvasRenderingContext2D, scene: Scene): void {
  const { map, view, size, colours } = scene;
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  context.font = `600 13px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = 'center';
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = colours.canvas;
  context.fillStyle = colours.ink;
  for (const { name, x, y } of map.clusters) {
    if (name === '') continue;
    const at = toScreen(view, size, { x, y });
    const half = context.measureText(name).width / 2;
    const box = { left: at.x - half, right: at.x + half, top: at.y - 10, bottom: at.y + 10 };
    const isFree = taken.every(
      (other) =>
        box.right < other.left ||
        box.left > other.right ||
        box.bottom < other.top ||
        box.top > other.bottom,
    );
    if (!isFree || box.left < 0 || box.right > size.width) continue;
    taken.push(box);
    context.strokeText(name, at.x, at.y + 4);
    context.fillText(name, at.x, at.y + 4);
  }
}

function drawLasso(context: CanvasRenderingContext2D, { lasso, colours }: Scene): void {
  context.beginPath();
  for (const { x, y } of lasso) context.lineTo(x, y);
  context.closePath();
  context.globalAlpha = 0.12;
  context.fillStyle = colours.accent;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = colours.accent;
  context.lineWidth = 1.5;
  context.stroke();
}

/** What a point is, for the legend. */
export const pointKinds: { kind: DocumentKind; label: string; colour: string }[] = [
  { kind: 'image', label: 'Pictures, pages and figures', colour: 'bg-accent' },
  { kind: 'text', label: 'Texts and rows', colour: 'bg-quiet' },
];
