import {
  type KeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useRef,
} from 'react';
import type { LibraryMap } from '../../../app';
import {
  isInside,
  type MapView,
  moved,
  pointAt,
  pointBeside,
  type Size,
  type Spot,
  toMap,
  toScreen,
  zoomAt,
} from './view';

interface Gestures {
  map: LibraryMap;
  view: MapView;
  onView: (view: MapView) => void;
  size: Size;
  canvas: RefObject<HTMLCanvasElement | null>;
  isLasso: boolean;
  lasso: readonly Spot[];
  onLasso: (path: readonly Spot[]) => void;
  onChosen: (rows: ReadonlySet<number>) => void;
  current: number | undefined;
  onCurrent: (row: number | undefined) => void;
  onOpen: (row: number) => void;
}

/** How near a pointer must be to mean a point. */
const reachPx = 14;

/** A pointer that moved less has pressed, not pulled. */
const pullPx = 4;

const stepZoom = 1.4;

const arrows: Record<string, readonly [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Pull to move, wheel or pinch to zoom, press to open, draw around to choose; and all by keys. */
export function useMapGestures(props: Gestures) {
  const latest = useRef(props);
  latest.current = props;
  const pointers = useRef(new Map<number, Spot>());
  const pulled = useRef(0);

  useEffect(() => {
    const element = props.canvas.current;
    if (!element) return;
    // React listens passively, and the page must not scroll meanwhile.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { view, size, onView } = latest.current;
      const spot = { x: event.offsetX, y: event.offsetY };
      onView(zoomAt(view, size, spot, Math.exp(-event.deltaY / 400)));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [props.canvas]);

  const pointUnder = (spot: Spot) => {
    const { map, view, size } = latest.current;
    return pointAt(map.positions, toMap(view, size, spot), reachPx / view.scale);
  };

  const onPointerDown = (event: ReactPointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, spotOf(event));
    pulled.current = 0;
    if (isDrawing(event)) props.onLasso([spotOf(event)]);
  };
  const isDrawing = (event: ReactPointerEvent) =>
    (props.isLasso || event.shiftKey) && pointers.current.size === 1;

  const onPointerMove = (event: ReactPointerEvent) => {
    const spot = spotOf(event);
    const before = pointers.current.get(event.pointerId);
    if (!before) return props.onCurrent(pointUnder(spot));
    const { view, size, lasso, onLasso, onView } = latest.current;
    pulled.current += Math.hypot(spot.x - before.x, spot.y - before.y);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, spot);
    if (lasso.length > 0) return onLasso([...lasso, spot]);
    if (!other) return onView(moved(view, spot.x - before.x, spot.y - before.y));
    const factor = distance(spot, other) / Math.max(1, distance(before, other));
    const middle = { x: (spot.x + other.x) / 2, y: (spot.y + other.y) / 2 };
    onView(zoomAt(view, size, middle, factor));
  };

  const onPointerUp = (event: ReactPointerEvent) => {
    const isLast = pointers.current.delete(event.pointerId) && pointers.current.size === 0;
    const { map, view, size, lasso, onLasso, onChosen, onOpen } = latest.current;
    if (lasso.length > 0) {
      onLasso([]);
      if (pulled.current > pullPx) return onChosen(rowsInside(map, view, size, lasso));
    }
    const row = pointUnder(spotOf(event));
    if (isLast && pulled.current <= pullPx && row !== undefined) onOpen(row);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { map, view, size, current, onView, onCurrent, onOpen } = latest.current;
    const middle = { x: size.width / 2, y: size.height / 2 };
    const arrow = arrows[event.key];
    if (arrow) {
      event.preventDefault();
      const from = current ?? pointAt(map.positions, view, Number.POSITIVE_INFINITY);
      const next = current === undefined ? from : pointBeside(map.positions, current, arrow);
      if (next === undefined) return;
      onCurrent(next);
      onView(inSight(map, view, size, next));
    } else if (event.key === 'Enter' && current !== undefined) {
      onOpen(current);
    } else if (event.key === '+' || event.key === '=' || event.key === '-') {
      const at = current === undefined ? middle : spotOfRow(map, view, size, current);
      onView(zoomAt(view, size, at, event.key === '-' ? 1 / stepZoom : stepZoom));
    }
  };

  const pointer = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: (event: ReactPointerEvent) => {
      pointers.current.delete(event.pointerId);
      props.onLasso([]);
    },
    onPointerLeave: () => pointers.current.size === 0 && props.onCurrent(undefined),
  };
  return { pointer, onKeyDown };
}

const spotOf = ({ nativeEvent }: ReactPointerEvent): Spot => ({
  x: nativeEvent.offsetX,
  y: nativeEvent.offsetY,
});

const distance = (a: Spot, b: Spot) => Math.hypot(a.x - b.x, a.y - b.y);

function spotOfRow({ positions }: LibraryMap, view: MapView, size: Size, row: number): Spot {
  return toScreen(view, size, { x: positions[2 * row]!, y: positions[2 * row + 1]! });
}

function rowsInside(map: LibraryMap, view: MapView, size: Size, path: readonly Spot[]) {
  const rows = new Set<number>();
  for (const row of map.places.keys()) {
    if (isInside(path, spotOfRow(map, view, size, row))) rows.add(row);
  }
  return rows;
}

/** The view, moved as far as a point needs to be seen. */
function inSight(map: LibraryMap, view: MapView, size: Size, row: number): MapView {
  const { x, y } = spotOfRow(map, view, size, row);
  const edge = 40;
  const out = (at: number, length: number) =>
    at < edge ? edge - at : at > length - edge ? length - edge - at : 0;
  return moved(view, out(x, size.width), out(y, size.height));
}
