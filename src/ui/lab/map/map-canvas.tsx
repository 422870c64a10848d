import { type RefObject, useEffect, useRef, useState } from 'react';
import type { LibraryMap } from '../../../app';
import { useColourScheme, useSize } from '../../parts/hooks';
import { resolveColour } from '../../parts/resolve-colour';
import { hitKey } from '../../parts/route';
import { useRummage } from '../../parts/rummage-context';
import { type Colours, drawMap } from './draw';
import { PictureCache } from './picture-cache';
import { useMapGestures } from './use-map-gestures';
import type { MapView, Spot } from './view';

interface Props {
  map: LibraryMap;
  view: MapView;
  onView: (view: MapView) => void;
  isLasso: boolean;
  chosen: ReadonlySet<number>;
  onChosen: (rows: ReadonlySet<number>) => void;
  current: number | undefined;
  onCurrent: (row: number | undefined) => void;
  onOpen: (row: number) => void;
  /** Id of the text that tells of the current point. */
  describedBy: string;
}

/** The map itself, by pointer, wheel and keyboard. */
export function MapCanvas(props: Props) {
  const { map, view, chosen, current, describedBy } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [lasso, setLasso] = useState<readonly Spot[]>([]);
  const [loaded, setLoaded] = useState(0);
  const size = useSize(frame);
  const colours = useColours(frame);
  const pictures = usePictures(() => setLoaded((count) => count + 1));
  const gestures = useMapGestures({ ...props, size, canvas, lasso, onLasso: setLasso });

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again for each picture that is there
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !colours || size.width === 0) return;
    const frameRequest = requestAnimationFrame(() => {
      const ratio = window.devicePixelRatio;
      if (element.width !== Math.round(size.width * ratio)) element.width = size.width * ratio;
      if (element.height !== Math.round(size.height * ratio)) element.height = size.height * ratio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const pictureOf = (row: number) => {
        const { documentId, ordinal } = map.places[row]!;
        return pictures.get(hitKey(documentId, ordinal));
      };
      drawMap(context, { map, view, size, chosen, current, lasso, colours, pictureOf });
    });
    return () => cancelAnimationFrame(frameRequest);
  }, [map, view, size, chosen, current, lasso, colours, pictures, loaded]);

  return (
    <div
      ref={frame}
      role="application"
      aria-label="Map: arrow keys move from point to point, Enter opens one, plus and minus zoom"
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk over it
      tabIndex={0}
      onKeyDown={gestures.onKeyDown}
      className="relative h-full min-h-72 overflow-hidden rounded-lg border border-line bg-raised"
    >
      <canvas
        ref={canvas}
        style={{ width: size.width, height: size.height }}
        className="absolute inset-0 touch-none"
        data-map={map.places.length}
        {...gestures.pointer}
      />
    </div>
  );
}

function usePictures(onLoaded: () => void): PictureCache {
  const rummage = useRummage();
  const [pictures] = useState(
    () =>
      new PictureCache(
        (key) => rummage.thumbnail(key),
        () => heard.current(),
      ),
  );
  const heard = useRef(onLoaded);
  heard.current = onLoaded;
  useEffect(() => () => pictures.close(), [pictures]);
  return pictures;
}

function useColours(frame: RefObject<HTMLElement | null>): Colours | undefined {
  const scheme = useColourScheme();
  const [colours, setColours] = useState<Colours>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew with the scheme
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const colour = (name: string) => resolveColour(element, `var(--color-${name})`);
    setColours({
      ink: colour('ink'),
      quiet: colour('quiet'),
      accent: colour('accent'),
      canvas: colour('raised'),
      line: colour('line'),
    });
  }, [frame, scheme]);
  return colours;
}
