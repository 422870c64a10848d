/** What part of the map is seen: the point in the middle, and pixels for each unit. */
export interface MapView {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Spot {
  x: number;
  y: number;
}

const marginPx = 48;
const closestSpanUnits = 0.02;

/** The view that holds all of some points. */
export function viewOf(positions: Float32Array, rows: readonly number[], size: Size): MapView {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const row of rows) {
    const [x, y] = [positions[2 * row]!, positions[2 * row + 1]!];
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
  const { left, right, top, bottom } = bounds;
  const across = Math.max(40, size.width - 2 * marginPx) / Math.max(closestSpanUnits, right - left);
  const down = Math.max(40, size.height - 2 * marginPx) / Math.max(closestSpanUnits, bottom - top);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.min(across, down) };
}

export function toScreen(view: MapView, size: Size, { x, y }: Spot): Spot {
  return {
    x: (x - view.x) * view.scale + size.width / 2,
    y: (y - view.y) * view.scale + size.height / 2,
  };
}

export function toMap(view: MapView, size: Size, { x, y }: Spot): Spot {
  return {
    x: (x - size.width / 2) / view.scale + view.x,
    y: (y - size.height / 2) / view.scale + view.y,
  };
}

/** Nearer or farther, while what is under a spot of the screen stays there. */
export function zoomAt(view: MapView, size: Size, spot: Spot, factor: number): MapView {
  const { x, y } = toMap(view, size, spot);
  const scale = view.scale * factor;
  return {
    x: x - (spot.x - size.width / 2) / scale,
    y: y - (spot.y - size.height / 2) / scale,
    scale,
  };
}

export function moved(view: MapView, byX: number, byY: number): MapView {
  return { ...view, x: view.x - byX / view.scale, y: view.y - byY / view.scale };
}

/** How much nearer and farther than all of it one may go. */
const nearest = 40;
const farthest = 0.5;

/** Whether a view still shows something of a map, `whole` being the view of all of it. */
export function isSensible(view: MapView, whole: MapView, size: Size): boolean {
  const ratio = view.scale / whole.scale;
  const isNear = (at: number, middle: number, length: number) =>
    Math.abs(at - middle) * whole.scale <= length / 2;
  return (
    ratio <= nearest &&
    ratio >= farthest &&
    isNear(view.x, whole.x, size.width) &&
    isNear(view.y, whole.y, size.height)
  );
}

/** Whether a spot lies in a polygon, by the crossings of a ray (Shimrat 1962). */
export function isInside(polygon: readonly Spot[], { x, y }: Spot): boolean {
  let inside = false;
  for (const [i, a] of polygon.entries()) {
    const b = polygon[(i + 1) % polygon.length]!;
    const crosses = a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x;
    if (crosses) inside = !inside;
  }
  return inside;
}

/** The point nearest to a spot of the map; undefined where none is within reach. */
export function pointAt(positions: Float32Array, spot: Spot, reach: number): number | undefined {
  let found: number | undefined;
  let best = reach * reach;
  for (let row = 0; row < positions.length / 2; row++) {
    const square = (positions[2 * row]! - spot.x) ** 2 + (positions[2 * row + 1]! - spot.y) ** 2;
    if (square > best) continue;
    best = square;
    found = row;
  }
  return found;
}

/** The next point in a direction: the nearest of those that lie more that way than aside. */
export function pointBeside(
  positions: Float32Array,
  from: number,
  [right, down]: readonly [number, number],
): number | undefined {
  let found: number | undefined;
  let best = Number.POSITIVE_INFINITY;
  for (let row = 0; row < positions.length / 2; row++) {
    const x = positions[2 * row]! - positions[2 * from]!;
    const y = positions[2 * row + 1]! - positions[2 * from + 1]!;
    const along = x * right + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * right);
    if (row === from || along <= 0 || aside > along) continue;
    const distance = along + aside;
    if (distance >= best) continue;
    best = distance;
    found = row;
  }
  return found;
}
